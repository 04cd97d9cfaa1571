#include <algorithm>

#include "place_form.h"
#include "region/office.h"
#include "shown.h"
#include "work_pages.h"

namespace potential_web {
namespace {

using base::Json;
using identity::Permission;
using potential::Category;
using potential::Record;

forms::Option option(std::string value, std::string label) {
  forms::Option option{.value = std::move(value)};
  option.label.id = option.label.en = std::move(label);
  return option;
}

/// The category's form behind the two questions that only the store can offer answers to.
forms::Form form_for(const Category& category, db::Reader& reader, const identity::Actor& actor) {
  forms::Form form = category.whole;
  forms::Field office{.key = "owner_office",
                      .kind = forms::Kind::kChoice,
                      .label = {.key = "potential.form_office"},
                      .required = true};
  forms::Field item{.key = "tupoksi_item",
                    .kind = forms::Kind::kChoice,
                    .label = {.key = "potential.form_item"},
                    .hint = {.key = "potential.form_item_hint"}};
  for (const region::Office& known : region::offices(reader)) {
    if (!actor.may(Permission::kEditInventory, known.id)) continue;
    office.options.push_back(option(known.id.text(), known.name));
    for (const region::TupoksiItem& duty : region::tupoksi_of(reader, known.id))
      item.options.push_back(option(duty.id.text(), known.short_name + " " + duty.number + ": " + duty.text));
  }
  const bool has_items = !item.options.empty();
  form.fields.insert(form.fields.begin() + 1, std::move(office));
  if (has_items) form.fields.insert(form.fields.begin() + 2, std::move(item));
  const auto place = std::ranges::find(form.fields, "place", &forms::Field::key);
  form.fields.insert(place + 1, shape_field());
  return form;
}

/// A question that admits one answer only is answered already.
Json only_answers(const forms::Form& form) {
  Json values = Json::object({});
  for (const forms::Field& field : form.fields)
    if (field.required && field.options.size() == 1) values[field.key] = field.options.front().value;
  return values;
}

/// Takes a member out: what is left are answers to the category's own form.
Json take(Json& values, std::string_view key) {
  Json taken = values.at(key);
  Json::Object rest = values.as_object();
  std::erase_if(rest, [&](const Json::Member& member) { return member.first == key; });
  values = Json(std::move(rest));
  return taken;
}

/// What was typed replaces the record's shape; with nothing typed the record is a point.
void take_shape(Record& record, std::optional<geo::Geometry> shape, Json& values) {
  if (!shape) {
    record.shape = record.point();
    return;
  }
  // The form shows a stored shape rounded: the same text is the same shape.
  if (shape_text(*shape) != shape_text(record.shape)) record.shape = std::move(*shape);
  const geo::Point point = record.point();
  values["place"] = Json::object({{"lat", point.lat}, {"lon", point.lon}});
}

/// Takes what was sent into the record; errors of the form and of the record together.
base::Result<void> take_sent(Record& record, forms::Form form, const Category& category,
                             const http::Request& request) {
  auto shape = read_shape(request.form().get("shape"));
  // The point of a line or border follows from it.
  if (shape && *shape) std::ranges::find(form.fields, "place", &forms::Field::key)->required = false;
  view::ReadForm read = view::read_form(form, request);
  if (!shape) read.errors.push_back({"shape", shape.error().message});
  if (!read.errors.empty())
    return base::fail(base::ErrorCode::kInvalid, {"potential.record_wrong", {}}, std::move(read.errors));
  record.owner_office = identity::OfficeId::from_trusted(take(read.values, "owner_office").as_string());
  const Json item = take(read.values, "tupoksi_item");
  record.tupoksi_item = item.is_string() ? std::optional(item.as_string()) : std::nullopt;
  take(read.values, "shape");
  take_shape(record, std::move(*shape), read.values);
  return potential::take_values(record, read.values, category);
}

struct Screen {
  std::string title, action, cancel;
  Json map = {};
  std::int64_t version = 0;
};

http::Response show(const Context& context, const http::Request& request, const Screen& screen,
                    const forms::Form& form, const view::FormState& state) {
  Json data = Json::object(
      {{"heading", screen.title},
       {"back", Json::object({{"path", screen.cancel},
                              {"label", context.site.say(request, {"potential.record_back", {}})}})},
       {"kind", nullptr},
       {"action", screen.action},
       {"cancel", screen.cancel},
       {"version", screen.version},
       {"map", screen.map},
       {"form", context.site.form(request, form, state)}});
  return context.site.page(request,
                           {.title = screen.title,
                            .frame = view::Frame::kWork,
                            .nav = "/kerja/potensi",
                            .wrong = state.errors != nullptr},
                           "potential/form", std::move(data));
}

Screen new_screen(const Shown& shown, const Category& category) {
  return {shown.say("form_new_title", {{"category", shown.words(category.one)}}),
          "/kerja/potensi/baru?kategori=" + category.key, "/kerja/potensi", place_map(shown.book())};
}

}  // namespace

http::Response RecordForms::choose(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  if (auto no = identity::refuse(actor, Permission::kEditInventory)) return context_.site.error(request, *no);
  return context_.database.read([&](db::Reader& reader) {
    const Shown shown(context_, reader, request.language);
    if (const Category* category = shown.categories().find(request.query_value("kategori"))) {
      const forms::Form form = form_for(*category, reader, actor);
      const Json values = only_answers(form);
      return show(context_, request, new_screen(shown, *category), form, {.values = &values});
    }
    Json items = Json::array();
    for (const Category& category : shown.categories().all())
      items.push_back(Json::object({{"path", "/kerja/potensi/baru?kategori=" + category.key},
                                    {"name", shown.words(category.name)},
                                    {"about", shown.words(category.about)}}));
    const std::string title = shown.say("form_choose");
    return context_.site.page(
        request, {.title = title, .frame = view::Frame::kWork, .nav = "/kerja/potensi"}, "potential/choose",
        Json::object(
            {{"heading", title},
             {"categories", std::move(items)},
             {"back", Json::object({{"path", "/kerja/potensi"}, {"label", shown.say("record_back")}})},
             {"kind", nullptr}}));
  });
}

http::Response RecordForms::create(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  if (auto no = identity::refuse(actor, Permission::kEditInventory)) return context_.site.error(request, *no);
  const Category* category = context_.desk.categories().find(request.query_value("kategori"));
  if (category == nullptr)
    return context_.site.error(request, {base::ErrorCode::kNotFound, {"potential.category_unknown", {}}});
  const auto created =
      context_.database.write([&](db::Transaction& transaction) -> base::Result<potential::Object> {
        Record record;
        auto taken = take_sent(record, form_for(*category, transaction, actor), *category, request);
        if (!taken) return base::fail(taken.error());
        return context_.desk.create(transaction, actor, std::move(record), request.now);
      });
  if (created)
    return context_.site.done(request, work_path(created->id),
                              {"potential.done.create", {{"name", created->record.name}}});
  if (created.error().fields.empty()) return context_.site.error(request, created.error());
  return context_.database.read([&](db::Reader& reader) {
    const Shown shown(context_, reader, request.language);
    return show(context_, request, new_screen(shown, *category), form_for(*category, reader, actor),
                {.typed = &request.form(), .errors = &created.error().fields});
  });
}

http::Response RecordForms::edit(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  const auto id = id_in(request);
  if (!id) return context_.site.error(request, id.error());
  return context_.database.read([&](db::Reader& reader) {
    const auto object = context_.desk.find_to_edit(reader, actor, *id);
    if (!object) return context_.site.error(request, object.error());
    const Category* category = context_.desk.categories().find(object->record.category);
    if (category == nullptr)
      return context_.site.error(request, {base::ErrorCode::kNotFound, {"potential.category_unknown", {}}});
    Json values = potential::values_of(object->record);
    values["owner_office"] = object->record.owner_office.text();
    values["shape"] = shape_text(object->record.shape);
    if (const auto proposed = place_in(request)) {  // of a photo: where a device stood
      values["place"] = Json::object({{"lat", proposed->lat}, {"lon", proposed->lon}});
      values["place_precision"] = "gps";
    }
    values["tupoksi_item"] = base::to_json(object->record.tupoksi_item);
    const Shown shown(context_, reader, request.language);
    const Screen screen{shown.say("form_edit_title", {{"name", object->record.name}}),
                        work_path(*id) + "/ubah", work_path(*id), place_map(shown.book()), object->version};
    return show(context_, request, screen, form_for(*category, reader, actor), {.values = &values});
  });
}

http::Response RecordForms::save(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  const auto seen = seen_in(request);
  if (!seen) return context_.site.error(request, seen.error());
  const auto saved =
      context_.database.write([&](db::Transaction& transaction) -> base::Result<potential::Object> {
        auto object = context_.desk.find_to_edit(transaction, actor, seen->id);
        if (!object) return object;
        const Category* category = context_.desk.categories().find(object->record.category);
        if (category == nullptr)
          return base::fail(base::ErrorCode::kNotFound, {"potential.category_unknown", {}});
        auto taken = take_sent(object->record, form_for(*category, transaction, actor), *category, request);
        if (!taken) return base::fail(taken.error());
        return context_.desk.edit(transaction, actor, *seen, std::move(object->record), request.now);
      });
  if (saved)
    return context_.site.done(request, work_path(seen->id),
                              {"potential.done.edit", {{"name", saved->record.name}}});
  if (saved.error().fields.empty()) return context_.site.error(request, saved.error());
  return context_.database.read([&](db::Reader& reader) {
    const auto object = context_.desk.find(reader, actor, seen->id);
    if (!object) return context_.site.error(request, object.error());
    const Category* category = context_.desk.categories().find(object->record.category);
    const Shown shown(context_, reader, request.language);
    // The version that the writer saw stays in the form: mending an error must not overwrite a colleague.
    const Screen screen{shown.say("form_edit_title", {{"name", object->record.name}}),
                        work_path(seen->id) + "/ubah", work_path(seen->id), place_map(shown.book()),
                        seen->version};
    return show(context_, request, screen, form_for(*category, reader, actor),
                {.typed = &request.form(), .errors = &saved.error().fields});
  });
}

}  // namespace potential_web
