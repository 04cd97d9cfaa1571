#include "search_index.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/check.h"
#include "potential/words.h"

namespace potential {
namespace {

const db::Sql kForgetWords{"DELETE FROM potential_words WHERE search_key = $1"};
const db::Sql kRemember{
    "INSERT INTO potential_words (face, word, field, search_key) VALUES ($1, $2, $3, $4) ON CONFLICT DO "
    "NOTHING"};
const db::Sql kWordKnown{"SELECT 1 FROM potential_trigrams WHERE trigram = $1 AND length = $2 AND word = $3"};
const db::Sql kCut{
    "INSERT INTO potential_trigrams (trigram, length, word) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"};
// From one word to the next: a list of all rows would pass a common word once for each object that has it.
const db::Sql kBeginningWith{
    "WITH RECURSIVE walk (word, n) AS ("
    "SELECT (SELECT w.word FROM potential_words w WHERE w.face = $1 AND w.word >= $2 AND w.word <= $3 "
    "ORDER BY w.word LIMIT 1), 1 UNION ALL "
    "SELECT (SELECT w.word FROM potential_words w WHERE w.face = $1 AND w.word > walk.word AND w.word <= $3 "
    "ORDER BY w.word LIMIT 1), walk.n + 1 FROM walk WHERE walk.word IS NOT NULL AND walk.n < 12) "
    "SELECT word FROM walk WHERE word IS NOT NULL"};

constexpr std::size_t kMaxTerms = 8, kMaxCandidates = 400;
constexpr int kMaxLikeWords = 40, kKeptLikeWords = 12;

/// How much a hit weighs by where the word stands.
constexpr double kFieldWeight[] = {1.0, 0.55, 0.6, 0.3};

/// With how well each fits what was typed.
using Words = std::map<std::string, double, std::less<>>;

struct Term {
  std::string typed;
  Words words = {};  ///< of the index
  /// Objects that have one of the words, best words first, and how well each answers.
  std::vector<std::int64_t> keys = {};
  std::unordered_map<std::int64_t, double> answers = {};
  std::vector<std::string> common = {};  ///< words of which not all objects were read
};

/// Mistakes that a typed word may have: none in a short one, where every word resembles every other.
int forgiven_edits(std::size_t length) {
  return length < 4 ? 0 : length < 6 ? 1 : length < 9 ? 2 : 3;
}

void add_beginning_with(db::Reader& reader, Face face, Term& term) {
  // Holds in every collation: after folding there are only letters and figures, and 'z' is the last of them.
  const std::string last = term.typed + std::string(32, 'z');
  for (auto& word : reader.all<std::string>(kBeginningWith, name_of(face), term.typed, last)) {
    const double share = static_cast<double>(term.typed.size()) / static_cast<double>(word.size());
    term.words.emplace(std::move(word), share == 1 ? 1 : 0.6 + 0.3 * share);
  }
}

db::Query like_words_query(const std::string& typed, int edits) {
  db::Query query("SELECT word FROM potential_trigrams WHERE trigram IN (");
  const std::vector<std::string> trigrams = trigrams_of(typed);
  for (std::size_t i = 0; i < trigrams.size(); ++i) query.append(i == 0 ? "" : ", ").bind(trigrams[i]);
  const auto length = static_cast<std::int64_t>(typed.size());
  query.append(") AND length BETWEEN ").bind(length - edits).append(" AND ").bind(length + edits);
  // One edit touches at most three trigrams, a swap four; short words keep at least one.
  const auto shared = std::max<std::int64_t>(1, static_cast<std::int64_t>(trigrams.size()) - 4 * edits);
  query.append(" GROUP BY word HAVING count(*) >= ").bind(shared);
  return query.append(" ORDER BY count(*) DESC, word LIMIT ").bind(kMaxLikeWords);
}

void add_words_like(db::Reader& reader, Term& term) {
  const int edits = forgiven_edits(term.typed.size());
  // A word that stands in the index was meant as it was typed.
  if (edits == 0 || term.words.contains(term.typed)) return;
  std::vector<std::pair<double, std::string>> like;
  for (auto& word : reader.all<std::string>(like_words_query(term.typed, edits))) {
    const int needed = edits_between(term.typed, word);
    if (needed == 0 || needed > edits) continue;
    like.emplace_back(0.85 * (1 - static_cast<double>(needed) / static_cast<double>(term.typed.size())),
                      std::move(word));
  }
  std::ranges::sort(like, std::greater{});
  if (like.size() > kKeptLikeWords) like.resize(kKeptLikeWords);
  for (auto& [fit, word] : like) term.words.emplace(std::move(word), fit);
}

std::vector<Term> understand(db::Reader& reader, Face face, std::string_view typed) {
  std::vector<Term> terms;
  for (auto& word : words_of(typed)) {
    if (terms.size() == kMaxTerms) break;
    Term term{std::move(word)};
    add_beginning_with(reader, face, term);
    add_words_like(reader, term);
    terms.push_back(std::move(term));
  }
  return terms;
}

std::vector<std::pair<double, std::string>> best_first(const Words& words) {
  std::vector<std::pair<double, std::string>> sorted;
  for (const auto& [word, fit] : words) sorted.emplace_back(fit, word);
  std::ranges::sort(sorted, std::greater{});
  return sorted;
}

/// A word's objects in the index's own order, so that the limit ends the walk.
void append_objects_with(db::Query& query, Face face, const std::string& word, const db::Query* where) {
  query.append("SELECT * FROM (SELECT w.word, w.search_key, w.field FROM potential_words w");
  // CROSS JOIN keeps SQLite's order of tables.
  if (where != nullptr) query.append(" CROSS JOIN potential_objects o");
  query.append(" WHERE w.face = ").bind(name_of(face)).append(" AND w.word = ").bind(word);
  if (where != nullptr) query.append(" AND o.search_key = w.search_key AND ").append(*where);
  query.append(" ORDER BY w.field, w.search_key LIMIT ").bind(kMaxCandidates).append(") AS found");
}

void answer(Term& term, std::int64_t key, std::int64_t field, double fit) {
  const auto [known, added] = term.answers.try_emplace(key, 0.0);
  known->second = std::max(known->second, fit * kFieldWeight[static_cast<std::size_t>(field)]);
  if (added) term.keys.push_back(key);
}

/// One question for all words of the term: each way to PostgreSQL and back costs as much as the answer.
void find_objects(db::Reader& reader, Face face, const db::Query* where, Term& term) {
  if (term.words.empty()) return;
  db::Query query;
  for (const auto& [fit, word] : best_first(term.words)) {
    if (!query.empty()) query.append(" UNION ALL ");
    append_objects_with(query, face, word, where);
  }
  std::map<std::string, std::size_t, std::less<>> read;
  reader.each(query, [&](const db::Row& row) {
    const auto word = term.words.find(row.text(0));
    answer(term, row.integer(1), row.integer(2), word->second);
    if (++read[word->first] == kMaxCandidates) term.common.push_back(word->first);
  });
}

/// From the term that fewest objects have: it says most, and its list is whole where those of common words
/// are cut.
std::vector<std::int64_t> candidates(const std::vector<Term>& terms) {
  std::vector<const Term*> rarest_first;
  for (const Term& term : terms) rarest_first.push_back(&term);
  std::ranges::stable_sort(rarest_first, {}, [](const Term* term) { return term->keys.size(); });
  std::vector<std::int64_t> keys;
  std::unordered_set<std::int64_t> seen;
  for (const Term* term : rarest_first)
    for (const std::int64_t key : term->keys)
      if (keys.size() < kMaxCandidates && seen.insert(key).second) keys.push_back(key);
  return keys;
}

template <class Values>
void append_list(db::Query& query, const Values& values) {
  const char* comma = "(";
  for (const auto& value : values) {
    query.append(comma).bind(value);
    comma = ", ";
  }
  query.append(")");
}

/// What the lists of common words, cut short, do not say of the candidates. One look at an object answers for
/// all terms.
void ask_further(db::Reader& reader, std::vector<Term>& terms, const std::vector<std::int64_t>& keys) {
  std::set<std::string> common;
  for (const Term& term : terms) common.insert(term.common.begin(), term.common.end());
  std::vector<std::int64_t> unknown;
  for (const std::int64_t key : keys)
    if (std::ranges::any_of(terms,
                            [&](const Term& t) { return !t.common.empty() && !t.answers.contains(key); }))
      unknown.push_back(key);
  if (unknown.empty()) return;
  db::Query query("SELECT search_key, word, field FROM potential_words WHERE search_key IN ");
  append_list(query, unknown);
  query.append(" AND word IN ");
  append_list(query, common);
  reader.each(query, [&](const db::Row& row) {
    for (Term& term : terms)
      if (const auto word = term.words.find(row.text(1)); word != term.words.end())
        answer(term, row.integer(0), row.integer(2), word->second);
  });
}

std::vector<Hit> scored(const std::vector<Term>& terms, const std::vector<std::int64_t>& keys) {
  std::vector<Hit> hits;
  for (const std::int64_t key : keys) {
    double sum = 0, answered = 0;
    for (const Term& term : terms) {
      const auto found = term.answers.find(key);
      if (found != term.answers.end()) sum += found->second, ++answered;
    }
    // Answering every word counts more than answering one of them well.
    hits.push_back({key, sum * answered / static_cast<double>(terms.size() * terms.size())});
  }
  return hits;
}

}  // namespace

std::int64_t search_key_of(std::string_view uuid, Face face) {
  base::check(uuid.size() == 36, "an object's id is a UUID");
  // The last 60 of a UUIDv7's 74 random bits; the lowest bit tells the face.
  std::uint64_t bits = 0;
  for (const char c : uuid.substr(20)) {
    if (c == '-') continue;
    bits = bits << 4 | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  bits &= 0x0FFF'FFFF'FFFF'FFFF;
  return static_cast<std::int64_t>(bits << 1 | (face == Face::kPublic ? 1u : 0u));
}

void unindex_words(db::Transaction& transaction, std::int64_t key) {
  transaction.execute(kForgetWords, key);
}

void index_words(db::Transaction& transaction, Face face, std::int64_t key,
                 const std::vector<IndexedWord>& words) {
  unindex_words(transaction, key);
  std::map<std::string, WordField> first;
  for (const auto& [word, field] : words) {
    const auto [known, added] = first.try_emplace(word, field);
    if (!added) known->second = std::min(known->second, field);
  }
  for (const auto& [word, field] : first) {
    transaction.execute(kRemember, name_of(face), word, static_cast<int>(field), key);
    if (word.size() < 3) continue;
    const std::vector<std::string> trigrams = trigrams_of(word);
    const auto length = static_cast<std::int64_t>(word.size());
    if (transaction.one<std::int64_t>(kWordKnown, trigrams.front(), length, word)) continue;
    for (const std::string& trigram : trigrams) transaction.execute(kCut, trigram, length, word);
  }
}

std::vector<Hit> find_hits(db::Reader& reader, Face face, std::string_view typed, const db::Query* where,
                           std::size_t size) {
  std::vector<Term> terms = understand(reader, face, typed);
  for (Term& term : terms) find_objects(reader, face, where, term);
  const std::vector<std::int64_t> keys = candidates(terms);
  ask_further(reader, terms, keys);
  std::vector<Hit> hits = scored(terms, keys);
  std::ranges::sort(hits, [](const Hit& a, const Hit& b) {
    return a.score != b.score ? a.score > b.score : a.key < b.key;
  });
  if (hits.size() > size) hits.resize(size);
  return hits;
}

}  // namespace potential
