#include "geo/clip.h"

#include <array>

namespace geo {
namespace {

/// One side of the box: the half plane where `sign * (coordinate − limit)` is not negative.
struct Side {
  double Point::*coordinate;
  double Point::*other;
  double limit;
  double sign;

  bool holds(Point p) const { return sign * (p.*coordinate - limit) >= 0; }
  Point cut(Point a, Point b) const {
    const double t = (limit - a.*coordinate) / (b.*coordinate - a.*coordinate);
    Point p;
    p.*coordinate = limit;
    p.*other = a.*other + t * (b.*other - a.*other);
    return p;
  }
};

std::array<Side, 4> sides(const Box& box) {
  return {{{&Point::lon, &Point::lat, box.west, 1},
           {&Point::lon, &Point::lat, box.east, -1},
           {&Point::lat, &Point::lon, box.south, 1},
           {&Point::lat, &Point::lon, box.north, -1}}};
}

Path clip_ring(const Path& ring, const Box& box) {
  Path points(ring.begin(), ring.end() - 1);
  for (const Side& side : sides(box)) {
    Path kept;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Point &a = points[i == 0 ? points.size() - 1 : i - 1], &b = points[i];
      if (side.holds(a) != side.holds(b)) kept.push_back(side.cut(a, b));
      if (side.holds(b)) kept.push_back(b);
    }
    points = std::move(kept);
    if (points.size() < 3) return {};
  }
  points.push_back(points.front());
  return points;
}

std::vector<Path> clip_line(const Path& line, const Box& box) {
  std::vector<Path> pieces{line};
  for (const Side& side : sides(box)) {
    std::vector<Path> kept;
    for (const Path& piece : pieces) {
      Path open;
      const auto close = [&] {
        if (open.size() > 1) kept.push_back(std::move(open));
        open = {};
      };
      for (std::size_t i = 0; i < piece.size(); ++i) {
        const bool now = side.holds(piece[i]);
        if (i > 0 && now != side.holds(piece[i - 1])) {
          open.push_back(side.cut(piece[i - 1], piece[i]));
          if (!now) close();
        }
        if (now) open.push_back(piece[i]);
      }
      close();
    }
    pieces = std::move(kept);
  }
  return pieces;
}

struct Clip {
  const Box& box;
  using Answer = std::optional<Geometry>;

  Answer operator()(const Point& p) const { return box.contains(p) ? Answer(p) : std::nullopt; }
  Answer operator()(const MultiPoint& g) const {
    MultiPoint kept;
    for (const Point& p : g.points)
      if (box.contains(p)) kept.points.push_back(p);
    return kept.points.empty() ? std::nullopt : Answer(std::move(kept));
  }
  Answer operator()(const Line& g) const { return lines({g.points}); }
  Answer operator()(const MultiLine& g) const { return lines(g.lines); }
  Answer operator()(const Polygon& g) const { return polygons({&g, 1}); }
  Answer operator()(const MultiPolygon& g) const { return polygons(g.polygons); }

  Answer lines(const std::vector<Path>& all) const {
    MultiLine kept;
    for (const Path& line : all)
      for (Path& piece : clip_line(line, box)) kept.lines.push_back(std::move(piece));
    if (kept.lines.empty()) return std::nullopt;
    if (kept.lines.size() == 1) return Line{std::move(kept.lines[0])};
    return kept;
  }
  Answer polygons(std::span<const Polygon> all) const {
    std::vector<Polygon> kept;
    for (const Polygon& polygon : all) {
      Polygon part;
      for (const Path& ring : polygon.rings) {
        Path cut = clip_ring(ring, box);
        if (!cut.empty()) part.rings.push_back(std::move(cut));
        if (part.rings.empty()) break;  // the outer ring is outside: so are its holes
      }
      if (!part.rings.empty()) kept.push_back(std::move(part));
    }
    return kept.empty() ? std::nullopt : Answer(geometry_of(std::move(kept)));
  }
};

}  // namespace

std::optional<Geometry> clip(const Geometry& geometry, const Box& box) {
  const Box extent = bounds(geometry);
  if (!extent.intersects(box)) return std::nullopt;
  if (box.contains({extent.south, extent.west}) && box.contains({extent.north, extent.east})) return geometry;
  return std::visit(Clip{box}, geometry);
}

}  // namespace geo
