#include "geo/geojson.h"

#include <cmath>
#include <optional>

namespace geo {
namespace {

using base::Json;

constexpr int kDepth = 16;  // a feature's multipolygon needs 8; properties may nest a little

struct GeoJsonReader {
  std::size_t vertices_left;
  const char* mistake = nullptr;

  bool fail(const char* key) {
    if (mistake == nullptr) mistake = key;
    return false;
  }

  Point position(const Json& json) {
    const auto& numbers = json.as_array();
    if (numbers.size() < 2 || !numbers[0].is_number() || !numbers[1].is_number()) {
      fail("geojson.no_position");
      return {};
    }
    if (vertices_left-- == 0) {
      fail("geojson.too_many_vertices");
      vertices_left = 0;
      return {};
    }
    const Point p{numbers[1].as_double(), numbers[0].as_double()};
    if (!is_valid(p)) fail("geojson.outside_the_earth");
    return p;
  }

  Path path(const Json& json, std::size_t at_least) {
    Path points;
    points.reserve(json.as_array().size());
    for (const Json& item : json.as_array()) {
      points.push_back(position(item));
      if (mistake != nullptr) return points;
    }
    if (points.size() < at_least) fail("geojson.too_few_points");
    return points;
  }

  Path ring(const Json& json) {
    Path points = path(json, 4);
    if (mistake == nullptr && points.front() != points.back()) fail("geojson.ring_open");
    return points;
  }

  template <class T, class F>
  std::vector<T> list(const Json& json, F read) {
    std::vector<T> all;
    if (json.as_array().empty()) fail("geojson.too_few_points");
    all.reserve(json.as_array().size());
    for (const Json& item : json.as_array()) {
      all.push_back(read(item));
      if (mistake != nullptr) break;
    }
    return all;
  }

  Polygon polygon(const Json& json) {
    return {list<Path>(json, [this](const Json& item) { return ring(item); })};
  }

  Geometry geometry(const Json& json) {
    const std::string& type = json.at("type").as_string();
    const Json& at = json.at("coordinates");
    if (type == "Point") return position(at);
    if (type == "MultiPoint") return MultiPoint{path(at, 1)};
    if (type == "LineString") return Line{path(at, 2)};
    if (type == "MultiLineString")
      return MultiLine{list<Path>(at, [this](const Json& item) { return path(item, 2); })};
    if (type == "Polygon") return polygon(at);
    if (type == "MultiPolygon")
      return MultiPolygon{list<Polygon>(at, [this](const Json& item) { return polygon(item); })};
    fail(json.is_null() ? "geojson.no_geometry" : "geojson.kind_unknown");
    return Point{};
  }
};

struct GeoJsonWriter {
  double scale;

  Json number(double value) const { return std::round(value * scale) / scale; }
  Json position(Point p) const { return Json::array({number(p.lon), number(p.lat)}); }
  template <class T, class F>
  static Json list(const std::vector<T>& items, F write) {
    Json::Array out;
    out.reserve(items.size());
    for (const T& item : items) out.push_back(write(item));
    return Json(std::move(out));
  }
  Json path(const Path& points) const {
    return list(points, [this](Point p) { return position(p); });
  }
  Json paths(const std::vector<Path>& all) const {
    return list(all, [this](const Path& points) { return path(points); });
  }
  static Json object(const char* type, Json coordinates) {
    return Json::object({{"type", type}, {"coordinates", std::move(coordinates)}});
  }

  Json operator()(const Point& g) const { return object("Point", position(g)); }
  Json operator()(const MultiPoint& g) const { return object("MultiPoint", path(g.points)); }
  Json operator()(const Line& g) const { return object("LineString", path(g.points)); }
  Json operator()(const MultiLine& g) const { return object("MultiLineString", paths(g.lines)); }
  Json operator()(const Polygon& g) const { return object("Polygon", paths(g.rings)); }
  Json operator()(const MultiPolygon& g) const {
    return object("MultiPolygon", list(g.polygons, [this](const Polygon& p) { return paths(p.rings); }));
  }
};

}  // namespace

base::Result<Geometry> parse_geometry(const Json& json, const GeoJsonLimits& limits) {
  GeoJsonReader reader{limits.vertices};
  Geometry geometry = reader.geometry(json);
  if (reader.mistake != nullptr) return base::fail(base::ErrorCode::kInvalid, {reader.mistake, {}});
  return geometry;
}

base::Result<std::vector<Feature>> parse_features(std::string_view text, const GeoJsonLimits& limits) {
  auto json = Json::parse(text, {limits.bytes, kDepth});
  if (!json) return base::fail(json.error());
  std::vector<Feature> features;
  const auto add = [&](const Json& feature) {
    features.push_back({feature.at("properties"), parse_geometry(feature.at("geometry"), limits)});
  };
  const std::string& type = json->at("type").as_string();
  if (type == "Feature") {
    add(*json);
    return features;
  }
  if (type != "FeatureCollection" || !json->at("features").is_array())
    return base::fail(base::ErrorCode::kInvalid, {"geojson.no_features", {}});
  const auto& items = json->at("features").as_array();
  if (items.size() > limits.features)
    return base::fail(base::ErrorCode::kTooLarge,
                      {"geojson.too_many_features", {{"limit", static_cast<std::int64_t>(limits.features)}}});
  features.reserve(items.size());
  for (const Json& item : items) add(item);
  return features;
}

Json write_geometry(const Geometry& geometry, int decimals) {
  return std::visit(GeoJsonWriter{std::pow(10, decimals)}, geometry);
}

}  // namespace geo
