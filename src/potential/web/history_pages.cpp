#include <algorithm>
#include <charconv>

#include "region/office.h"
#include "shown.h"
#include "work_pages.h"

namespace potential_web {
namespace {

using base::Json;
using potential::Revision;

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// What the program noted of itself ("restore 3", "import 0192…") as a sentence; a person's words as they
/// are.
std::string reason_of(const Revision& revision, const Shown& shown) {
  if (revision.reason.starts_with("restore "))
    return shown.say("restored_from", {{"version", number_in(std::string_view(revision.reason).substr(8))}});
  if (revision.reason.starts_with("import ")) return shown.say("from_import");
  return revision.reason;
}

Json row_of(const Revision& revision, const Revision* before, const potential::ObjectId& id,
            const Shown& shown) {
  const std::string path = work_path(id) + "/riwayat/";
  Json compare = Json::object({{"text", before == nullptr ? std::string() : shown.say("compare")}});
  if (before != nullptr)
    compare["path"] = path + std::to_string(before->version) + "/" + std::to_string(revision.version);
  return Json::object(
      {{"cells",
        Json::array({Json::object({{"head", true},
                                   {"text", std::to_string(revision.version)},
                                   {"column", shown.say("col_version")}}),
                     Json::object({{"text", text::format_value(shown.language(), text::Format::kInstant,
                                                               base::format_rfc3339(revision.at),
                                                               base::UtcOffset{})}}),
                     Json::object({{"text", revision.person_name.empty() ? shown.say("by_system")
                                                                         : revision.person_name}}),
                     Json::object({{"text", shown.say("did." + revision.act)}}),
                     Json::object({{"status", status_of(revision.state)}}),
                     Json::object({{"text", reason_of(revision, shown)}}), std::move(compare)})}});
}

/// Fields of a revision as people read them.
class RevisionWords {
 public:
  RevisionWords(const Shown& shown, db::Reader& reader, const potential::Category* category)
      : shown_(shown), reader_(reader), category_(category) {}

  std::string of(const std::string& field, const potential::Record& record, const Json& value) const {
    std::string words = known(field, record, value);
    return words.empty() ? shown_.say("nothing") : words;
  }

 private:
  std::string known(const std::string& field, const potential::Record& record, const Json& value) const {
    if (field == "place") return place(record);
    if (field == "photos") return photos(record);
    if (field == "links") return potential::format_links(record.links);
    if (field == "area_code") return shown_.area(record.area_code);
    if (field == "category") return category_ == nullptr ? record.category : shown_.words(category_->name);
    if (field == "owner_office") {
      const auto office = region::find_office(reader_, record.owner_office);
      return office ? office->name : std::string();
    }
    if (field == "tupoksi_item") return duty(record);
    const std::string key = field.substr(field.rfind('/') + 1);
    const forms::Field* asked = category_ == nullptr ? nullptr : category_->whole.find(key);
    if (asked != nullptr) return shown_.value(*asked, value);
    return value.is_string() ? value.as_string() : value.dump();
  }
  std::string place(const potential::Record& record) const {
    const geo::Point point = record.point();
    std::string words = shown_.say("coordinates", {{"lat", point.lat}, {"lon", point.lon}});
    const auto corners = static_cast<std::int64_t>(geo::vertex_count(record.shape));
    if (corners > 1) words += shown_.say("shape_points", {{"n", corners}});
    return words;
  }
  std::string photos(const potential::Record& record) const {
    std::string words;
    std::int64_t number = 0;
    for (const potential::PhotoRef& photo : record.photos) {
      ++number;
      if (!words.empty()) words += "; ";
      words += photo.caption.empty() ? shown_.say("photo_of", {{"n", number}, {"name", record.name}})
                                     : photo.caption;
    }
    return words;
  }
  std::string duty(const potential::Record& record) const {
    if (!record.tupoksi_item) return {};
    const auto item =
        region::find_tupoksi(reader_, region::TupoksiItemId::from_trusted(*record.tupoksi_item));
    return item ? item->number + ". " + item->text : std::string();
  }

