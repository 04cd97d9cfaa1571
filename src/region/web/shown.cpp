#include "shown.h"

#include <algorithm>
#include <cmath>

#include "geo/locator.h"
#include "text/numbers.h"

namespace region_web {
namespace {

using base::Json;
using region::Area;
using region::BoundaryKind;

const char* word_of(geo::Compass compass) {
  static constexpr const char* kWords[] = {
      "geo.compass.north", "geo.compass.north_east", "geo.compass.east", "geo.compass.south_east",
      "geo.compass.south", "geo.compass.south_west", "geo.compass.west", "geo.compass.north_west"};
  return kWords[static_cast<int>(compass)];
}

}  // namespace

std::string path_of(const region::AreaBook& book, const Area& area) {
  if (area.level == region::Level::kRegency) return "/wilayah";
  if (area.level == region::Level::kDistrict) return "/wilayah/" + area.slug;
  const Area* district = book.parent(area);
  return district == nullptr ? std::string() : "/wilayah/" + district->slug + "/" + area.slug;
}

Shown::Shown(const Context& context, const http::Request& request, db::Reader& reader)
    : context_(context), request_(request), book_(context.books.current(reader)) {}

std::string Shown::say(const char* key, Values values) const {
  return context_.site.say(request_, {key, std::move(values)});
}

std::string Shown::full_name(const Area& area) const {
  if (area.level == region::Level::kRegency) return area.name;  // "Kabupaten …" is part of its name
  return say("region.full_name", {{"level", say(region::label_of(area.level).data())}, {"name", area.name}});
}

Json Shown::place(const Area& area) const {
  const auto count = static_cast<std::int64_t>(book_->children(area.code).size());
  return Json::object({{"path", path_of(*book_, area)},
                       {"name", area.name},
                       {"kind", say(region::label_of(area.level).data())},
                       {"where", count > 0 ? Json(say("region.villages_n", {{"n", count}})) : Json()}});
}

Json Shown::figures(const std::vector<region::Observation>& observations) const {
  Json out = Json::array();
  for (const region::Observation& o : observations) {
    std::string note =
        o.certainty == "stated" ? std::string() : say(("region.certainty." + o.certainty).c_str());
    if (!o.note.empty()) note.append(note.empty() ? "" : ", ").append(o.note);
    if (!note.empty()) note += '.';
    out.push_back(Json::object({{"term", language() == text::Language::kId ? o.name_id : o.name_en},
                                {"value", text::format_decimal(language(), o.value, 3)},
                                {"unit", o.unit},
                                {"range", nullptr},
                                {"bar", nullptr},
                                {"note", note.empty() ? Json() : Json(note)},
                                {"source", o.source},
                                {"date", o.observed_on.empty() ? say("region.date_unknown") : o.observed_on},
                                {"method", nullptr},
                                {"indicator", o.indicator},
                                {"number", o.value}}));
  }
  return out;
}

/// "kira-kira 48 km barat daya Pasar Sarolangun"; the seat itself has no direction.
std::string Shown::where_in_words(const Area& area) const {
  const Area* seat = book_->seat();
  if (seat == nullptr || seat == &area) return full_name(area);
  const double distance_m = geo::distance_m(seat->centre, area.centre);
  const geo::Compass compass = geo::compass_of(geo::bearing_deg({seat->centre, area.centre}));
  return say("region.where", {{"name", full_name(area)},
                              {"km", std::max(1.0, std::round(distance_m / 1000))},
                              {"direction", say(word_of(compass))},
                              {"seat", seat->name}});
}

Json Shown::map(const Area& area) const {
  const Area* regency = book_->regency();
  const geo::Geometry* whole = regency == nullptr ? nullptr : book_->boundary(*regency);
  if (whole == nullptr) return nullptr;
  const bool village = region::is_village(area.level);
  const Area* district = village                                  ? book_->parent(area)
                         : area.level == region::Level::kDistrict ? &area
                                                                  : nullptr;
  geo::LocatorMap map{.whole = whole, .inner_borders = book_->district_borders()};
  if (district != nullptr) map.district = book_->boundary(*district);
  if (village) {
    map.village = book_->boundary(area);
    map.mark = geo::LocatorMark{area.centre, area.name};
  }
  if (const Area* seat = book_->seat(); seat != nullptr && seat != &area)
    map.town = geo::LocatorMark{seat->centre, seat->name};
  map.title = say("region.map_title", {{"name", full_name(area)}, {"regency", regency->name}});
  map.description = area.level == region::Level::kRegency ? say("region.map_regency", {{"name", area.name}})
                                                          : where_in_words(area);
  const bool sample = book_->boundary_kind(*regency) == BoundaryKind::kSample;
  return Json::object({{"svg_html", geo::locator_svg(map)},
                       {"precision", sample ? Json(say("region.boundary_sample")) : Json()},
                       {"caption", say(sample ? "region.boundary_sample_note" : "region.boundary_note")},
                       {"interactive", nullptr},
                       {"table", nullptr}});
}

}  // namespace region_web
