#include "geo/dissolve.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "geo/measure.h"

namespace geo {
namespace {

double twice_signed_area(const Path& ring) {
  double sum = 0;
  for (std::size_t i = 1; i < ring.size(); ++i)
    sum += (ring[i - 1].lon - ring[0].lon) * (ring[i].lat - ring[0].lat) -
           (ring[i].lon - ring[0].lon) * (ring[i - 1].lat - ring[0].lat);
  return sum;
}

/// Sides with the area on their left; a side and its reverse cancel out.
class Sides {
 public:
  void add(Path ring, bool outer) {
    if ((twice_signed_area(ring) > 0) != outer) std::ranges::reverse(ring);
    for (std::size_t i = 1; i < ring.size(); ++i) {
      if (ring[i - 1] == ring[i]) continue;
      const auto back = sides_.find({ring[i], ring[i - 1]});
      if (back != sides_.end())
        sides_.erase(back);
      else
        sides_.insert({ring[i - 1], ring[i]});
    }
  }

  std::vector<Path> rings() {
    std::vector<Path> out;
    while (!sides_.empty()) {
      Path ring{sides_.begin()->first};
      take(sides_.begin(), ring);
      while (ring.back() != ring.front()) {
        const auto next = leftmost_turn(ring);
        if (next == sides_.end()) break;  // cannot be: as many sides leave a vertex as reach it
        take(next, ring);
      }
      if (ring.size() >= 4 && ring.back() == ring.front()) out.push_back(std::move(ring));
    }
    return out;
  }

 private:
  using Map = std::multimap<Point, Point>;
  struct Set : Map {
    iterator find(std::pair<Point, Point> side) {
      auto [at, end] = equal_range(side.first);
      for (; at != end; ++at)
        if (at->second == side.second) return at;
      return Map::end();
    }
  };

  void take(Set::iterator side, Path& ring) {
    ring.push_back(side->second);
    sides_.erase(side);
  }
  /// Where two parts touch in a vertex, keeping left parts them into two rings.
  Set::iterator leftmost_turn(const Path& ring) {
    const Point from = ring[ring.size() - 2], at = ring.back();
    auto [side, end] = sides_.equal_range(at);
    auto best = sides_.end();
    double best_turn = -10;
    for (; side != end; ++side) {
      const double in = std::atan2(at.lat - from.lat, at.lon - from.lon);
      const double out = std::atan2(side->second.lat - at.lat, side->second.lon - at.lon);
      const double turn = std::remainder(out - in, 2 * M_PI);
      if (turn > best_turn) {
        best_turn = turn;
        best = side;
      }
    }
    return best;
  }

  Set sides_;
};

}  // namespace

Geometry dissolve(std::span<const Geometry* const> areas) {
  Sides sides;
  for (const Geometry* area : areas)
    for (const Polygon& polygon : polygons_of(*area))
      for (std::size_t r = 0; r < polygon.rings.size(); ++r) sides.add(polygon.rings[r], r == 0);
  std::vector<Polygon> polygons;
  std::vector<Path> holes;
  for (Path& ring : sides.rings()) {
    if (twice_signed_area(ring) > 0)
      polygons.push_back({{std::move(ring)}});
    else
      holes.push_back(std::move(ring));
  }
  for (Path& hole : holes) {
    const Point inside = inside_point(Polygon{{hole}});
    for (Polygon& polygon : polygons)
      if (contains(Polygon{{polygon.rings[0]}}, inside)) {
        polygon.rings.push_back(std::move(hole));
        break;
      }
  }
  std::ranges::sort(polygons, std::ranges::greater{},
                    [](const Polygon& p) { return twice_signed_area(p.rings[0]); });
  return geometry_of(std::move(polygons));
}

}  // namespace geo
