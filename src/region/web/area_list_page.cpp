#include "pages.h"
#include "shown.h"
#include "table.h"
#include "view/status.h"

namespace region_web {
namespace {

using base::Json;
using http::Request;
using http::Response;
using region::Area;
using region::BoundaryKind;

Json boundary_status(BoundaryKind kind) {
  if (kind == BoundaryKind::kIndicative)
    return view::status(view::Tone::kDecided, {"region.boundary_has", {}});
  if (kind == BoundaryKind::kSample)
    return view::status(view::Tone::kLate, {"region.boundary_is_sample", {}});
  return view::status(view::Tone::kDraft, {"region.boundary_none", {}});
}

/// The districts as filters: a regency's list is long, a district's is not.
Json side(const Shown& shown, const Area* chosen) {
  Json items = Json::array();
  const auto add = [&](const std::string& label, const std::string& path, bool current, std::int64_t count) {
    items.push_back(Json::object(
        {{"path", path}, {"label", label}, {"count", count}, {"current", current}, {"late", false}}));
  };
  const auto districts = shown.book().districts();
  add(shown.say("region.all_districts"), "/kerja/wilayah", chosen == nullptr,
      static_cast<std::int64_t>(districts.size()));
  for (const Area* district : districts)
    add(district->name, "/kerja/wilayah?kec=" + district->slug, district == chosen,
        static_cast<std::int64_t>(shown.book().children(district->code).size()));
  return Json::object({{"label", shown.say("region.districts")},
                       {"summary", shown.say("region.districts")},
                       {"groups", Json::array({Json::object({{"title", shown.say("region.districts")},
                                                             {"items", std::move(items)}})})}});
}

Response list_areas(const Context& context, const Request& request) {
  const identity::Actor actor = context.actor_of(request);
  if (!actor.signed_in())
    return context.site.error(request, {base::ErrorCode::kSignInNeeded, {"identity.sign_in_needed", {}}});
  return context.database.read([&](db::Reader& reader) {
    const Shown shown(context, request, reader);
    const Area* chosen = shown.book().at(request.query_value("kec"));
    std::vector<const Area*> areas =
        chosen != nullptr ? shown.book().children(chosen->code) : shown.book().districts();
    if (const Area* whole = chosen != nullptr ? chosen : shown.book().regency())
      areas.insert(areas.begin(), whole);
    Json rows = Json::array();
    for (const Area* area : areas)
      rows.push_back(row_json({{.text = area->code},
                               {.text = area->name, .path = path_of(shown.book(), *area), .head = true},
                               {.text = shown.say(region::label_of(area->level).data())},
                               {.text = area->postal_code},
                               {.text = area->decree},
                               {.status = boundary_status(shown.book().boundary_kind(*area))}}));
    Json data = table_json(
        shown.say("region.areas"),
        {shown.say("region.code"), shown.say("region.name"), shown.say("region.level"),
         shown.say("region.postal_code"), shown.say("region.decree_short"), shown.say("region.boundary")},
        std::move(rows));
    data["heading"] = shown.say("region.areas");
    data["sum"] = Json::array();
    data["actions"] = Json::array();
    return context.site.page_or_json(request,
                                     {.title = shown.say("region.areas"),
                                      .frame = view::Frame::kWork,
                                      .nav = "/kerja/wilayah",
                                      .side = side(shown, chosen)},
                                     "region/table", std::move(data));
  });
}

}  // namespace

void add_area_list_page(http::Router& router, const Context& context) {
  router.get("/kerja/wilayah", [&context](const Request& request) { return list_areas(context, request); },
             {.permission = "signed_in"});
}

}  // namespace region_web
