#include "geo/shape_index.h"

#include <algorithm>

#include "geo/measure.h"

namespace geo {

ShapeIndex::ShapeIndex(std::vector<Geometry> shapes) : shapes_(std::move(shapes)) {
  for (const Geometry& shape : shapes_) {
    boxes_.push_back(bounds(shape));
    extent_.include(boxes_.back());
  }
}

std::optional<std::size_t> ShapeIndex::find(Point point) const {
  if (!extent_.contains(point)) return std::nullopt;
  for (std::size_t i = 0; i < boxes_.size(); ++i)
    if (boxes_[i].contains(point) && contains(shapes_[i], point)) return i;
  return std::nullopt;
}

std::optional<ShapeIndex::Nearest> ShapeIndex::nearest(Point point) const {
  std::optional<Nearest> best;
  for (std::size_t i = 0; i < shapes_.size(); ++i) {
    const Box& box = boxes_[i];
    const Point held{std::clamp(point.lat, box.south, box.north), std::clamp(point.lon, box.west, box.east)};
    // A little slack: the sphere and the plane around the point disagree in the last digits.
    if (best && distance_m(point, held) * 0.99 > best->distance_m) continue;
    const double distance = distance_to_m(shapes_[i], point);
    if (!best || distance < best->distance_m) best = Nearest{i, distance};
  }
  return best;
}

}  // namespace geo
