#pragma once
// Where the areas of a file say they lie: their coordinate cells read in any way people write them, and
// judged against each other.
#include <optional>
#include <vector>

#include "area_rows.h"
#include "table.h"

namespace region {

/// The centre in the row's "lat" and "lon"; nothing where a reason was given.
std::optional<geo::Point> read_centre(const Table& table, ImportReport& report);

/// Refuses the rows, and takes them out, whose centre cannot lie in the regency: outside its boundary, where
/// `book` has one, else farther from the others than any regency reaches.
void refuse_far_away(std::vector<AreaRow>& rows, const AreaBook& book, const Table& table,
                     ImportReport& report);

}  // namespace region
