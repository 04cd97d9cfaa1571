#include "geo/measure.h"

#include <algorithm>
#include <cmath>

#include "sphere.h"

namespace geo {
namespace {

constexpr double kSemiMajor_m = 6'378'137;  // WGS 84
constexpr double kFlattening = 1 / 298.257223563;

/// Snyder's q: twice the area between the equator and the parallel, on an ellipsoid with a = 1, a radian of
/// longitude wide.
double authalic_q(double lat_deg) {
  static const double e2 = kFlattening * (2 - kFlattening), e = std::sqrt(e2);
  const double s = std::sin(lat_deg * kRadians);
  return (1 - e2) * (s / (1 - e2 * s * s) - std::log((1 - e * s) / (1 + e * s)) / (2 * e));
}

double ring_area_m2(const Path& ring) {
  double twice = 0;
  for (std::size_t i = 1; i < ring.size(); ++i)
    twice += (ring[i].lon - ring[i - 1].lon) * kRadians *
             (authalic_q(ring[i].lat) + authalic_q(ring[i - 1].lat)) / 2;
  return std::abs(twice) * kSemiMajor_m * kSemiMajor_m / 2;
}

bool crosses_odd(const Path& ring, Point p) {
  bool odd = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Point &a = ring[i - 1], &b = ring[i];
    if ((a.lat > p.lat) != (b.lat > p.lat) &&
        p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon)
      odd = !odd;
  }
  return odd;
}

bool contains(const Polygon& polygon, Point p) {
  bool odd = false;
  for (const Path& ring : polygon.rings) odd ^= crosses_odd(ring, p);
  return odd;
}

struct Weighted {
  double lat = 0, lon = 0, weight = 0;
  void add(Point p, double w) {
    lat += p.lat * w;
    lon += p.lon * w;
    weight += w;
  }
};

void add_polygon(Weighted& sum, const Polygon& polygon) {
  for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
    const Path& ring = polygon.rings[r];
    const Point origin = ring[0];  // near the shape: keeps the digits
    Weighted part;
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const double ax = ring[i - 1].lon - origin.lon, ay = ring[i - 1].lat - origin.lat;
      const double bx = ring[i].lon - origin.lon, by = ring[i].lat - origin.lat;
      part.add({(ay + by) / 3, (ax + bx) / 3}, ax * by - bx * ay);
    }
    const double sign = (part.weight < 0 ? -1.0 : 1.0) * (r == 0 ? 1 : -1);
    sum.lat += sign * (part.lat + origin.lat * part.weight);
    sum.lon += sign * (part.lon + origin.lon * part.weight);
    sum.weight += sign * part.weight;
  }
}

void add_line(Weighted& sum, const Path& line) {
  for (std::size_t i = 1; i < line.size(); ++i)
    sum.add({(line[i - 1].lat + line[i].lat) / 2, (line[i - 1].lon + line[i].lon) / 2},
            distance_m(line[i - 1], line[i]));
}

/// Of the segment, in a plane of metres whose origin is the point asked about.
double distance_to_origin(double ax, double ay, double bx, double by) {
  const double dx = bx - ax, dy = by - ay;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0) : 0.0;
  return std::hypot(ax + t * dx, ay + t * dy);
}

}  // namespace

double area_m2(const Geometry& geometry) {
  double area = 0;
  for (const Polygon& polygon : polygons_of(geometry))
    for (std::size_t r = 0; r < polygon.rings.size(); ++r)
      area += (r == 0 ? 1 : -1) * ring_area_m2(polygon.rings[r]);
  return area;
}

Point centroid(const Geometry& geometry) {
  Weighted sum;
  for (const Polygon& polygon : polygons_of(geometry)) add_polygon(sum, polygon);
  const bool is_line = std::holds_alternative<Line>(geometry) || std::holds_alternative<MultiLine>(geometry);
  if (is_line) for_each_path(geometry, [&](const Path& path) { add_line(sum, path); });
  if (!(sum.weight > 0)) {  // points, or a shape without extent
    sum = {};
    for_each_path(geometry, [&](const Path& path) {
      for (const Point& p : path) sum.add(p, 1);
    });
  }
  return {sum.lat / sum.weight, sum.lon / sum.weight};
}

Point inside_point(const Geometry& geometry) {
  const Point middle = centroid(geometry);
  if (polygons_of(geometry).empty() || contains(geometry, middle)) return middle;
  const Box box = bounds(geometry);
  Point best = middle;
  double widest = 0;
  // Several parallels, off the round fractions on which vertices tend to lie.
  for (const double part : {0.5003, 0.3501, 0.6507, 0.2009, 0.8011, 0.0503, 0.9517}) {
    const double lat = box.south + part * (box.north - box.south);
    std::vector<double> cuts;
    for_each_path(geometry, [&](const Path& ring) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point &a = ring[i - 1], &b = ring[i];
        if ((a.lat > lat) != (b.lat > lat))
          cuts.push_back(a.lon + (lat - a.lat) * (b.lon - a.lon) / (b.lat - a.lat));
      }
    });
    std::ranges::sort(cuts);
    for (std::size_t i = 1; i < cuts.size(); i += 2) {
      if (cuts[i] - cuts[i - 1] <= widest) continue;
      widest = cuts[i] - cuts[i - 1];
      best = {lat, (cuts[i] + cuts[i - 1]) / 2};
    }
    if (widest > 0) return best;
  }
  return best;
}

bool contains(const Geometry& geometry, Point point) {
  for (const Polygon& polygon : polygons_of(geometry))
    if (contains(polygon, point)) return true;
  return false;
}

double distance_to_m(const Geometry& geometry, Point point) {
  if (contains(geometry, point)) return 0;
  const double ky = kEarthRadius_m * kRadians, kx = ky * std::cos(point.lat * kRadians);
  double nearest = std::numeric_limits<double>::infinity();
  const bool loose = std::holds_alternative<MultiPoint>(geometry);
  for_each_path(geometry, [&](const Path& path) {
    for (std::size_t i = 0; i < path.size(); ++i) {
      const Point &a = path[loose || i == 0 ? i : i - 1], &b = path[i];
      nearest = std::min(nearest, distance_to_origin((a.lon - point.lon) * kx, (a.lat - point.lat) * ky,
                                                     (b.lon - point.lon) * kx, (b.lat - point.lat) * ky));
    }
  });
  return nearest;
}

}  // namespace geo
