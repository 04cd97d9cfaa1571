// Lists for everybody: search results, a category, an area.
#include "citizen_pages.h"
#include "http/percent.h"
#include "potential/object.h"
#include "shown.h"
#include "text/characters.h"

namespace potential_web {
namespace {

using base::Json;
using potential::Filter;

constexpr std::size_t kCardsOnPage = 30;
constexpr std::size_t kLongestTyped = 200;

/// `path?wilayah=…&sesudah=…` without what is empty.
std::string address(const std::string& path, std::string_view area, std::string_view after = {}) {
  http::Pairs pairs;
  if (!area.empty()) pairs.add("wilayah", std::string(area));
  if (!after.empty()) pairs.add("sesudah", std::string(after));
  const std::string query = http::format_urlencoded(pairs);
  return query.empty() ? path : path + "?" + query;
}

/// Links to the other categories, with what each would show.
Json category_links(const Shown& shown, const potential::Counts* counts, const Filter& filter) {
  Json links = Json::array();
  const auto add = [&](const std::string& label, const std::string& path, bool current, std::int64_t count) {
    links.push_back(Json::object({{"label", label},
                                  {"path", address(path, filter.area_code)},
                                  {"current", current},
                                  {"count", count == 0 ? Json() : Json(count)}}));
  };
  std::int64_t all = 0;
  if (counts != nullptr)
    for (const auto& [key, count] : counts->by_category) all += count;
  add(shown.say("everything"), "/potensi", filter.category.empty(), all);
  for (const potential::Category& category : shown.categories().all()) {
    const auto count =
        counts == nullptr ? decltype(counts->by_category.begin()){} : counts->by_category.find(category.key);
    const std::int64_t n = counts == nullptr || count == counts->by_category.end() ? 0 : count->second;
    add(shown.words(category.name), "/potensi/" + category.key, filter.category == category.key, n);
  }
  return links;
}

struct ListPage {
  std::string heading, what, path;
  Filter filter;
};

http::Response show_list(const Context& context, const http::Request& request, db::Reader& reader,
                         const Shown& shown, const ListPage& list) {
  const auto nobody = identity::Actor::nobody();
  const potential::PageOf page{potential::Order::kName, std::string(request.query_value("sesudah")),
                               kCardsOnPage};
  const auto objects = potential::list_objects(reader, nobody, list.filter, page);
  const auto counts = potential::count_objects(reader, nobody, list.filter);
  const bool in_area = !list.filter.area_code.empty();  // counts are kept for the whole regency
  Json data = Json::object(
      {{"heading", list.heading},
       {"filters",
        Json::object({{"label", shown.say("filter_categories")},
                      {"items", category_links(shown, in_area ? nullptr : &counts, list.filter)}})},
       {"places", shown.places(objects.items)},
       {"some", !objects.items.empty()},
       {"total", in_area ? Json() : Json(counts.all)},
       {"shown", in_area ? Json() : Json(shown.say("objects_n", {{"n", counts.all}}))},
       {"first", page.after.empty() ? Json() : Json(address(list.path, list.filter.area_code))},
       {"next",
        objects.next.empty() ? Json() : Json(address(list.path, list.filter.area_code, objects.next))}});
  const view::PageHead head{
      .title = list.heading,
      .description = shown.say("list_description", {{"what", list.what}, {"regency", shown.regency()}})};
  return context.site.page_or_json(request, head, "potential/list", std::move(data))
      .until_change({"potential", "region"});
}

}  // namespace

http::Response CitizenPages::everything(const http::Request& request) const {
  return context_.database.read([&](db::Reader& reader) {
    const Shown shown(context_, reader, request.language);
    const std::string area(request.query_value("wilayah"));
    if (!area.empty() && shown.book().find(area) == nullptr)
      return context_.site.error(request, potential::object_unknown());
    const std::string heading = area.empty() ? shown.say("list_title", {{"regency", shown.regency()}})
                                             : shown.say("list_title_area", {{"area", shown.area(area)}});
    return show_list(context_, request, reader, shown,
                     {heading, shown.say("work_objects"), "/potensi", Filter{.area_code = area}});
  });
}

http::Response CitizenPages::category(const http::Request& request) const {
  return context_.database.read([&](db::Reader& reader) {
    const Shown shown(context_, reader, request.language);
    const potential::Category* category = shown.categories().find(request.param("category"));
    const std::string area(request.query_value("wilayah"));
    if (category == nullptr || (!area.empty() && shown.book().find(area) == nullptr))
      return context_.site.error(request, potential::object_unknown());
    const std::string where = area.empty() ? shown.regency() : shown.area(area);
    const std::string name = shown.words(category->name);
    return show_list(context_, request, reader, shown,
                     {shown.say("category_title", {{"category", name}, {"regency", where}}), name,
                      "/potensi/" + category->key, Filter{.category = category->key, .area_code = area}});
  });
}

http::Response CitizenPages::search(const http::Request& request) const {
  const std::string typed(text::first_characters(request.query_value("q"), kLongestTyped));
  return context_.database.read([&](db::Reader& reader) {
    const Shown shown(context_, reader, request.language);
    const auto found = potential::search_objects(reader, identity::Actor::nobody(), {}, typed);
    Json areas = Json::array();
    if (!typed.empty()) {
      for (const region::Area* area : shown.book().search(typed, 3))
        areas.push_back(Json::object({{"label", shown.area(area->code)},
                                      {"path", address("/potensi", area->code)},
                                      {"current", false},
                                      {"count", nullptr}}));
    }
    const std::string heading =
        typed.empty() ? shown.say("search_title_empty") : shown.say("search_title", {{"q", typed}});
    Json data =
        Json::object({{"q", typed},
                      {"heading", heading},
                      {"filters", Json::object({{"label", shown.say("areas_found")}, {"items", areas}})},
                      {"some_areas", !areas.as_array().empty()},
                      {"places", shown.places(found)},
                      {"some", !found.empty()},
                      {"none", found.empty() && !typed.empty()},
                      {"found", shown.say("found_n", {{"n", static_cast<std::int64_t>(found.size())}})},
                      {"what", shown.say("found_none", {{"q", typed}})},
                      {"why", shown.say("found_none_why")},
                      {"way", true},
                      {"path", "/potensi"},
                      {"label", shown.say("list_title", {{"regency", shown.regency()}})}});
    return context_.site.page_or_json(request, {.title = heading, .noindex = true}, "potential/search",
                                      std::move(data));
  });
}

base::Json content_of_area(const Context& context, db::Reader& reader, text::Language language,
                           std::string_view area_code) {
  const Shown shown(context, reader, language);
  constexpr std::size_t kShown = 12;
  const Filter filter{.area_code = std::string(area_code)};
  const auto objects = potential::list_objects(reader, identity::Actor::nobody(), filter,
                                               {potential::Order::kName, {}, kShown});
  return Json::object({{"places", shown.places(objects.items)},
                       {"some", !objects.items.empty()},
                       {"more", !objects.next.empty()},
                       {"all", address("/potensi", area_code)}});
}

}  // namespace potential_web
