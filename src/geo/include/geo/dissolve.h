#pragma once
// Areas joined into one: the district of its villages.
#include <span>

#include "geo/geometry.h"

namespace geo {

/// The outline of areas that share borders vertex by vertex and do not overlap: common borders go, what is
/// left is stitched into rings. Borders that do not match stay as slits. Other shapes are left out; no
/// polygons: an empty multipolygon.
Geometry dissolve(std::span<const Geometry* const> areas);

}  // namespace geo
