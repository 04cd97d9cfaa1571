#include "geo/mercator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo {

using std::numbers::pi;

WorldXy to_world(Point p) {
  const double lat = std::clamp(p.lat, -kMercatorMaxLat, kMercatorMaxLat) * pi / 180;
  return {p.lon / 360 + 0.5, 0.5 - std::asinh(std::tan(lat)) / (2 * pi)};
}

Point from_world(WorldXy at) {
  return {std::atan(std::sinh(pi * (1 - 2 * at.y))) * 180 / pi, (at.x - 0.5) * 360};
}

bool is_valid(Tile t) {
  return t.z >= 0 && t.z <= 30 && t.x >= 0 && t.y >= 0 && t.x < (1LL << t.z) && t.y < (1LL << t.z);
}

Tile tile_at(Point p, int z) {
  const double side = std::ldexp(1.0, z);
  const WorldXy at = to_world(p);
  const auto index = [&](double part) { return static_cast<int>(std::clamp(part * side, 0.0, side - 1)); };
  return {z, index(at.x), index(at.y)};
}

Box bounds(Tile t) {
  const double side = std::ldexp(1.0, t.z);
  Box box;
  box.include(from_world({t.x / side, t.y / side}));
  box.include(from_world({(t.x + 1) / side, (t.y + 1) / side}));
  return box;
}

}  // namespace geo
