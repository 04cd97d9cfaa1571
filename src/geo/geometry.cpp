#include "geo/geometry.h"

namespace geo {

Box bounds(const Path& path) {
  Box box;
  for (const Point& point : path) box.include(point);
  return box;
}

Box bounds(const Geometry& geometry) {
  Box box;
  for_each_path(geometry, [&](const Path& path) { box.include(bounds(path)); });
  return box;
}

std::size_t vertex_count(const Geometry& geometry) {
  std::size_t count = 0;
  for_each_path(geometry, [&](const Path& path) { count += path.size(); });
  return count;
}

std::span<const Polygon> polygons_of(const Geometry& geometry) {
  if (const auto* one = std::get_if<Polygon>(&geometry)) return {one, 1};
  if (const auto* many = std::get_if<MultiPolygon>(&geometry)) return many->polygons;
  return {};
}

Geometry geometry_of(std::vector<Polygon> polygons) {
  if (polygons.size() == 1) return std::move(polygons[0]);
  return MultiPolygon{std::move(polygons)};
}

}  // namespace geo
