#pragma once
// Under which words an object is found.
#include <vector>

#include "potential/record.h"
#include "region/area_book.h"
#include "search_index.h"

namespace potential {

/// Its name; what it is, in both languages and as people say it; where it lies; what is written about it.
std::vector<IndexedWord> indexed_words(const Record& record, const CategoryBook& categories,
                                       const region::AreaBook& areas);

}  // namespace potential
