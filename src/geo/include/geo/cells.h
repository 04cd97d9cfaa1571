#pragma once
// Voronoi cells: to each site the part of a frame that is nearer to it than to any other.
#include <span>
#include <vector>

#include "geo/geometry.h"

namespace geo {

/// The convex hull of the points, counter-clockwise, closed (Andrew 1979). At least three points off one
/// line.
Path convex_hull(std::span<const Point> points);

/// Moves each vertex of a convex ring away from its middle by so much.
Path grown(const Path& hull, double by_m);

/// One polygon a site, in their order, within the convex `frame`; empty where a site repeats another or its
/// cell lies outside. Vertices lie on a grid of a centimetre, so that neighbours share them.
std::vector<Polygon> voronoi_cells(std::span<const Point> sites, const Path& frame);

}  // namespace geo
