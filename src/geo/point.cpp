#include "geo/point.h"

#include <algorithm>
#include <cmath>

#include "sphere.h"

namespace geo {

bool is_valid(Point p) {
  return std::abs(p.lat) <= 90 && std::abs(p.lon) <= 180;
}  // false for NaN

double distance_m(Point a, Point b) {
  const double half_lat = std::sin((b.lat - a.lat) * kRadians / 2);
  const double half_lon = std::sin((b.lon - a.lon) * kRadians / 2);
  const double h =
      half_lat * half_lat + std::cos(a.lat * kRadians) * std::cos(b.lat * kRadians) * half_lon * half_lon;
  return 2 * kEarthRadius_m * std::asin(std::min(1.0, std::sqrt(h)));
}

double bearing_deg(Leg leg) {
  const double lat1 = leg.from.lat * kRadians, lat2 = leg.to.lat * kRadians;
  const double turn = (leg.to.lon - leg.from.lon) * kRadians;
  const double east = std::sin(turn) * std::cos(lat2);
  const double north = std::cos(lat1) * std::sin(lat2) - std::sin(lat1) * std::cos(lat2) * std::cos(turn);
  const double bearing = std::atan2(east, north) / kRadians;
  return bearing < 0 ? bearing + 360 : bearing;
}

Compass compass_of(double bearing) {
  return static_cast<Compass>(std::lround(bearing / 45) % 8);
}

void Box::include(Point p) {
  south = std::min(south, p.lat);
  north = std::max(north, p.lat);
  west = std::min(west, p.lon);
  east = std::max(east, p.lon);
}

void Box::include(const Box& o) {
  south = std::min(south, o.south);
  north = std::max(north, o.north);
  west = std::min(west, o.west);
  east = std::max(east, o.east);
}

}  // namespace geo
