// The page of one published object.
#include "citizen_pages.h"
#include "http/etag.h"
#include "locator.h"
#include "potential/object.h"
#include "region/office.h"
#include "shown.h"

namespace potential_web {
namespace {

using base::Json;
using potential::Object;
using potential::Record;

/// Everything the page tells, read in one snapshot.
struct ObjectPage {
  Object object;
  const potential::Category& category;
  std::optional<region::Office> office;
  std::optional<region::TupoksiItem> duty;
};

Json fact(const std::string& term, const std::string& value, const std::string& note = {}) {
  return Json::object(
      {{"term", term}, {"value", value}, {"note", note.empty() ? Json() : Json(note)}, {"path", nullptr}});
}

/// What a visitor asks first, then the category's own answers in the order of its form.
Json facts_of(const ObjectPage& page, const Shown& shown) {
  const Record& record = page.object.record;
  Json facts = Json::array();
  const forms::Form& whole = page.category.whole;
  if (const std::string opening = shown.option(whole, "opening", record.opening); !opening.empty())
    facts.push_back(fact(shown.say("fact_opening"), opening, record.opening_note));
  if (const std::string condition = shown.option(whole, "condition", record.condition); !condition.empty())
    facts.push_back(fact(shown.say("fact_condition"), condition));
  for (const forms::Field& field : page.category.own.fields) {
    if (field.key == "kind") continue;  // stands under the title
    if (const std::string value = shown.value(field, record.details.at(field.key)); !value.empty())
      facts.push_back(fact(shown.words(field.label), value));
  }
  return facts;
}

Json source(const std::string& term, const std::string& value, const std::string& href = {}) {
  return Json::object({{"term", term}, {"value", value}, {"href", href.empty() ? Json() : Json(href)}});
}

Json sources_of(const ObjectPage& page, const Shown& shown) {
  const Record& record = page.object.record;
  Json sources = Json::array();
  sources.push_back(source(shown.say("source"), record.source));
  sources.push_back(
      source(shown.say("source_date"), record.source_date.empty()
                                           ? shown.say("source_date_unknown")
                                           : text::format_value(shown.language(), text::Format::kDate,
                                                                record.source_date, base::UtcOffset{})));
  sources.push_back(
      source(shown.say("published_on"),
             shown.say("published_note", {{"at", base::format_rfc3339(page.object.updated_at)}})));
  if (page.office) sources.push_back(source(shown.say("owner"), page.office->name));
  if (page.duty) sources.push_back(source(shown.say("duty"), page.duty->number + ". " + page.duty->text));
  if (!record.account_code.empty()) sources.push_back(source(shown.say("account"), record.account_code));
  for (const potential::Link& link : record.links)
    sources.push_back(source(shown.say("links"), link.title.empty() ? link.url : link.title, link.url));
  return sources;
}

Json photos_of(const Record& record, const Shown& shown) {
  Json photos = Json::array();
  std::int64_t number = 0;
  for (const potential::PhotoRef& photo : record.photos) {
    ++number;
    const std::string words =
        photo.caption.empty() ? shown.say("photo_of", {{"n", number}, {"name", record.name}}) : photo.caption;
    photos.push_back(Json::object({{"page", "/foto/" + photo.page + ".webp"},
                                   {"thumbnail", "/foto/" + photo.thumbnail + ".webp"},
                                   {"width", photo.width},
                                   {"height", photo.height},
                                   {"words", words}}));
  }
  return photos;
}

Json json_of(const ObjectPage& page, const Shown& shown) {
  const Record& record = page.object.record;
  const std::string kind = shown.option(page.category.own, "kind", record.details.at("kind").as_string());
  const std::string description = shown.language() == text::Language::kEn && !record.description_en.empty()
                                      ? record.description_en
                                  : record.description_id.empty() ? record.description_en
                                                                  : record.description_id;
  const Json facts = facts_of(page, shown), words = place_words(record, shown);
  const geo::Point point = record.point();
  return Json::object(
      {{"back",
        Json::object({{"path", "/potensi/" + record.category}, {"label", shown.words(page.category.name)}})},
       {"heading", record.name},
       {"kind",
        capital(kind.empty() ? shown.words(page.category.one) : kind) + " · " + shown.area(record.area_code)},
       {"photos", photos_of(record, shown)},
       {"has_photos", !record.photos.empty()},
       {"has_facts", !facts.as_array().empty()},
       {"facts", facts},
       {"text", description.empty() ? Json() : Json(description)},
       {"svg", locator_of(record, shown)},
       {"precision", words.at("precision")},
       {"caption", words.at("caption")},
       {"interactive", "/peta#" + http::local_path(shown.language(), page.object.path())},
       {"coordinates", shown.say("coordinates", {{"lat", point.lat}, {"lon", point.lon}})},
       {"area_path", "/potensi?wilayah=" + record.area_code},
       {"area_text", shown.say("place_area", {{"area", shown.area_alone(record.area_code)}})},
       {"land", record.land_status.empty() ? Json() : Json(shown.say("land." + record.land_status))},
       {"sources", sources_of(page, shown)},
       {"wrong_how", shown.say("wrong_how", {{"office", page.office ? page.office->name : std::string()}})},
       {"report", page.object.path() + "/keliru"}});
}

/// For programs: the record as it is, who is in charge, and how sure the place is.
Json machine_json(const ObjectPage& page, const Shown& shown) {
  Json json = potential::to_json(page.object);
  json["area"] = shown.area(page.object.record.area_code);
  json["uncertainty_m"] = uncertainty_m(page.object.record, shown.book());
  json["owner"] = page.office ? Json(page.office->name) : Json();
  return json;
}

}  // namespace

http::Response CitizenPages::object(const http::Request& request) const {
  return context_.database.read([&](db::Reader& reader) {
    auto object = context_.desk.published(reader, request.param("slug"));
    const potential::Category* category =
        object ? context_.desk.categories().find(object->record.category) : nullptr;
    if (category == nullptr) return context_.site.error(request, potential::object_unknown());
    if (category->key != request.param("category"))  // it was filed under another category before
      return http::moved(http::local_path(request.language, object->path()));
    const Shown shown(context_, reader, request.language);
    ObjectPage page{std::move(*object), *category, {}, {}};
    const Record& record = page.object.record;
    page.office = region::find_office(reader, record.owner_office);
    if (record.tupoksi_item)
      page.duty = region::find_tupoksi(reader, region::TupoksiItemId::from_trusted(*record.tupoksi_item));
    if (request.wants_json)
      return http::json(machine_json(page, shown))
          .with("ETag",
                http::etag_from_version(page.object.id.text() + "-" + std::to_string(page.object.version)))
          .until_change({"potential", "region"});
    const std::string area = shown.area_alone(record.area_code);
    const view::PageHead head{
        .title =
            shown.say("object_title",
                      {{"name", record.name}, {"area", area}, {"category", shown.words(category->name)}}),
        .description = shown.say("object_description", {{"name", record.name}, {"area", area}}),
        .wide = true};
    return context_.site.page(request, head, "potential/object", json_of(page, shown))
        .until_change({"potential", "region"});
  });
}

}  // namespace potential_web
