#include "place_form.h"

#include <fmt/format.h>

#include "geo/geojson.h"
#include "geo/measure.h"
#include "view/look.h"

namespace potential_web {
namespace {

/// A border of 5,000 corners; a finer one tells a reader of this inventory nothing more.
constexpr int kLongestShape = 200'000;

std::optional<double> degrees_in(std::string_view text) {
  const auto number = base::Json::parse(text);
  if (!number || !number->is_number()) return std::nullopt;
  return number->as_double();
}

}  // namespace

std::string place_query(const geo::Point& point) {
  return fmt::format("{:.6f},{:.6f}", point.lat, point.lon);
}

std::optional<geo::Point> place_in(const http::Request& request) {
  const std::string_view text = request.query_value("letak");
  const std::size_t comma = text.find(',');
  if (comma == text.npos) return std::nullopt;
  const auto lat = degrees_in(text.substr(0, comma)), lon = degrees_in(text.substr(comma + 1));
  if (!lat || !lon || !geo::is_valid({*lat, *lon})) return std::nullopt;
  return geo::Point{*lat, *lon};
}

forms::Field shape_field() {
  return {.key = "shape",
          .kind = forms::Kind::kLongText,
          .label = {.key = "potential.form_shape"},
          .hint = {.key = "potential.form_shape_hint"},
          .max_length = kLongestShape};
}

std::string shape_text(const geo::Geometry& shape) {
  return std::holds_alternative<geo::Point>(shape) ? std::string() : geo::write_geometry(shape).dump();
}

base::Result<std::optional<geo::Geometry>> read_shape(std::string_view text) {
  using Shape = std::optional<geo::Geometry>;
  if (text.find_first_not_of(" \t\r\n") == text.npos) return Shape();
  const auto json = base::Json::parse(text);
  if (!json) return base::fail(base::ErrorCode::kInvalid, {"potential.shape_broken", {}});
  if (!json->at("type").as_string().starts_with("Feature")) {
    auto shape = geo::parse_geometry(*json);
    if (!shape) return base::fail(std::move(shape.error()));
    return Shape(std::move(*shape));
  }
  auto features = geo::parse_features(text);
  if (!features) return base::fail(std::move(features.error()));
  if (features->size() != 1)
    return base::fail(base::ErrorCode::kInvalid,
                      {"potential.shape_many", {{"n", static_cast<std::int64_t>(features->size())}}});
  if (!features->front().geometry) return base::fail(std::move(features->front().geometry.error()));
  return Shape(std::move(*features->front().geometry));
}

base::Json place_map(const region::AreaBook& book) {
  const geo::Box box = book.extent();
  if (!view::Look::has_script("work_map.js") || box.is_empty()) return {};
  return base::Json::object(
      {{"bounds", fmt::format("{},{},{},{}", box.west, box.south, box.east, box.north)}});
}

}  // namespace potential_web
