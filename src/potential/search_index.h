#pragma once
// The search index: which words stand in which object, and finding objects by words that may be typed
// wrongly.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"
#include "potential/face.h"

namespace potential {

/// Where a word stands; the lower, the more it says about the object.
enum class WordField { kName = 0, kKind = 1, kPlace = 2, kText = 3 };

struct IndexedWord {
  std::string word;
  WordField field;
};

/// What names one face of one object in the index: from its id, so that nothing needs to be looked up.
std::int64_t search_key_of(std::string_view uuid, Face face);

/// Puts in the words of one face; what stood there before goes.
void index_words(db::Transaction& transaction, Face face, std::int64_t key,
                 const std::vector<IndexedWord>& words);
void unindex_words(db::Transaction& transaction, std::int64_t key);

struct Hit {
  std::int64_t key = 0;
  double score = 0;  ///< best first
};

/// Objects for what was typed, best first, at most `size`. `where` is a condition on potential_objects o: who
/// may see what, and filters; nullptr for all that the face has. A word that nothing resembles is left aside,
/// so that one wrong word does not hide everything.
std::vector<Hit> find_hits(db::Reader& reader, Face face, std::string_view typed, const db::Query* where,
                           std::size_t size);

}  // namespace potential
