#pragma once
// TileSet: shapes with properties, ready to be cut into vector tiles of any zoom; made once, then only read.
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/json.h"
#include "geo/geometry.h"
#include "geo/mercator.h"
#include "maps/box_index.h"

namespace maps {

struct MapFeature {
  geo::Geometry geometry;
  std::vector<std::pair<std::string, std::variant<std::string, std::int64_t, double, bool>>> properties;
};

/// Features of one kind. In a layer of areas the features share borders, which are thinned once for both
/// sides at each zoom.
struct MapLayer {
  std::string name;
  std::vector<MapFeature> features;
  int min_zoom = 0;
  bool areas = false;
};

/// A map goes no deeper than this: a pixel is then 2.4 m at the equator, and clients enlarge further by
/// themselves.
inline constexpr int kMaxZoom = 16;

class TileSet {
 public:
  explicit TileSet(std::vector<MapLayer> layers);
  ~TileSet();
  TileSet(TileSet&&) noexcept;

  /// The tile's bytes (MVT 2.1); empty when nothing lies in it. `tile` must be valid.
  std::string tile(geo::Tile tile) const;

  /// TileJSON 3.0.0 without `tiles`, which only the page knows.
  base::Json description(std::string_view name) const;

 private:
  struct Layer;
  std::vector<Layer> layers_;
};

}  // namespace maps
