#include "locator.h"

#include <algorithm>
#include <cmath>

#include "geo/locator.h"

namespace potential_web {

double uncertainty_m(const potential::Record& record, const region::AreaBook& book) {
  if (record.place_precision != "centroid") return record.accuracy_m.value_or(0);
  const region::Area* area = book.find(record.area_code);
  const geo::Geometry* boundary = area == nullptr ? nullptr : book.boundary(*area);
  if (boundary == nullptr) return 0;
  double farthest = 0;
  const geo::Point from = record.point();
  geo::for_each_path(*boundary, [&](const geo::Path& path) {
    for (const geo::Point& corner : path) farthest = std::max(farthest, geo::distance_m(from, corner));
  });
  return farthest;
}

std::string locator_of(const potential::Record& record, const Shown& shown) {
  const region::AreaBook& book = shown.book();
  const region::Area* regency = book.regency();
  const geo::Geometry* whole = regency == nullptr ? nullptr : book.boundary(*regency);
  if (whole == nullptr) return {};
  const region::Area* area = book.find(record.area_code);
  const bool village = area != nullptr && region::is_village(area->level);
  const region::Area* district = village ? book.parent(*area) : area;
  geo::LocatorMap map{.whole = whole, .inner_borders = book.district_borders()};
  if (district != nullptr) map.district = book.boundary(*district);
  if (village) map.village = book.boundary(*area);
  if (!std::holds_alternative<geo::Point>(record.shape)) map.shape = &record.shape;
  map.mark = geo::LocatorMark{record.point(), record.name, uncertainty_m(record, book)};
  if (const region::Area* seat = book.seat()) map.town = geo::LocatorMark{seat->centre, seat->name};
  map.title = shown.say("map_title", {{"name", record.name}, {"regency", shown.regency()}});
  map.description = shown.say("map_description", {{"area", shown.area(record.area_code)}});
  return geo::locator_svg(map);
}

base::Json place_words(const potential::Record& record, const Shown& shown) {
  const std::string key = "precision." + record.place_precision;
  base::Json words = base::Json::object({{"precision", nullptr}, {"caption", nullptr}});
  if (record.place_precision == "gps") {
    words["precision"] = shown.say(key, {{"m", record.accuracy_m.value_or(0)}});
    return words;
  }
  words["precision"] = shown.say(key);
  if (record.place_precision != "centroid") return words;
  const std::string area = shown.area_alone(record.area_code);
  // Rounded up: a distance that may be too short would mislead.
  const double km = std::ceil(uncertainty_m(record, shown.book()) / 1000);
  words["caption"] = km > 0 ? shown.say("precision_note", {{"area", area}, {"km", km}})
                            : shown.say("precision_note_plain", {{"area", area}});
  return words;
}

}  // namespace potential_web
