#include <algorithm>

#include "locator.h"
#include "place_form.h"
#include "potential/object.h"
#include "potential/photo.h"
#include "region/office.h"
#include "shown.h"
#include "text/characters.h"
#include "work_pages.h"

namespace potential_web {

/// A step or a photo that was not taken: the page says why where it was asked, and keeps what was typed.
struct RefusedStep {
  std::string control = {};  ///< id of the field that it concerns; empty for the record as a whole
  std::string label = {};    ///< of that field, "reason" of "potential.reason"
  std::string typed = {};
  const base::Error& error;
};

namespace {

using base::Json;
using potential::Act;
using potential::Object;

constexpr std::size_t kMaxPhotos = 12;
constexpr const char* kPhotoControl = "foto";
constexpr std::size_t kLongestCaption = 200;  // characters

bool asks_reason(Act act) {
  return act == Act::kReturn || act == Act::kArchive;
}

std::string reason_control(std::string_view act) {
  return "alasan-" + std::string(act);
}

/// Why the control was refused, to stand at it; null when it was not.
Json refusal_at(const std::string& control, const RefusedStep* refused) {
  if (refused == nullptr || refused->control != control) return {};
  return view::why_data(control, refused->error.message);
}

/// The forms of the next steps; the one that leads on is the filled button.
Json steps_of(const std::vector<Act>& acts, const Object& object, const Shown& shown,
              const RefusedStep* refused) {
  Json steps = Json::array();
  bool filled = false;
  for (const Act act : acts) {
    if (act == Act::kEdit) continue;  // a link of its own
    const bool leads_on = !asks_reason(act) && !filled;
    filled = filled || leads_on;
    const std::string name(potential::name_of(act));
    steps.push_back(Json::object({{"act", name},
                                  {"label", shown.say("do." + name)},
                                  {"reason_id", reason_control(name)},
                                  {"reason", refused == nullptr ? "" : refused->typed},
                                  {"reason_wrong", refusal_at(reason_control(name), refused)},
                                  {"asks_reason", asks_reason(act)},
                                  {"filled", leads_on},
                                  {"action", work_path(object.id) + "/langkah"},
                                  {"version", object.version}}));
  }
  return steps;
}

/// Every answered question of the form, in its order.
Json answers_of(const Object& object, const potential::Category& category, const Shown& shown) {
  const Json values = potential::values_of(object.record);
  Json facts = Json::array();
  for (const forms::Field& field : category.whole.fields) {
    const Json& value = values.at(field.key);
    std::string text = field.kind == forms::Kind::kPlace
                           ? shown.say("coordinates", {{"lat", value.at("lat").as_double()},
                                                       {"lon", value.at("lon").as_double()}})
                           : shown.value(field, value);
    if (text.empty()) continue;
    facts.push_back(Json::object({{"term", shown.words(field.label)}, {"value", text}}));
  }
  return facts;
}

/// The summary above the page; what the record still lacks is mended in its form.
Json summary_of(const RefusedStep& refused, const Shown& shown, const Json& unanswered,
                const std::string& edit) {
  if (!refused.control.empty())
    return view::form_data({refused.control, shown.say(refused.label), refused.error.message});
  Json list = Json::array();
  if (!unanswered.is_null())
    for (Json item : unanswered.at("list").as_array()) {
      item["path"] = edit + item.at("path").as_string();
      list.push_back(std::move(item));
    }
  return Json::object({{"wrong", Json::object({{"heading", view::to_json(refused.error.message)},
                                               {"list", std::move(list)}})}});
}

Json photos_of(const Object& object, bool may_edit) {
  Json photos = Json::array();
  for (const potential::PhotoRef& photo : object.record.photos)
    photos.push_back(Json::object({{"thumbnail", "/foto/" + photo.thumbnail + ".webp"},
                                   {"page", "/foto/" + photo.page + ".webp"},
                                   {"digest", photo.page},
                                   {"words", photo.caption},
                                   {"may_remove", may_edit},
                                   {"action", work_path(object.id) + "/foto/hapus"},
                                   {"version", object.version}}));
  return photos;
}

/// The place of a photo that was just added, while it is not yet the object's own.
Json offer_of(const http::Request& request, const Object& object, const Shown& shown) {
  const auto taken_at = place_in(request);
  constexpr double kThere_m = 5;
  if (!taken_at || geo::distance_m(*taken_at, object.record.point()) < kThere_m) return {};
  return Json::object(
      {{"words", shown.say("photo_taken_at", {{"lat", taken_at->lat}, {"lon", taken_at->lon}})},
       {"path", work_path(object.id) + "/ubah?letak=" + place_query(*taken_at)}});
}

bool holds(const std::vector<Act>& acts, Act act) {
  return std::ranges::find(acts, act) != acts.end();
}

}  // namespace

http::Response RecordPages::show(const http::Request& request) const {
  return page(request, nullptr);
}

http::Response RecordPages::refuse(const http::Request& request, const RefusedStep& refused) const {
  const bool mendable =
      refused.error.code == base::ErrorCode::kInvalid || refused.error.code == base::ErrorCode::kTooLarge;
  if (request.wants_json || !mendable) return context_.site.error(request, refused.error);
  return page(request, &refused);
}

http::Response RecordPages::page(const http::Request& request, const RefusedStep* refused) const {
  const identity::Actor actor = context_.actor_of(request);
  if (auto no = identity::refuse(actor, identity::Permission::kSeeInventory))
    return context_.site.error(request, *no);
  const auto id = id_in(request);
  if (!id) return context_.site.error(request, id.error());
  return context_.database.read([&](db::Reader& reader) {
    const auto object = context_.desk.find(reader, actor, *id);
    if (!object) return context_.site.error(request, object.error());
    const Shown shown(context_, reader, request.language);
    const potential::Category* category = shown.categories().find(object->record.category);
    if (category == nullptr) return context_.site.error(request, potential::object_unknown());
    const auto acts = context_.desk.possible_acts(reader, actor, *object);
    if (request.wants_json) {
      Json json = potential::to_json(*object);
      for (const Act act : acts) json["acts"].push_back(potential::name_of(act));
      return http::json(json);
    }
    const auto office = region::find_office(reader, object->record.owner_office);
    const bool may_edit = holds(acts, Act::kEdit);
    const Json steps = steps_of(acts, *object, shown, refused);
    const Json words = place_words(object->record, shown);
    const std::string path = work_path(*id);
    const bool waits = object->state == potential::State::kSubmitted && !holds(acts, Act::kVerify);
    Json data = Json::object(
        {{"back", Json::object({{"path", "/kerja/potensi"}, {"label", shown.say("record_back")}})},
         {"heading", object->record.name},
         {"where", shown.words(category->one) + " · " + shown.area(object->record.area_code)},
         {"office", office ? office->name : std::string()},
         {"status", status_of(potential::name_of(object->state))},
         {"version", shown.say("record_version", {{"version", object->version}})},
         {"edit", may_edit ? Json(path + "/ubah") : Json()},
         {"history", path + "/riwayat"},
         {"public", object->published_version ? Json(object->path()) : Json()},
         {"steps", steps},
         {"none", waits                      ? Json(shown.say("record_second"))
                  : steps.as_array().empty() ? Json(shown.say("record_none"))
                                             : Json()},
         {"facts", answers_of(*object, *category, shown)},
         {"photos", photos_of(*object, may_edit)},
         {"may_add", may_edit && object->record.photos.size() < kMaxPhotos},
         {"photo_action", path + "/foto"},
         {"number", object->version},
         {"offer", may_edit ? offer_of(request, *object, shown) : Json()},
         {"svg", locator_of(object->record, shown)},
         {"precision", words.at("precision")},
         {"caption", words.at("caption")},
         {"photo_wrong", refusal_at(kPhotoControl, refused)},
         {"form", Json::object({{"wrong", nullptr}})}});
    if (refused != nullptr) {
      const Json whole = context_.site.form(request, category->whole, {.errors = &refused->error.fields});
      data["form"] = summary_of(*refused, shown, whole.at("wrong"), path + "/ubah");
    }
    return context_.site.page(
        request,
        {.title = shown.say("record_title",
                            {{"name", object->record.name}, {"category", shown.words(category->name)}}),
         .frame = view::Frame::kWork,
         .nav = "/kerja/potensi",
         .wrong = refused != nullptr,
         .address = path},
        "potential/record", std::move(data));
  });
}

http::Response RecordPages::act(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  const auto seen = seen_in(request);
  const auto act = potential::parse_act(request.form().get("langkah"));
  if (!seen || !act) return context_.site.error(request, seen ? potential::object_unknown() : seen.error());
  const auto done = context_.database.write([&](db::Transaction& transaction) {
    return context_.desk.act(transaction, actor, *seen, *act, request.form().get("alasan"), request.now);
  });
  if (!done) {
    RefusedStep refused{.typed = std::string(request.form().get("alasan")), .error = done.error()};
    if (done.error().fields.size() == 1 && done.error().fields[0].field == "reason") {
      refused.control = reason_control(potential::name_of(*act));
      refused.label = "reason";
    }
    return refuse(request, refused);
  }
  if (*act == Act::kPublish || *act == Act::kArchive) context_.changes.changed("potential");
  return context_.site.done(
      request, work_path(seen->id),
      {"potential.done." + std::string(potential::name_of(*act)), {{"name", done->record.name}}});
}

http::Response RecordPages::add_photo(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  const auto seen = seen_in(request);
  if (!seen) return context_.site.error(request, seen.error());
  // Judged before the picture is decoded, which costs more than a look into the store.
  const auto object = context_.database.read(
      [&](db::Reader& reader) { return context_.desk.find_to_edit(reader, actor, seen->id); });
  if (!object) return context_.site.error(request, object.error());
  const auto refuse_photo = [&](const base::Error& error) {
    return refuse(request, {.control = kPhotoControl, .label = "photo_file", .error = error});
  };
  const http::Upload* upload = request.form().file("foto");
  if (upload == nullptr) return refuse_photo({base::ErrorCode::kInvalid, {"potential.photo_missing", {}}});
  if (object->record.photos.size() >= kMaxPhotos)
    return context_.site.error(request,
                               {base::ErrorCode::kInvalid,
                                {"potential.photos_full", {{"n", static_cast<std::int64_t>(kMaxPhotos)}}}});
  if (upload->content.size > potential::PhotoLimits{}.bytes)
    return refuse_photo(potential::make_photo(std::string(potential::PhotoLimits{}.bytes + 1, ' ')).error());
  const auto photo = potential::make_photo(upload->content.text());
  if (!photo) return refuse_photo(photo.error());
  const auto page = context_.files.put(base::source_of(photo->page));
  const auto thumbnail = context_.files.put(base::source_of(photo->thumbnail));
  if (!page || !thumbnail) return context_.site.error(request, page ? thumbnail.error() : page.error());
  potential::Record record = object->record;
  record.photos.push_back(
      {page->digest.text, thumbnail->digest.text, photo->width, photo->height,
       std::string(text::first_characters(request.form().get("keterangan"), kLongestCaption))});
  const auto saved = context_.database.write([&](db::Transaction& transaction) {
    return context_.desk.edit(transaction, actor, *seen, record, request.now);
  });
  if (!saved) return context_.site.error(request, saved.error());
  // Where it was taken goes to the writer alone, in the address of the next page, and is kept nowhere.
  const std::string offer = photo->taken_at ? "?letak=" + place_query(*photo->taken_at) : std::string();
  return context_.site.done(request, work_path(seen->id) + offer, {"potential.done.photo", {}});
}

http::Response RecordPages::remove_photo(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  const auto seen = seen_in(request);
  if (!seen) return context_.site.error(request, seen.error());
  const auto saved = context_.database.write([&](db::Transaction& transaction) -> base::Result<Object> {
    auto object = context_.desk.find(transaction, actor, seen->id);
    if (!object) return object;
    std::erase_if(object->record.photos,
                  [&](const potential::PhotoRef& photo) { return photo.page == request.form().get("foto"); });
    return context_.desk.edit(transaction, actor, *seen, std::move(object->record), request.now);
  });
  if (!saved) return context_.site.error(request, saved.error());
  return context_.site.done(request, work_path(seen->id), {"potential.done.photo_removed", {}});
}

}  // namespace potential_web
