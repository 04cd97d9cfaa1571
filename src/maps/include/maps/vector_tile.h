#pragma once
// Vector tiles after the Mapbox Vector Tile specification 2.1: layers of features in tile coordinates, as
// protobuf bytes.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace maps {

/// A point in tile coordinates: 0 … extent from the north-west corner, x to the east, y to the south.
struct TilePoint {
  std::int32_t x = 0, y = 0;
  bool operator==(const TilePoint&) const = default;
};
using TilePath = std::vector<TilePoint>;

enum class Shape { kPoint = 1, kLine = 2, kPolygon = 3 };

using Property = std::pair<std::string_view, std::variant<std::string_view, std::int64_t, double, bool>>;

struct TileFeature {
  Shape shape = Shape::kPoint;
  /// Points: all in one path. Lines: one path each. Polygons: exteriors, each followed by its holes, which
  /// wind against it; the order on the screen is put right here (exterior clockwise, section 4.3.4.4). A ring
  /// need not repeat its first point.
  std::vector<TilePath> paths;
  std::vector<Property> properties;
};

inline constexpr std::int32_t kTileExtent = 4096;

/// One named layer; equal keys and values are written once.
class LayerWriter {
 public:
  explicit LayerWriter(std::string_view name);

  /// Adds the feature; one that collapsed (a line of one point, a ring without area) is left out.
  void add(const TileFeature& feature);
  bool empty() const { return count_ == 0; }
  /// The layer as the bytes of a tile; tiles are layers one after another.
  std::string finish() &&;

 private:
  std::uint32_t key_index(std::string_view key);
  std::uint32_t value_index(std::string encoded);

  std::string name_, features_;
  std::vector<std::string> keys_, values_;
  std::map<std::string, std::uint32_t, std::less<>> key_indexes_, value_indexes_;
  std::size_t count_ = 0;
};

}  // namespace maps
