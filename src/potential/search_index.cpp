#include "search_index.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/check.h"
#include "potential/words.h"

namespace potential {
namespace {

const db::Sql kForget{"DELETE FROM potential_words WHERE search_key = $1"};
const db::Sql kRemember{
    "INSERT INTO potential_words (face, word, field, search_key) VALUES ($1, $2, $3, $4) ON CONFLICT DO "
    "NOTHING"};
const db::Sql kWordKnown{"SELECT 1 FROM potential_trigrams WHERE trigram = $1 AND length = $2 AND word = $3"};
const db::Sql kCut{
    "INSERT INTO potential_trigrams (trigram, length, word) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"};
const db::Sql kBeginningWith{
    "SELECT DISTINCT word FROM potential_words WHERE face = $1 AND word >= $2 AND word <= $3 ORDER BY word "
    "LIMIT 12"};

constexpr std::size_t kMaxTerms = 8, kMaxCandidates = 400;
constexpr int kMaxLikeWords = 40, kKeptLikeWords = 12;

/// How much a hit weighs by where the word stands.
constexpr double kFieldWeight[] = {1.0, 0.55, 0.6, 0.3};

struct Term {
  std::string typed;
  std::map<std::string, double> words;  ///< of the index, with how well each fits what was typed
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
  if (edits == 0) return;
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
    Term term{std::move(word), {}};
    add_beginning_with(reader, face, term);
    add_words_like(reader, term);
    terms.push_back(std::move(term));
  }
  return terms;
}

void append_words(db::Query& query, const std::map<std::string, double>& words) {
  const char* comma = "";
  for (const auto& [word, fit] : words) {
    query.append(comma).bind(word);
    comma = ", ";
  }
}

/// Objects in which a word of the term stands, those where it says most first.
std::vector<std::int64_t> objects_with(db::Reader& reader, Face face, const Term& term,
                                       const db::Query& where) {
  std::vector<std::int64_t> keys;
  for (const auto& [word, fit] : term.words) {
    // CROSS JOIN keeps SQLite's order of tables; the order of rows is the index's own, so that the limit ends
    // the walk.
    db::Query query("SELECT w.search_key FROM potential_words w CROSS JOIN potential_objects o ");
    query.append("WHERE o.search_key = w.search_key AND w.face = ")
        .bind(name_of(face))
        .append(" AND w.word = ")
        .bind(word);
    query.append(" AND ").append(where).append(" ORDER BY w.field, w.search_key LIMIT ").bind(kMaxCandidates);
    std::ranges::copy(reader.all<std::int64_t>(query), std::back_inserter(keys));
  }
  return keys;
}

/// From the term that fewest objects have: it says most, and its list is whole where those of common words
/// are cut.
std::vector<std::int64_t> candidates(db::Reader& reader, Face face, const std::vector<Term>& terms,
                                     const db::Query& where) {
  std::vector<std::vector<std::int64_t>> lists;
  for (const Term& term : terms)
    if (!term.words.empty()) lists.push_back(objects_with(reader, face, term, where));
  std::ranges::stable_sort(lists, {}, &std::vector<std::int64_t>::size);
  std::vector<std::int64_t> keys;
  std::set<std::int64_t> seen;
  for (const auto& list : lists)
    for (const std::int64_t key : list)
      if (keys.size() < kMaxCandidates && seen.insert(key).second) keys.push_back(key);
  return keys;
}

std::vector<Hit> scored(db::Reader& reader, const std::vector<Term>& terms,
                        const std::vector<std::int64_t>& keys) {
  db::Query query("SELECT search_key, word, field FROM potential_words WHERE search_key IN (");
  for (std::size_t i = 0; i < keys.size(); ++i) query.append(i == 0 ? "" : ", ").bind(keys[i]);
  query.append(") AND word IN (");
  std::map<std::string, double> words;
  for (const Term& term : terms) words.insert(term.words.begin(), term.words.end());
  append_words(query, words);
  query.append(")");
  std::map<std::int64_t, std::vector<double>> best;  // for each object: how well it answers each term
  reader.each(query, [&](const db::Row& row) {
    auto& answers = best.try_emplace(row.integer(0), terms.size(), 0.0).first->second;
    const double weight = kFieldWeight[static_cast<std::size_t>(row.integer(2))];
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const auto fit = terms[i].words.find(std::string(row.text(1)));
      if (fit != terms[i].words.end()) answers[i] = std::max(answers[i], fit->second * weight);
    }
  });
  std::vector<Hit> hits;
  for (const auto& [key, answers] : best) {
    double sum = 0;
    std::size_t answered = 0;
    for (const double answer : answers) sum += answer, answered += answer > 0 ? 1 : 0;
    // Answering every word counts more than answering one of them well.
    hits.push_back(
        {key, sum * static_cast<double>(answered) / static_cast<double>(terms.size() * terms.size())});
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
  transaction.execute(kForget, key);
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

std::vector<Hit> find_hits(db::Reader& reader, Face face, std::string_view typed, const db::Query& where,
                           std::size_t size) {
  const std::vector<Term> terms = understand(reader, face, typed);
  const std::vector<std::int64_t> keys = candidates(reader, face, terms, where);
  if (keys.empty()) return {};
  std::vector<Hit> hits = scored(reader, terms, keys);
  std::ranges::sort(hits, [](const Hit& a, const Hit& b) {
    return a.score != b.score ? a.score > b.score : a.key < b.key;
  });
  if (hits.size() > size) hits.resize(size);
  return hits;
}

}  // namespace potential
