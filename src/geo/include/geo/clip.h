#pragma once
// Shapes cut to a box, for tiles and map frames.
#include <optional>

#include "geo/geometry.h"

namespace geo {

/// What of the shape lies in the box; nothing when no part does. Polygons by Sutherland and Hodgman (1974):
/// parts of a bent polygon stay joined along the box's edge, which filling does not show; lines fall into as
/// many pieces as needed.
std::optional<Geometry> clip(const Geometry& geometry, const Box& box);

}  // namespace geo
