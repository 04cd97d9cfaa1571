#include "geo/measure.h"
#include "pages.h"
#include "shown.h"
#include "text/numbers.h"

namespace region_web {
namespace {

using base::Json;
using http::Request;
using http::Response;
using region::Area;

const db::Sql kFormerCodes{
    "SELECT code, name, decree FROM area_codes WHERE area_id = $1 AND (code <> $2 OR name <> $3)"
    " ORDER BY recorded_at DESC, code"};
const db::Sql kBpsCodes{"SELECT bps_code FROM area_bps_codes WHERE area_id = $1 ORDER BY bps_code"};

const base::Error kAreaUnknown{base::ErrorCode::kNotFound, {"region.area_unknown", {}}};

Json fact(std::string term, std::string value, Json note = {}) {
  return Json::object(
      {{"term", std::move(term)}, {"value", std::move(value)}, {"note", std::move(note)}, {"path", nullptr}});
}

Json facts(const Shown& shown, db::Reader& reader, const Area& area) {
  Json out = Json::array();
  const std::string decree = area.decree.empty() ? shown.say("region.decree_unstated")
                                                 : shown.say("region.decree", {{"decree", area.decree}});
  out.push_back(fact(shown.say("region.code"), area.code, decree));
  reader.each(
      kFormerCodes,
      [&](const db::Row& row) {
        out.push_back(fact(shown.say("region.former"),
                           std::string(row.text(0)) + " " + std::string(row.text(1)),
                           std::string(row.text(2))));
      },
      area.id, area.code, area.name);
  for (const std::string& bps : reader.all<std::string>(kBpsCodes, area.id))
    out.push_back(fact(shown.say("region.bps_code"), bps, shown.say("region.bps_note")));
  if (shown.book().boundary_kind(area) == region::BoundaryKind::kIndicative) {
    const double area_km2 = geo::area_m2(*shown.book().boundary(area)) / 1e6;
    out.push_back(fact(shown.say("region.area_of_boundary"),
                       text::format_decimal(shown.language(), area_km2, 1) + " km²",
                       shown.say("region.area_of_boundary_note")));
  }
  if (!area.postal_code.empty()) out.push_back(fact(shown.say("region.postal_code"), area.postal_code));
  return out;
}

Json back_to(const Shown& shown, const Area& area) {
  if (area.level == region::Level::kRegency) return nullptr;
  const Area* parent = shown.book().parent(area);
  if (parent == nullptr) return nullptr;
  return Json::object({{"path", path_of(shown.book(), *parent)}, {"label", shown.full_name(*parent)}});
}

Json content(const Context& context, db::Reader& reader, const Shown& shown, const Area& area) {
  if (!context.content_of_area) return nullptr;
  Json json = context.content_of_area(reader, shown.language(), area.code);
  return json.at("places").as_array().empty() ? Json() : json;
}

Response area_page(const Context& context, const Request& request, db::Reader& reader, const Shown& shown,
                   const Area& area) {
  Json children = Json::array();
  for (const Area* child : shown.book().children(area.code)) children.push_back(shown.place(*child));
  Json figures = shown.figures(region::observations_of(reader, area.id));
  const bool has_figures = !figures.as_array().empty(), has_children = !children.as_array().empty();
  Json data =
      Json::object({{"code", area.code},
                    {"level", region::name_of(area.level)},
                    {"lat", area.centre.lat},
                    {"lon", area.centre.lon},
                    {"back", back_to(shown, area)},
                    {"heading", shown.full_name(area)},
                    {"kind", nullptr},
                    {"facts", facts(shown, reader, area)},
                    {"figures", std::move(figures)},
                    {"has_figures", has_figures},
                    {"map", shown.map(area)},
                    {"content", content(context, reader, shown, area)},
                    {"village", region::is_village(area.level)},
                    {"children", has_children ? Json::object({{"places", std::move(children)}}) : Json()}});
  const view::PageHead head{
      .title = shown.full_name(area),
      .description = shown.say("region.area_description", {{"name", shown.full_name(area)}}),
      .wide = true};
  return context.site.page_or_json(request, head, "region/area", std::move(data))
      .until_change({"region", "potential"});
}

template <class Find>
Response show_area(const Context& context, const Request& request, Find find) {
  return context.database.read([&](db::Reader& reader) {
    const Shown shown(context, request, reader);
    const Area* area = find(shown.book());
    if (area == nullptr) return context.site.error(request, kAreaUnknown);
    return area_page(context, request, reader, shown, *area);
  });
}

/// Any code that an area has had leads to its page.
Response by_code(const Context& context, const Request& request) {
  return context.database.read([&](db::Reader& reader) {
    const auto book = context.books.current(reader);
    const Area* area = book->find(request.param("code"));
    if (area == nullptr) return context.site.error(request, kAreaUnknown);
    return http::see_other(http::local_path(request.language, path_of(*book, *area)));
  });
}

}  // namespace

void add_area_pages(http::Router& router, const Context& context) {
  router.get("/wilayah", [&context](const Request& request) {
    return show_area(context, request, [](const region::AreaBook& book) { return book.regency(); });
  });
  router.get("/wilayah/{district}", [&context](const Request& request) {
    return show_area(context, request,
                     [&](const region::AreaBook& book) { return book.at(request.param("district")); });
  });
  router.get("/wilayah/{district}/{village}", [&context](const Request& request) {
    return show_area(context, request, [&](const region::AreaBook& book) {
      return book.at(request.param("district"), request.param("village"));
    });
  });
  router.get("/wilayah/kode/{code}",
             [&context](const Request& request) { return by_code(context, request); });
}

void add_routes(http::Router& router, const Context& context) {
  add_area_pages(router, context);
  add_office_pages(router, context);
  add_area_list_page(router, context);
}

}  // namespace region_web