  const Shown& shown_;
  db::Reader& reader_;
  const potential::Category* category_;
};

std::string label_of(const std::string& field, const potential::Category* category, const Shown& shown) {
  const std::string key = field.substr(field.rfind('/') + 1);
  if (const forms::Field* known = category == nullptr ? nullptr : category->whole.find(key))
    return shown.words(known->label);
  for (const char* own : {"owner_office", "tupoksi_item", "category", "photos", "area_code"})
    if (key == own) return shown.say("column." + key);
  return key;
}

}  // namespace

http::Response HistoryPages::history(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  if (auto no = identity::refuse(actor, identity::Permission::kSeeInventory))
    return context_.site.error(request, *no);
  const auto id = id_in(request);
  if (!id) return context_.site.error(request, id.error());
  return context_.database.read([&](db::Reader& reader) {
    const auto object = context_.desk.find(reader, actor, *id);
    if (!object) return context_.site.error(request, object.error());
    const auto revisions = context_.desk.history(reader, actor, *id);
    if (!revisions) return context_.site.error(request, revisions.error());
    if (request.wants_json) return http::json(Json::object({{"items", base::to_json(*revisions)}}));
    const Shown shown(context_, reader, request.language);
    Json rows = Json::array();
    for (std::size_t i = 0; i < revisions->size(); ++i)
      rows.push_back(
          row_of((*revisions)[i], i + 1 < revisions->size() ? &(*revisions)[i + 1] : nullptr, *id, shown));
    Json columns = Json::array();
    for (const char* key :
         {"col_version", "col_when", "col_who", "col_what", "col_state", "col_reason", "compare"})
      columns.push_back(Json::object({{"label", shown.say(key)}}));
    const std::string title = shown.say("history_title", {{"name", object->record.name}});
    Json data =
        Json::object({{"back", Json::object({{"path", work_path(*id)}, {"label", object->record.name}})},
                      {"heading", title},
                      {"kind", nullptr},
                      {"caption", title},
                      {"columns", std::move(columns)},
                      {"groups", Json::array({Json::object({{"rows", std::move(rows)}})})}});
    return context_.site.page(request, {.title = title, .frame = view::Frame::kWork, .nav = "/kerja/potensi"},
                              "potential/history", std::move(data));
  });
}

http::Response HistoryPages::compare(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  if (auto no = identity::refuse(actor, identity::Permission::kSeeInventory))
    return context_.site.error(request, *no);
  const auto id = id_in(request);
  if (!id) return context_.site.error(request, id.error());
  const std::int64_t first = number_in(request.param("before")), second = number_in(request.param("after"));
  return context_.database.read([&](db::Reader& reader) {
    const auto object = context_.desk.find(reader, actor, *id);
    const auto before = context_.desk.revision(reader, actor, {*id, first});
    const auto after = context_.desk.revision(reader, actor, {*id, second});
    for (const auto* side : {&before, &after})
      if (!*side) return context_.site.error(request, side->error());
    const auto differences = potential::differences(*before, *after);
    if (request.wants_json) {
      Json changes = Json::array();
      for (const auto& d : differences)
        changes.push_back(Json::object({{"field", d.field}, {"before", d.before}, {"after", d.after}}));
      return http::json(Json::object({{"changes", std::move(changes)}}));
    }
    const Shown shown(context_, reader, request.language);
    const potential::Category* category = shown.categories().find(after->category);
    const RevisionWords words(shown, reader, category);
    Json rows = Json::array();
    for (const auto& d : differences)
      rows.push_back(Json::object(
          {{"cells",
            Json::array({Json::object({{"head", true}, {"text", label_of(d.field, category, shown)}}),
                         Json::object({{"text", words.of(d.field, *before, d.before)}}),
                         Json::object({{"text", words.of(d.field, *after, d.after)}})})}}));
    const std::string title =
        shown.say("compare_title", {{"name", after->name}, {"before", first}, {"after", second}});
    const auto acts = context_.desk.possible_acts(reader, actor, *object);
    const bool may_restore =
        std::ranges::find(acts, potential::Act::kEdit) != acts.end() && first != object->version;
    Json data = Json::object(
        {{"back",
          Json::object({{"path", work_path(*id) + "/riwayat"}, {"label", shown.say("record_history")}})},
         {"heading", title},
         {"kind", nullptr},
         {"caption", title},
         {"some", !differences.empty()},
         {"columns",
          Json::array({Json::object({{"label", shown.say("col_field")}}),
                       Json::object({{"label", shown.say("col_before", {{"version", first}})}}),
                       Json::object({{"label", shown.say("col_before", {{"version", second}})}})})},
         {"groups", Json::array({Json::object({{"rows", std::move(rows)}})})},
         {"may_restore", may_restore},
         {"restore", shown.say("restore", {{"version", first}})},
         {"action", work_path(*id) + "/kembalikan"},
         {"number", object->version},
         {"to", first}});
    return context_.site.page(request, {.title = title, .frame = view::Frame::kWork, .nav = "/kerja/potensi"},
                              "potential/compare", std::move(data));
  });
}

http::Response HistoryPages::restore(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  const auto seen = seen_in(request);
  if (!seen) return context_.site.error(request, seen.error());
  const std::int64_t version = number_in(request.form().get("ke"));
  const auto restored = context_.database.write([&](db::Transaction& transaction) {
    return context_.desk.restore(transaction, actor, *seen, version, request.now);
  });
  if (!restored) return context_.site.error(request, restored.error());
  return context_.site.done(
      request, work_path(seen->id),
      {"potential.done.restore", {{"name", restored->record.name}, {"version", version}}});
}

}  // namespace potential_web
