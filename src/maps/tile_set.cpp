#include "maps/tile_set.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <type_traits>

#include "geo/clip.h"
#include "geo/measure.h"
#include "geo/simplify.h"
#include "maps/vector_tile.h"

namespace maps {

namespace {

// What is drawn reaches this far over the edge, so that outlines of neighbouring tiles meet unseen.
constexpr double kBuffer = 64.0 / kTileExtent;

/// Metres on the ground for half a pixel of a 512-pixel tile: what nobody can see is left out.
double tolerance_m(int zoom) {
  constexpr double kEquator_m = 2 * std::numbers::pi * 6'378'137.0;
  return kEquator_m / 512 / std::exp2(zoom) / 2;
}

geo::Box buffered(geo::Tile tile) {
  const double size = std::exp2(-tile.z);
  const geo::Point north_west = geo::from_world({(tile.x - kBuffer) * size, (tile.y - kBuffer) * size});
  const geo::Point south_east =
      geo::from_world({(tile.x + 1 + kBuffer) * size, (tile.y + 1 + kBuffer) * size});
  geo::Box box;
  box.include(north_west);
  box.include(south_east);
  return box;
}

class Projection {
 public:
  explicit Projection(geo::Tile tile) : scale_(std::exp2(tile.z)), tile_(tile) {}

  TilePath operator()(const geo::Path& path) const {
    TilePath out;
    out.reserve(path.size());
    for (const geo::Point point : path) {
      const geo::WorldXy at = geo::to_world(point);
      out.push_back({position(at.x, tile_.x), position(at.y, tile_.y)});
    }
    return out;
  }

 private:
  std::int32_t position(double world, int tile) const {
    return static_cast<std::int32_t>(std::lround((world * scale_ - tile) * kTileExtent));
  }
  double scale_;
  geo::Tile tile_;
};

Shape shape_of(const geo::Geometry& geometry) {
  if (std::holds_alternative<geo::Point>(geometry) || std::holds_alternative<geo::MultiPoint>(geometry))
    return Shape::kPoint;
  return geo::polygons_of(geometry).empty() ? Shape::kLine : Shape::kPolygon;
}

bool winds_clockwise(const TilePath& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const TilePoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
    sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
  }
  return sum > 0;
}

/// GeoJSON found in the wild winds either way; the writer tells holes by their winding against the exterior.
void append_rings(std::vector<TilePath>& out, const geo::Polygon& polygon, const Projection& project) {
  for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
    TilePath ring = project(polygon.rings[i]);
    if (winds_clockwise(ring) != (i == 0)) std::ranges::reverse(ring);
    out.push_back(std::move(ring));
  }
}

TileFeature cut(const geo::Geometry& geometry, const Projection& project) {
  TileFeature feature{shape_of(geometry), {}, {}};
  if (feature.shape == Shape::kPolygon) {
    for (const geo::Polygon& polygon : geo::polygons_of(geometry))
      append_rings(feature.paths, polygon, project);
  } else {
    geo::for_each_path(geometry, [&](const geo::Path& path) { feature.paths.push_back(project(path)); });
  }
  return feature;
}

/// Where a tile would hold more points than can be told apart or sent, one stands for those that its mark
/// would cover: one in each square of eight pixels. The deepest zoom, and the list beside the map, show them
/// all.
constexpr std::size_t kMostFeatures = 4'000;

class Crowd {
 public:
  explicit Crowd(bool crowded) : taken_(crowded ? kSide * kSide : 0) {}

  bool hides(const TileFeature& feature) {
    if (taken_.empty() || feature.shape != Shape::kPoint) return false;
    const TilePoint at = feature.paths.front().front();
    const bool taken = taken_[cell(at.y) * kSide + cell(at.x)];
    taken_[cell(at.y) * kSide + cell(at.x)] = true;
    return taken;
  }

 private:
  static constexpr std::int32_t kCell = 64;
  static constexpr std::size_t kSide = kTileExtent / kCell + 4;  // and the buffer on either side
  static std::size_t cell(std::int32_t at) {
    return static_cast<std::size_t>(std::clamp(at / kCell + 2, 0, static_cast<std::int32_t>(kSide) - 1));
  }
  std::vector<bool> taken_;
};

