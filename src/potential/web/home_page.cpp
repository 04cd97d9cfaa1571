// The front page: search, what there is, what is new.
#include "citizen_pages.h"
#include "shown.h"

namespace potential_web {
namespace {

using base::Json;

constexpr std::size_t kNewest = 5;

struct Home {
  potential::Counts counts;
  std::vector<potential::Listed> newest;
};

Json json_of(const Home& home, const Shown& shown) {
  Json categories = Json::array();
  for (const potential::Category& category : shown.categories().all()) {
    const auto count = home.counts.by_category.find(category.key);
    const std::int64_t n = count == home.counts.by_category.end() ? 0 : count->second;
    categories.push_back(
        Json::object({{"path", "/potensi/" + category.key},
                      {"name", shown.words(category.name)},
                      {"icon", category.icon},
                      {"count", n},
                      {"count_text", n == 0 ? shown.say("none_yet") : shown.say("objects_n", {{"n", n}})}}));
  }
  return Json::object({{"categories", std::move(categories)},
                       {"total", home.counts.all},
                       {"all_text", shown.say("all_objects", {{"n", home.counts.all}})},
                       {"some", home.counts.all > 0},
                       {"places", shown.places(home.newest)}});
}

}  // namespace

http::Response CitizenPages::home(const http::Request& request) const {
  const auto nobody = identity::Actor::nobody();
  return context_.database.read([&](db::Reader& reader) {
    const Shown shown(context_, reader, request.language);
    const Home home{
        potential::count_objects(reader, nobody, {}),
        potential::list_objects(reader, nobody, {}, {potential::Order::kNewest, {}, kNewest}).items};
    const view::PageHead head{.title = shown.say("home_title", {{"regency", shown.regency()}}),
                              .description = shown.say("home_description", {{"regency", shown.regency()}})};
    return context_.site.page_or_json(request, head, "potential/home", json_of(home, shown))
        .until_change({"potential", "region"});
  });
}

}  // namespace potential_web
