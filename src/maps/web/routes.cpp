#include "maps_web/routes.h"

#include <charconv>
#include <memory>

#include "http/response.h"
#include "map_pages.h"
#include "tile_book.h"

namespace maps_web {

namespace {

std::optional<int> number_in(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<geo::Tile> tile_in(const http::Request& request) {
  const auto z = number_in(request.param("z")), x = number_in(request.param("x")),
             y = number_in(request.param("y"));
  if (!z || !x || !y) return std::nullopt;
  const geo::Tile tile{*z, *x, *y};
  if (!geo::is_valid(tile) || tile.z > maps::kMaxZoom) return std::nullopt;
  return tile;
}

http::Response not_found(const Context& context, const http::Request& request) {
  return context.site.error(request, {base::ErrorCode::kNotFound, {"maps.no_such_tile", {}}});
}

/// MapLibre and QGIS want whole addresses in a TileJSON.
std::string origin_of(const http::Request& request) {
  const std::string_view scheme = request.header("x-forwarded-proto") == "https" ? "https://" : "http://";
  return std::string(scheme) + std::string(request.header("host"));
}

http::Response tile(const Context& context, TileBook& book, const http::Request& request) {
  const auto set = book.find(request.param("set"));
  const auto wanted = tile_in(request);
  if (!set || !wanted) return not_found(context, request);
  http::Response answer = http::bytes("application/vnd.mapbox-vector-tile", set->tile(*wanted));
  if (std::get<std::string>(answer.body).empty()) answer = http::no_content();
  return std::move(answer).with("Access-Control-Allow-Origin", "*").until_change({"region", "potential"});
}

http::Response tile_json(const Context& context, TileBook& book, const http::Request& request) {
  const std::string name(request.param("set"));
  const auto set = book.find(name);
  if (!set) return not_found(context, request);
  base::Json description = set->description(name);
  description["tiles"] = base::Json::array({origin_of(request) + "/tiles/" + name + "/{z}/{x}/{y}.mvt"});
  return http::json(description).with("Access-Control-Allow-Origin", "*");
}

}  // namespace

void add_routes(http::Router& router, const Context& context) {
  const auto book = std::make_shared<TileBook>(context);
  router.get("/tiles/{set}.json",
             [&context, book](const http::Request& request) { return tile_json(context, *book, request); });
  router.get("/tiles/{set}/{z}/{x}/{y}.mvt",
             [&context, book](const http::Request& request) { return tile(context, *book, request); });
  add_pages(router, context);
}

}  // namespace maps_web
