-- All that scoring asks of an object's words stands in the index: no row is fetched for it.
DROP INDEX potential_words_of_object;
CREATE INDEX potential_words_of_object ON potential_words (search_key, word, field);
