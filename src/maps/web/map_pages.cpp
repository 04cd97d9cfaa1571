#include "map_pages.h"

#include <sstream>

#include "geo/geojson.h"
#include "geo/simplify.h"
#include "http/response.h"
#include "map_places.h"
#include "region/area_book.h"

namespace maps_web {

namespace {

using base::Json;

// Borders on a phone's map: 150 m are two pixels when the whole regency is seen.
constexpr double kBorderTolerance_m = 150;

std::string category_name(const Context& context, const potential::Listed& object, text::Language language) {
  const potential::Category* category = context.desk.categories().find(object.category);
  if (category == nullptr) return object.category;
  return forms::say(category->one, language, context.site.views().catalogue());
}

std::shared_ptr<const region::AreaBook> areas(const Context& context) {
  return context.database.read([&](db::Reader& reader) { return context.desk.areas().current(reader); });
}

/// An object as the map draws it and as its list says it.
Json place_of(const Context& context, const region::AreaBook& book, const http::Request& request,
              potential::Face face, const potential::Listed& object) {
  const std::string path =
      face == potential::Face::kPublic ? object.path() : "/kerja/potensi/" + object.id.text();
  return Json::object({{"name", object.name},
                       {"category", category_name(context, object, request.language)},
                       {"village", book.short_name(object.area_code)},
                       {"url", http::local_path(request.language, path)},
                       {"certain", is_certain(object)},
                       {"lat", object.lat},
                       {"lon", object.lon}});
}

Json places_of(const Context& context, const http::Request& request, const identity::Actor& actor,
               potential::Face face) {
  const auto book = areas(context);
  Json places = Json::array();
  for_each_place(context, actor, face, [&](const potential::Listed& object) {
    places.push_back(place_of(context, *book, request, face, object));
  });
  return places;
}

Json features_of(const Json& places) {
  Json features = Json::array();
  for (const Json& place : places.as_array())
    features.push_back(Json::object(
        {{"type", "Feature"},
         {"geometry", Json::object({{"type", "Point"},
                                    {"coordinates", Json::array({place.at("lon"), place.at("lat")})}})},
         {"properties", place}}));
  return Json::object({{"type", "FeatureCollection"}, {"features", features}});
}

http::Response geojson(const Json& value) {
  return http::bytes("application/geo+json", value.dump());
}

http::Response borders(const Context& context, const http::Request&) {
  const auto book = areas(context);
  std::vector<const geo::Geometry*> shapes;
  std::vector<const region::Area*> drawn;
  for (const region::Area* district : book->districts()) {
    if (const geo::Geometry* boundary = book->boundary(*district))
      shapes.push_back(boundary), drawn.push_back(district);
  }
  const std::vector<geo::Geometry> thinned = geo::Coverage(shapes).simplified(kBorderTolerance_m);
  Json features = Json::array();
  for (std::size_t i = 0; i < drawn.size(); ++i)
    features.push_back(
        Json::object({{"type", "Feature"},
                      {"geometry", geo::write_geometry(thinned[i], 4)},
                      {"properties", Json::object({{"code", drawn[i]->code}, {"name", drawn[i]->name}})}}));
  return geojson(Json::object({{"type", "FeatureCollection"}, {"features", features}}))
      .until_change({"region"});
}

/// "boundary_note": where the borders come from, as the page says it.
std::string boundary_note(const Context& context, const http::Request& request,
                          const region::AreaBook& book) {
  const region::Area* regency = book.regency();
  const bool sample = regency == nullptr || book.districts().empty() ||
                      book.boundary_kind(*book.districts().front()) == region::BoundaryKind::kSample;
  return context.site.say(request, {sample ? "maps.borders_sample" : "maps.borders_indicative", {}});
}

/// West, south, east, north; around Indonesia where nothing has been imported yet.
std::string bounds_text(const geo::Box& box) {
  if (box.is_empty()) return "95,-11,141,6";
  std::ostringstream out;
  out << box.west << ',' << box.south << ',' << box.east << ',' << box.north;
  return out.str();
}

http::Response citizen_map(const Context& context, const http::Request& request) {
  const auto book = areas(context);
  Json data = Json::object(
      {{"places", places_of(context, request, identity::Actor::nobody(), potential::Face::kPublic)},
       {"boundary_note", boundary_note(context, request, *book)},
       {"script", view::Look::has_script("citizen_map.js")}});
  const view::PageHead head{.title = context.site.say(request, {"maps.citizen_title", {}}),
                            .description = context.site.say(request, {"maps.citizen_about", {}}),
                            .wide = true};
  return context.site.page_or_json(request, head, "maps/citizen_map", std::move(data))
      .until_change({"region", "potential"});
}

http::Response citizen_places(const Context& context, const http::Request& request) {
  return geojson(
             features_of(places_of(context, request, identity::Actor::nobody(), potential::Face::kPublic)))
      .until_change({"region", "potential"});
}

http::Response work_map(const Context& context, const http::Request& request) {
  const identity::Actor actor = context.actor_of(request);
  if (auto no = identity::refuse(actor, identity::Permission::kSeeInventory))
    return context.site.error(request, *no);
  const auto book = areas(context);
  Json data = Json::object({{"places", places_of(context, request, actor, potential::Face::kWork)},
                            {"boundary_note", boundary_note(context, request, *book)},
                            {"bounds", bounds_text(book->extent())},
                            {"script", view::Look::has_script("work_map.js")}});
  const view::PageHead head{.title = context.site.say(request, {"maps.work_title", {}}),
                            .frame = view::Frame::kWork,
                            .nav = "/kerja/peta"};
  return context.site.page_or_json(request, head, "maps/work_map", std::move(data));
}

http::Response work_places(const Context& context, const http::Request& request) {
  const identity::Actor actor = context.actor_of(request);
  if (auto no = identity::refuse(actor, identity::Permission::kSeeInventory))
    return context.site.error(request, *no);
  return geojson(features_of(places_of(context, request, actor, potential::Face::kWork)));
}

}  // namespace

void add_pages(http::Router& router, const Context& context) {
  const auto with = [&context](http::Response (*page)(const Context&, const http::Request&)) {
    return [&context, page](const http::Request& request) { return page(context, request); };
  };
  router.get("/peta", with(citizen_map));
  router.get("/peta/batas.json", with(borders));
  router.get("/peta/objek.json", with(citizen_places));
  router.get("/kerja/peta", with(work_map), {.permission = "see_inventory"});
  router.get("/kerja/peta/objek.json", with(work_places), {.permission = "see_inventory"});
}

}  // namespace maps_web
