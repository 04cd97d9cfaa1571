#include "maps/vector_tile.h"

#include <algorithm>

#include "protobuf.h"

namespace maps {

namespace {

using namespace protobuf;

// Command ids of the specification, section 4.3.1.
enum Command : std::uint32_t { kMoveTo = 1, kLineTo = 2, kClosePath = 7 };

/// Twice the area by the surveyor's formula; positive for a ring that runs clockwise on the screen (y to the
/// south).
std::int64_t doubled_area(const TilePath& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0, n = ring.size(); i < n; ++i) {
    const TilePoint &a = ring[i], &b = ring[(i + 1) % n];
    sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
  }
  return sum;
}

class GeometryWriter {
 public:
  void points(const TilePath& path) {
    command(kMoveTo, path.size());
    for (const TilePoint point : path) step_to(point);
  }
  void line(const TilePath& path) {
    command(kMoveTo, 1);
    step_to(path.front());
    command(kLineTo, path.size() - 1);
    for (std::size_t i = 1; i < path.size(); ++i) step_to(path[i]);
  }
  void ring(const TilePath& path) {
    line(path);
    command(kClosePath, 1);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  void command(Command id, std::size_t count) { append_varint(bytes_, id | count << 3); }
  void step_to(TilePoint point) {
    append_varint(bytes_, zigzag32(point.x - at_.x));
    append_varint(bytes_, zigzag32(point.y - at_.y));
    at_ = point;
  }

  std::string bytes_;
  TilePoint at_;
};

TilePath without_repeats(const TilePath& path) {
  TilePath out;
  std::unique_copy(path.begin(), path.end(), std::back_inserter(out));
  return out;
}

void write_polygon(GeometryWriter& writer, const std::vector<TilePath>& rings) {
  bool exterior = true;  // the first ring, and every later one that winds as the first did
  bool exterior_kept = false;
  std::int64_t first_area = 0;
  for (const TilePath& original : rings) {
    TilePath ring = without_repeats(original);
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    const std::int64_t area = doubled_area(ring);
    if (first_area == 0) first_area = area;
    exterior = (area > 0) == (first_area > 0);
    if (ring.size() < 3 || area == 0) {
      if (exterior) exterior_kept = false;
      continue;
    }
    if (!exterior && !exterior_kept) continue;  // a hole in nothing
    if ((area > 0) != exterior) std::reverse(ring.begin() + 1, ring.end());
    writer.ring(ring);
    if (exterior) exterior_kept = true;
  }
}

std::string geometry_of(const TileFeature& feature) {
  GeometryWriter writer;
  switch (feature.shape) {
    case Shape::kPoint:
      for (const TilePath& path : feature.paths)
        if (!path.empty()) writer.points(path);
      break;
    case Shape::kLine:
      for (const TilePath& original : feature.paths)
        if (const TilePath path = without_repeats(original); path.size() > 1) writer.line(path);
      break;
    case Shape::kPolygon:
      write_polygon(writer, feature.paths);
      break;
  }
  return writer.bytes();
}

std::string encoded_value(const Property& property) {
  std::string out;
  if (const auto* text = std::get_if<std::string_view>(&property.second)) append_bytes(out, 1, *text);
  if (const auto* real = std::get_if<double>(&property.second)) append_double(out, 3, *real);
  if (const auto* integer = std::get_if<std::int64_t>(&property.second))
    append_uint(out, 6, zigzag64(*integer));
  if (const auto* yes = std::get_if<bool>(&property.second)) append_uint(out, 7, *yes ? 1 : 0);
  return out;
}

std::uint32_t index_in(std::vector<std::string>& items,
                       std::map<std::string, std::uint32_t, std::less<>>& indexes, std::string_view item) {
  if (const auto found = indexes.find(item); found != indexes.end()) return found->second;
  const auto index = static_cast<std::uint32_t>(items.size());
  items.emplace_back(item);
  indexes.emplace(item, index);
  return index;
}

}  // namespace

LayerWriter::LayerWriter(std::string_view name) : name_(name) {}

std::uint32_t LayerWriter::key_index(std::string_view key) {
  return index_in(keys_, key_indexes_, key);
}
std::uint32_t LayerWriter::value_index(std::string encoded) {
  return index_in(values_, value_indexes_, encoded);
}

void LayerWriter::add(const TileFeature& feature) {
  const std::string geometry = geometry_of(feature);
  if (geometry.empty()) return;
  std::string tags;
  for (const Property& property : feature.properties) {
    append_varint(tags, key_index(property.first));
    append_varint(tags, value_index(encoded_value(property)));
  }
  std::string bytes;
  append_bytes(bytes, 2, tags);
  append_uint(bytes, 3, static_cast<std::uint64_t>(feature.shape));
  append_bytes(bytes, 4, geometry);
  append_bytes(features_, 2, bytes);
  ++count_;
}

std::string LayerWriter::finish() && {
  std::string layer;
  append_uint(layer, 15, 2);
  append_bytes(layer, 1, name_);
  layer += features_;
  for (const std::string& key : keys_) append_bytes(layer, 3, key);
  for (const std::string& value : values_) append_bytes(layer, 4, value);
  append_uint(layer, 5, kTileExtent);
  std::string tile;
  append_bytes(tile, 3, layer);
  return tile;
}

}  // namespace maps
