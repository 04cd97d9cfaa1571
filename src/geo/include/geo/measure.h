#pragma once
// What a shape measures, and where it is: area, centroid, a point inside, inside or not, how far.
#include "geo/geometry.h"

namespace geo {

/// On the WGS 84 ellipsoid, in the cylindrical equal-area projection (Snyder 1987, equation 3-12). Holes are
/// taken off; 0 for points and lines.
double area_m2(const Geometry& geometry);

/// By area for polygons, by length for lines, the mean for points. May lie outside a bent shape.
Point centroid(const Geometry& geometry);

/// The centroid where it lies inside; else the middle of the widest stretch inside on the parallel through
/// the middle.
Point inside_point(const Geometry& geometry);

/// Inside a polygon and in none of its holes (even-odd). A point on the border belongs to at most one of two
/// neighbours.
bool contains(const Geometry& geometry, Point point);

/// To the nearest point of the shape; 0 inside a polygon. Plane geometry around `point`: exact to 0.1 %
/// within 100 km.
double distance_to_m(const Geometry& geometry, Point point);

}  // namespace geo
