#pragma once
// Web Mercator (EPSG:3857) and the tiles cut from it.
#include "geo/point.h"

namespace geo {

/// On the square of the world: x from 0 in the west to 1 in the east, y from 0 in the north to 1 in the
/// south.
struct WorldXy {
  double x = 0, y = 0;
};

/// The latitude that bounds the square.
inline constexpr double kMercatorMaxLat = 85.05112877980659;

/// Latitudes beyond the square are held at its edge.
WorldXy to_world(Point point);
Point from_world(WorldXy at);

struct Tile {
  int z = 0, x = 0, y = 0;
  bool operator==(const Tile&) const = default;
};

/// z 0…30 and x, y within the level.
bool is_valid(Tile tile);
Tile tile_at(Point point, int z);
Box bounds(Tile tile);

}  // namespace geo
