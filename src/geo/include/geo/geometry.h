#pragma once
// The shapes of GeoJSON and WKB as plain values. Rings are closed (first point = last), the outer one first.
#include <cstddef>
#include <span>
#include <variant>
#include <vector>

#include "geo/point.h"

namespace geo {

using Path = std::vector<Point>;

struct MultiPoint {
  Path points;
  bool operator==(const MultiPoint&) const = default;
};
struct Line {
  Path points;
  bool operator==(const Line&) const = default;
};
struct MultiLine {
  std::vector<Path> lines;
  bool operator==(const MultiLine&) const = default;
};
struct Polygon {
  std::vector<Path> rings;
  bool operator==(const Polygon&) const = default;
};
struct MultiPolygon {
  std::vector<Polygon> polygons;
  bool operator==(const MultiPolygon&) const = default;
};

using Geometry = std::variant<Point, MultiPoint, Line, MultiLine, Polygon, MultiPolygon>;

Box bounds(const Geometry& geometry);
Box bounds(const Path& path);
std::size_t vertex_count(const Geometry& geometry);

/// The polygons of a polygon or multipolygon; nothing for other shapes. The geometry must outlive it.
std::span<const Polygon> polygons_of(const Geometry& geometry);

/// One polygon as it is, several as a multipolygon.
Geometry geometry_of(std::vector<Polygon> polygons);

/// Calls f(const Path&) for each line, ring and group of points.
template <class F>
void for_each_path(const Geometry& geometry, F&& f) {
  struct Walk {
    F& f;
    void operator()(const Point& p) const { f(Path{p}); }
    void operator()(const MultiPoint& g) const { f(g.points); }
    void operator()(const Line& g) const { f(g.points); }
    void operator()(const MultiLine& g) const {
      for (const Path& line : g.lines) f(line);
    }
    void operator()(const Polygon& g) const {
      for (const Path& ring : g.rings) f(ring);
    }
    void operator()(const MultiPolygon& g) const {
      for (const Polygon& polygon : g.polygons) (*this)(polygon);
    }
  };
  std::visit(Walk{f}, geometry);
}

}  // namespace geo