std::vector<Property> views_of(const MapFeature& feature) {
  std::vector<Property> out;
  for (const auto& [name, value] : feature.properties) {
    std::visit(
        [&, key = std::string_view(name)](const auto& v) {
          if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::string>) {
            out.emplace_back(key, std::string_view(v));
          } else {
            out.emplace_back(key, v);
          }
        },
        value);
  }
  return out;
}

std::vector<geo::Box> boxes_of(const std::vector<MapFeature>& features) {
  std::vector<geo::Box> boxes;
  for (const MapFeature& feature : features) boxes.push_back(geo::bounds(feature.geometry));
  return boxes;
}

std::vector<geo::Geometry> thinned(const std::vector<MapFeature>& features, int zoom) {
  std::vector<const geo::Geometry*> shapes;
  for (const MapFeature& feature : features) shapes.push_back(&feature.geometry);
  return geo::Coverage(shapes).simplified(tolerance_m(zoom));
}

}  // namespace

struct TileSet::Layer {
  MapLayer source;
  BoxIndex index;
  std::array<std::vector<geo::Geometry>, kMaxZoom + 1> by_zoom =
      {};  ///< thinned; empty where the original is drawn

  explicit Layer(MapLayer layer) : source(std::move(layer)), index(boxes_of(source.features)) {
    if (!source.areas) return;
    for (int zoom = source.min_zoom; zoom < kMaxZoom; ++zoom)
      by_zoom[static_cast<std::size_t>(zoom)] = thinned(source.features, zoom);
  }

  const geo::Geometry& geometry(std::size_t feature, int zoom) const {
    const auto& shapes = by_zoom[static_cast<std::size_t>(std::min(zoom, kMaxZoom))];
    return shapes.empty() ? source.features[feature].geometry : shapes[feature];
  }
};

TileSet::TileSet(std::vector<MapLayer> layers) {
  for (MapLayer& layer : layers) layers_.emplace_back(std::move(layer));
}
TileSet::~TileSet() = default;
TileSet::TileSet(TileSet&&) noexcept = default;

std::string TileSet::tile(geo::Tile tile) const {
  const geo::Box frame = buffered(tile);
  const Projection project(tile);
  std::string out;
  for (const Layer& layer : layers_) {
    if (tile.z < layer.source.min_zoom) continue;
    LayerWriter writer(layer.source.name);
    std::vector<std::uint32_t> found;
    layer.index.for_each(frame, [&](std::uint32_t i) { found.push_back(i); });
    Crowd crowd(found.size() > kMostFeatures && tile.z < kMaxZoom);
    for (const std::uint32_t i : found) {
      const geo::Geometry& whole = layer.geometry(i, tile.z);
      const std::optional<geo::Geometry> inside = geo::clip(whole, frame);
      if (!inside) continue;
      TileFeature feature = cut(*inside, project);
      if (crowd.hides(feature)) continue;
      feature.properties = views_of(layer.source.features[i]);
      writer.add(feature);
    }
    if (!writer.empty()) out += std::move(writer).finish();
  }
  return out;
}

base::Json TileSet::description(std::string_view name) const {
  geo::Box extent;
  base::Json::Array layers;
  for (const Layer& layer : layers_) {
    if (!layer.source.features.empty()) extent.include(layer.index.extent());
    base::Json fields = base::Json::object();
    for (const MapFeature& feature : layer.source.features)
      for (const auto& [key, value] : feature.properties)
        fields[key] = std::holds_alternative<std::string>(value) ? "String"
                      : std::holds_alternative<bool>(value)      ? "Boolean"
                                                                 : "Number";
    layers.push_back(base::Json::object({{"id", layer.source.name},
                                         {"minzoom", layer.source.min_zoom},
                                         {"maxzoom", kMaxZoom},
                                         {"fields", fields}}));
  }
  base::Json out = base::Json::object({{"tilejson", "3.0.0"},
                                       {"name", name},
                                       {"minzoom", 0},
                                       {"maxzoom", kMaxZoom},
                                       {"vector_layers", layers}});
  if (!extent.is_empty())
    out["bounds"] = base::Json::array({extent.west, extent.south, extent.east, extent.north});
  return out;
}

}  // namespace maps
