#include <charconv>

#include "potential/object.h"
#include "region/office.h"
#include "shown.h"
#include "text/numbers.h"
#include "work_filter.h"
#include "work_pages.h"

namespace potential_web {
namespace {

using base::Json;
using potential::Counts;
using potential::Filter;
using potential::Listed;

constexpr std::size_t kRowsOnPage = 50, kQueueOnPage = 50;

Json cell(std::string text) {
  return Json::object({{"text", std::move(text)}});
}

/// A few words that stay on one line where there is room for it.
Json short_cell(std::string text) {
  return Json::object({{"text", std::move(text)}, {"short", true}});
}

Json link_cell(const std::string& text, const std::string& path) {
  return Json::object({{"head", true}, {"text", text}, {"path", path}});
}

Json columns(const Shown& shown, std::initializer_list<const char*> keys) {
  Json columns = Json::array();
  for (const char* key : keys) columns.push_back(Json::object({{"label", shown.say(key)}}));
  return columns;
}

std::string short_date(const Shown& shown, base::Instant at) {
  return text::format_value(shown.language(), text::Format::kDateShort, base::format_rfc3339(at),
                            base::UtcOffset{});
}

Json row_of(const Shown& shown, const Listed& listed) {
  Json state = Json::object({{"status", status_of(listed.state)}});
  Json next = short_cell(shown.say("next." + listed.state));
  if (listed.published_version && listed.state != "published") next["note"] = shown.say("still_public");
  return Json::object(
      {{"cells",
        Json::array({link_cell(listed.name, work_path(listed.id)), cell(shown.kind(listed)),
                     cell(shown.book().short_name(listed.area_code)),
                     short_cell(shown.say("precision_short." + listed.place_precision)), std::move(state),
                     short_cell(short_date(shown, listed.updated_at)), std::move(next)})}});
}

Json filter_link(const std::string& label, const Filter& filter, bool current, std::int64_t count) {
  return Json::object({{"label", label},
                       {"path", address_of(filter)},
                       {"current", current},
                       {"count", count == 0 ? Json() : Json(count)}});
}

/// One group of links: every value of one member of the filter, with what each would show.
Json filter_group(const Shown& shown, const char* title, Filter filter, std::string Filter::*member,
                  const std::map<std::string, std::int64_t>& counts,
                  const std::function<std::string(const std::string&)>& label) {
  const std::string chosen = filter.*member;
  std::int64_t all = 0;
  for (const auto& [value, count] : counts) all += count;
  Json items = Json::array();
  filter.*member = "";
  items.push_back(filter_link(shown.say("filter_all"), filter, chosen.empty(), all));
  for (const auto& [value, count] : counts) {
    filter.*member = value;
    items.push_back(filter_link(label(value), filter, chosen == value, count));
  }
  return Json::object({{"title", shown.say(title)}, {"items", std::move(items)}});
}

Json side_of(const Shown& shown, db::Reader& reader, const Filter& filter, const Counts& counts) {
  std::map<std::string, std::string> offices;
  for (const region::Office& office : region::offices(reader, true))
    offices[office.id.text()] = office.short_name.empty() ? office.name : office.short_name;
  Json groups = Json::array();
  groups.push_back(filter_group(shown, "filter_state", filter, &Filter::state, counts.by_state,
                                [&](const std::string& state) { return shown.say("state." + state); }));
  groups.push_back(filter_group(shown, "filter_category", filter, &Filter::category, counts.by_category,
                                [&](const std::string& key) {
                                  const auto* category = shown.categories().find(key);
                                  return category == nullptr ? key : shown.words(category->name);
                                }));
  if (counts.by_office.size() > 1 || !filter.office.empty())
    groups.push_back(filter_group(shown, "filter_office", filter, &Filter::office, counts.by_office,
                                  [&](const std::string& id) { return offices[id]; }));
  std::string chosen;
  for (const Json& group : groups.as_array())
    for (const Json& item : group.at("items").as_array())
      if (item.at("current").as_bool() && &item != &group.at("items").as_array().front())
        chosen += (chosen.empty() ? "" : ", ") + item.at("label").as_string();
  return Json::object(
      {{"label", shown.say("work_filter")},
       {"summary", chosen.empty() ? shown.say("work_filter") : shown.say("work_filtered", {{"by", chosen}})},
       {"groups", std::move(groups)}});
}

Json action(const Shown& shown, const char* key, const char* path, bool first) {
  return Json::object({{"label", shown.say(key)}, {"path", path}, {"first", first}});
}

Json table(const Shown& shown, const std::string& caption, std::initializer_list<const char*> heads,
           Json rows) {
  return Json::object({{"caption", caption},
                       {"columns", columns(shown, heads)},
                       {"groups", Json::array({Json::object({{"rows", std::move(rows)}})})}});
}

}  // namespace

Filter filter_of(const http::Request& request) {
  const auto value = [&](std::string_view name) { return std::string(request.query_value(name)); };
  return {.face = potential::Face::kWork,
          .category = value("kategori"),
          .state = value("keadaan"),
          .office = value("kantor"),
          .area_code = value("wilayah")};
}

std::string address_of(const Filter& filter, std::string_view after) {
  http::Pairs pairs;
  const auto add = [&](const char* name, std::string_view value) {
    if (!value.empty()) pairs.add(name, std::string(value));
  };
  add("keadaan", filter.state), add("kategori", filter.category), add("kantor", filter.office);
  add("wilayah", filter.area_code), add("sesudah", after);
  const std::string query = http::format_urlencoded(pairs);
  return query.empty() ? "/kerja/potensi" : "/kerja/potensi?" + query;
}

std::string work_path(const potential::ObjectId& id) {
  return "/kerja/potensi/" + id.text();
}

base::Result<potential::ObjectId> id_in(const http::Request& request) {
  const auto id = potential::ObjectId::parse(request.param("id"));
  if (!id) return base::fail(potential::object_unknown());
  return *id;
}

base::Result<potential::Seen> seen_in(const http::Request& request) {
  const auto id = id_in(request);
  if (!id) return base::fail(id.error());
  const std::string_view text = request.form().get("versi");
  std::int64_t version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return potential::Seen{*id, version};
}

http::Response InventoryPages::list(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  if (auto no = identity::refuse(actor, identity::Permission::kSeeInventory))
    return context_.site.error(request, *no);
  const Filter filter = filter_of(request);
  const std::string typed(request.query_value("q"));
  return context_.database.read([&](db::Reader& reader) {
    const Shown shown(context_, reader, request.language);
    const Counts counts = potential::count_objects(reader, actor, filter);
    db::Page<Listed> page;
    if (typed.empty())
      page = potential::list_objects(
          reader, actor, filter,
          {potential::Order::kName, std::string(request.query_value("sesudah")), kRowsOnPage});
    else
      page.items = potential::search_objects(reader, actor, filter, typed, kRowsOnPage);
    Json rows = Json::array();
    for (const Listed& listed : page.items) rows.push_back(row_of(shown, listed));
    const auto waiting = counts.by_state.find("submitted");
    const std::string title = shown.say("work_title");
    Json sum = Json::array({Json::object({{"strong", text::format_number(request.language, counts.all)},
                                          {"text", shown.say("work_objects")}})});
    if (waiting != counts.by_state.end())
      sum.push_back(Json::object({{"strong", "· " + text::format_number(request.language, waiting->second)},
                                  {"text", shown.say("work_waiting")}}));
    Json actions = Json::array();
    if (actor.may(identity::Permission::kEditInventory)) {
      actions.push_back(action(shown, "work_new", "/kerja/potensi/baru", true));
      actions.push_back(action(shown, "work_import", "/kerja/impor", false));
    }
    std::string download = address_of(filter);
    download.insert(std::string("/kerja/potensi").size(), ".csv");
    Json data =
        table(shown, title,
              {"col_name", "col_kind", "col_area", "col_precision", "col_state", "col_updated", "col_next"},
              std::move(rows));
    data["heading"] = title;
    data["sum"] = std::move(sum);
    data["actions"] = std::move(actions);
    data["q"] = typed;
    data["hidden"] = Json::array({Json::object({{"name", "keadaan"}, {"value", filter.state}}),
                                  Json::object({{"name", "kategori"}, {"value", filter.category}}),
                                  Json::object({{"name", "kantor"}, {"value", filter.office}})});
    data["some"] = !page.items.empty();
    const bool filtered = !typed.empty() || address_of(filter) != address_of({});
    data["what"] = shown.say(filtered ? "work_found_none" : "work_empty");
    data["why"] = shown.say(filtered ? "work_found_none_why" : "work_empty_why");
    // Inside "way": beside the rows a path would make a link of every cell.
    data["way"] = Json::object({{"path", "/kerja/potensi"}, {"label", shown.say("filter_all")}});
    data["shown"] =
        shown.say("shown_n", {{"n", static_cast<std::int64_t>(page.items.size())}, {"total", counts.all}});
    data["first"] = request.query_value("sesudah").empty() ? Json() : Json(address_of(filter));
    data["next"] = page.next.empty() ? Json() : Json(address_of(filter, page.next));
    data["download"] = download;
    view::PageHead head{.title = title, .frame = view::Frame::kWork, .nav = "/kerja/potensi"};
    head.side = side_of(shown, reader, filter, counts);
    if (request.wants_json)
      return http::json(Json::object(
          {{"items", base::to_json(page.items)}, {"total", counts.all}, {"next", data.at("next")}}));
    return context_.site.page(request, head, "potential/inventory", std::move(data));
  });
}

http::Response InventoryPages::queue(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  if (auto no = identity::refuse(actor, identity::Permission::kVerifyInventory))
    return context_.site.error(request, *no);
  return context_.database.read([&](db::Reader& reader) {
    const Shown shown(context_, reader, request.language);
    std::map<std::string, std::string> offices;
    for (const region::Office& office : region::offices(reader, true))
      offices[office.id.text()] = office.name;
    Json groups = Json::array();
    bool some = false;
    for (const char* state : {"submitted", "verified"}) {
      const Filter filter{.face = potential::Face::kWork, .state = state};
      const auto page =
          potential::list_objects(reader, actor, filter, {potential::Order::kOldest, {}, kQueueOnPage});
      const Counts counts = potential::count_objects(reader, actor, filter);
      Json rows = Json::array();
      for (const Listed& listed : page.items) {
        Json next = cell(shown.say(state == std::string_view("submitted") ? "queue_check" : "queue_publish"));
        next["path"] = work_path(listed.id);
        rows.push_back(Json::object(
            {{"cells", Json::array({link_cell(listed.name, work_path(listed.id)), cell(shown.kind(listed)),
                                    cell(shown.book().short_name(listed.area_code)),
                                    cell(offices[listed.owner_office]),
                                    short_cell(short_date(shown, listed.updated_at)), std::move(next)})}}));
      }
      if (page.items.empty()) continue;
      some = true;
      Json more;
      if (!page.next.empty())
        more = Json::object({{"path", address_of(filter)}, {"label", shown.say("queue_more")}});
      groups.push_back(Json::object({{"title", shown.say(std::string("queue_") + state)},
                                     {"span", 6},
                                     {"count", counts.all},
                                     {"more", std::move(more)},
                                     {"rows", std::move(rows)}}));
    }
    const std::string title = shown.say("queue_title");
    Json data = Json::object({{"caption", title},
                              {"columns", columns(shown, {"col_name", "col_kind", "col_area", "col_office",
                                                          "col_submitted", "col_next"})},
                              {"groups", std::move(groups)},
                              {"heading", title},
                              {"sum", Json::array()},
                              {"actions", Json::array()},
                              {"some", some},
                              {"what", shown.say("queue_empty")},
                              {"why", shown.say("queue_empty_why")},
                              {"way", nullptr}});
    return context_.site.page_or_json(
        request, {.title = title, .frame = view::Frame::kWork, .nav = "/kerja/verifikasi"}, "potential/queue",
        std::move(data));
  });
}

}  // namespace potential_web
