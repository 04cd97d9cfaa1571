#include "tile_book.h"

#include <algorithm>

#include "map_places.h"
#include "region/area_book.h"

namespace maps_web {

namespace {

maps::MapFeature named(geo::Geometry geometry, const region::Area& area) {
  return {std::move(geometry), {{"code", area.code}, {"name", area.name}}};
}

void add_area(maps::MapLayer& shapes, maps::MapLayer& names, const region::AreaBook& book,
              const region::Area& area) {
  if (const geo::Geometry* boundary = book.boundary(area)) shapes.features.push_back(named(*boundary, area));
  names.features.push_back(named(area.centre, area));
}

}  // namespace

maps::TileSet TileBook::make_areas(const Context& context) {
  const auto book =
      context.database.read([&](db::Reader& reader) { return context.desk.areas().current(reader); });
  maps::MapLayer districts{"districts", {}, 0, true}, villages{"villages", {}, 0, true};
  maps::MapLayer district_names{"district_names", {}, 6, false},
      village_names{"village_names", {}, 10, false};
  for (const region::Area& area : book->areas()) {
    if (area.level == region::Level::kDistrict) add_area(districts, district_names, *book, area);
    if (region::is_village(area.level)) add_area(villages, village_names, *book, area);
  }
  std::vector<maps::MapLayer> layers;
  for (maps::MapLayer* layer : {&villages, &districts, &district_names, &village_names})
    layers.push_back(std::move(*layer));
  return maps::TileSet(std::move(layers));
}

maps::TileSet TileBook::make_objects(const Context& context) {
  maps::MapLayer objects{"objects", {}, 0, false};
  for_each_place(context, identity::Actor::nobody(), potential::Face::kPublic,
                 [&](const potential::Listed& object) {
                   objects.features.push_back({geo::Point{object.lat, object.lon},
                                               {{"name", object.name},
                                                {"category", object.category},
                                                {"url", object.path()},
                                                {"certain", is_certain(object)}}});
                 });
  std::vector<maps::MapLayer> layers;
  layers.push_back(std::move(objects));
  return maps::TileSet(std::move(layers));
}

std::shared_ptr<const maps::TileSet> TileBook::find(std::string_view name) {
  const auto kept = std::ranges::find(sets_, name, &Kept::name);
  if (kept == sets_.end()) return nullptr;
  const std::lock_guard lock(kept->mutex);
  const http::Changes::Topic& topic = context_.changes.topic(kept->topic);
  if (!kept->set || topic.load() > kept->made_at) {
    kept->made_at = context_.changes.now();
    kept->set = std::make_shared<const maps::TileSet>(kept->make(context_));
  }
  return kept->set;
}

}  // namespace maps_web
