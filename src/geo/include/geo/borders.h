#pragma once
// The borders that areas have in common, whoever drew them.
#include <span>
#include <vector>

#include "geo/geometry.h"

namespace geo {

/// Each border between two of the areas, once. Neighbours whose borders were digitised or thinned apart have
/// one too, as long as the two lines run within `apart_m` of each other; the first area's line is then taken.
std::vector<Path> common_borders(std::span<const Geometry* const> areas, double apart_m);

}  // namespace geo
