#include <algorithm>

#include "locator.h"
#include "potential/photo.h"
#include "region/office.h"
#include "shown.h"
#include "work_pages.h"

namespace potential_web {
namespace {

using base::Json;
using potential::Act;
using potential::Object;

constexpr std::size_t kMaxPhotos = 12;
constexpr std::size_t kLongestCaption = 200;

bool asks_reason(Act act) {
  return act == Act::kReturn || act == Act::kArchive;
}

/// The forms of the next steps; the one that leads on is the filled button.
Json steps_of(const std::vector<Act>& acts, const Object& object, const Shown& shown) {
  Json steps = Json::array();
  bool filled = false;
  for (const Act act : acts) {
    if (act == Act::kEdit) continue;  // a link of its own
    const bool leads_on = !asks_reason(act) && !filled;
    filled = filled || leads_on;
    const std::string name(potential::name_of(act));
    steps.push_back(Json::object({{"act", name},
                                  {"label", shown.say("do." + name)},
                                  {"reason_id", "alasan-" + name},
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

base::Error unknown() {
  return {base::ErrorCode::kNotFound, {"potential.object_unknown", {}}};
}

bool holds(const std::vector<Act>& acts, Act act) {
  return std::ranges::find(acts, act) != acts.end();
}

}  // namespace

http::Response RecordPages::show(const http::Request& request) const {
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
    if (category == nullptr) return context_.site.error(request, unknown());
    const auto acts = context_.desk.possible_acts(reader, actor, *object);
    if (request.wants_json) {
      Json json = potential::to_json(*object);
      for (const Act act : acts) json["acts"].push_back(potential::name_of(act));
      return http::json(json);
    }
    const auto office = region::find_office(reader, object->record.owner_office);
    const bool may_edit = holds(acts, Act::kEdit);
    const Json steps = steps_of(acts, *object, shown);
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
         {"svg", locator_of(object->record, shown)},
         {"precision", words.at("precision")},
         {"caption", words.at("caption")},
         {"interactive", nullptr},
         {"table", nullptr}});
    return context_.site.page(
        request,
        {.title = shown.say("record_title",
                            {{"name", object->record.name}, {"category", shown.words(category->name)}}),
         .frame = view::Frame::kWork,
         .nav = "/kerja/potensi"},
        "potential/record", std::move(data));
  });
}

http::Response RecordPages::act(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  const auto seen = seen_in(request);
  const auto act = potential::parse_act(request.form().get("langkah"));
  if (!seen || !act) return context_.site.error(request, seen ? unknown() : seen.error());
  const auto done = context_.database.write([&](db::Transaction& transaction) {
    return context_.desk.act(transaction, actor, *seen, *act, request.form().get("alasan"), request.now);
  });
  if (!done) return context_.site.error(request, done.error());
  if (*act == Act::kPublish || *act == Act::kArchive) context_.changes.changed("potential");
  return context_.site.done(
      request, work_path(seen->id),
      {"potential.done." + std::string(potential::name_of(*act)), {{"name", done->record.name}}});
}

http::Response RecordPages::add_photo(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  const auto seen = seen_in(request);
  if (!seen) return context_.site.error(request, seen.error());
  const http::Upload* upload = request.form().file("foto");
  if (upload == nullptr)
    return context_.site.error(request, {base::ErrorCode::kInvalid, {"potential.photo_missing", {}}});
  // Judged before the picture is decoded, which costs more than a look into the store.
  const auto object =
      context_.database.read([&](db::Reader& reader) { return context_.desk.find(reader, actor, seen->id); });
  if (!object) return context_.site.error(request, object.error());
  if (object->record.photos.size() >= kMaxPhotos)
    return context_.site.error(request,
                               {base::ErrorCode::kInvalid,
                                {"potential.photos_full", {{"n", static_cast<std::int64_t>(kMaxPhotos)}}}});
  if (upload->content.size > potential::PhotoLimits{}.bytes)
    return context_.site.error(
        request, potential::make_photo(std::string(potential::PhotoLimits{}.bytes + 1, ' ')).error());
  const auto photo = potential::make_photo(upload->content.text());
  if (!photo) return context_.site.error(request, photo.error());
  const auto page = context_.files.put(base::source_of(photo->page));
  const auto thumbnail = context_.files.put(base::source_of(photo->thumbnail));
  if (!page || !thumbnail) return context_.site.error(request, page ? thumbnail.error() : page.error());
  potential::Record record = object->record;
  record.photos.push_back({page->digest.text, thumbnail->digest.text, photo->width, photo->height,
                           std::string(request.form().get("keterangan").substr(0, kLongestCaption))});
  const auto saved = context_.database.write([&](db::Transaction& transaction) {
    return context_.desk.edit(transaction, actor, *seen, record, request.now);
  });
  if (!saved) return context_.site.error(request, saved.error());
  base::Message told{"potential.done.photo", {}};
  if (photo->taken_at)
    told = {"potential.photo_saved_with_place",
            {{"lat", photo->taken_at->lat}, {"lon", photo->taken_at->lon}}};
  return context_.site.done(request, work_path(seen->id), told);
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
