#include <charconv>

#include "office_forms.h"
#include "pages.h"
#include "shown.h"
#include "table.h"
#include "view/form.h"
#include "view/status.h"

namespace region_web {
namespace {

using base::Json;
using http::Request;
using http::Response;
using region::Office;

const http::RouteTraits kSignedIn{.permission = "signed_in"};
const http::RouteTraits kManagers{.permission = "manage_offices"};
constexpr const char* kList = "/kerja/kantor";
const base::Error kOfficeUnknown{base::ErrorCode::kNotFound, {"region.office.unknown", {}}};

std::string path_of(const Office& office) {
  return std::string(kList) + "/" + office.key;
}

std::int64_t version_in(const Request& request) {
  const std::string_view text = request.form().get("versi");
  std::int64_t version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

Json state_of(bool active, bool sample) {
  if (!active) return view::status(view::Tone::kRejected, {"region.office.closed", {}});
  if (sample) return view::status(view::Tone::kLate, {"region.office.sample", {}});
  return view::status(view::Tone::kDecided, {"region.office.in_force", {}});
}

view::PageHead head_of(std::string title, bool wrong = false) {
  return {.title = std::move(title), .frame = view::Frame::kWork, .nav = kList, .wrong = wrong};
}

Response list_offices(const Context& context, const Request& request) {
  const identity::Actor actor = context.actor_of(request);
  if (!actor.signed_in())
    return context.site.error(request, {base::ErrorCode::kSignInNeeded, {"identity.sign_in_needed", {}}});
  return context.database.read([&](db::Reader& reader) {
    const Shown shown(context, request, reader);
    const auto offices = region::offices(reader, true);
    if (request.wants_json) return http::json(Json::object({{"items", base::to_json(offices)}}));
    Json rows = Json::array();
    for (const Office& office : offices) {
      const auto duties = static_cast<std::int64_t>(region::tupoksi_of(reader, office.id).size());
      rows.push_back(
          row_json({{.text = office.name, .path = path_of(office), .head = true},
                    {.text = office.short_name},
                    {.text = shown.say(("region.office.kind." + office.kind).c_str())},
                    {.text = std::to_string(duties), .numeric = true, .column = shown.say("region.tupoksi")},
                    {.status = state_of(office.active, office.sample)}}));
    }
    Json data = table_json(
        shown.say("region.offices"),
        {shown.say("region.office.name"), shown.say("region.office.short_name"),
         shown.say("region.office.kind"), "#" + shown.say("region.tupoksi"), shown.say("region.state")},
        std::move(rows));
    data["heading"] = shown.say("region.offices");
    data["sum"] = Json::array({Json::object(
        {{"strong", nullptr},
         {"late", false},
         {"text", shown.say("region.offices_n", {{"n", static_cast<std::int64_t>(offices.size())}})}})});
    data["actions"] = Json::array();
    if (actor.may(identity::Permission::kManageOffices))
      data["actions"].push_back(Json::object({{"first", true},
                                              {"path", std::string(kList) + "/baru"},
                                              {"label", shown.say("region.office.add")}}));
    return context.site.page(request, head_of(shown.say("region.offices")), "region/table", std::move(data));
  });
}

/// A form on a page of its own: of an office or of a duty.
struct FormPage {
  const forms::Form& form;
  std::string title, path;
  std::int64_t version = 0;
  Json back = {}, values = {};
  const std::vector<base::FieldError>* errors = nullptr;
};

Response form_page(const Context& context, const Request& request, const FormPage& page) {
  view::FormState state{.values = page.values.is_null() ? nullptr : &page.values, .errors = page.errors};
  if (page.errors != nullptr) state.typed = &request.form();
  return context.site.page(request, head_of(page.title, page.errors != nullptr), "region/office_form",
                           Json::object({{"form", context.site.form(request, page.form, state)},
                                         {"back", page.back},
                                         {"heading", page.title},
                                         {"kind", nullptr},
                                         {"path", page.path},
                                         {"version", page.version}}));
}

Json back_to(std::string path, std::string label) {
  return Json::object({{"path", std::move(path)}, {"label", std::move(label)}});
}

/// Reads the form, then changes: `change(transaction, values)` answers Result<…>. Mistakes show the form
/// again.
template <class Change>
Response submit(const Context& context, const Request& request, FormPage page, const std::string& done_path,
                Change change) {
  const view::ReadForm read = view::read_form(page.form, request);
  page.errors = &read.errors;
  if (!read.errors.empty()) return form_page(context, request, page);
  const auto changed = context.database.write([&](db::Transaction& tx) { return change(tx, read.values); });
  if (!changed) {
    if (changed.error().fields.empty()) return context.site.error(request, changed.error());
    page.errors = &changed.error().fields;
    return form_page(context, request, page);
  }
  context.changes.changed("region");
  return context.site.done(request, done_path, {"region.office.saved", {}});
}

/// Refuses, or goes on with the office of the route.
template <class Act>
Response with_office(const Context& context, const Request& request, Act act) {
  if (const auto no = identity::refuse(context.actor_of(request), identity::Permission::kManageOffices))
    return context.site.error(request, *no);
  const auto office = context.database.read(
      [&](db::Reader& reader) { return region::find_office(reader, request.param("key")); });
  return office ? act(*office) : context.site.error(request, kOfficeUnknown);
}

Response show_office(const Context& context, const Request& request) {
  return with_office(context, request, [&](const Office& office) {
    return context.database.read([&](db::Reader& reader) {
      const Shown shown(context, request, reader);
      Json items = Json::array();
      for (const region::TupoksiItem& item : region::tupoksi_of(reader, office.id, true))
        items.push_back(row_json(
            {{.text = item.number},
             {.text = item.text, .path = path_of(office) + "/tupoksi/" + item.id.text(), .head = true},
             {.text = item.legal_basis},
             {.status = state_of(item.active, item.sample)}}));
      Json data = table_json(shown.say("region.tupoksi"),
                             {shown.say("region.tupoksi.number"), shown.say("region.tupoksi.text"),
                              shown.say("region.tupoksi.legal_basis"), shown.say("region.state")},
                             std::move(items));
      data["heading"] = office.name;
      data["sum"] = Json::array();
      data["status"] = state_of(office.active, office.sample);
      data["actions"] = Json::array({Json::object({{"first", true},
                                                   {"path", path_of(office) + "/tupoksi/baru"},
                                                   {"label", shown.say("region.tupoksi.add")}}),
                                     Json::object({{"first", false},
                                                   {"path", path_of(office) + "/ubah"},
                                                   {"label", shown.say("region.office.edit")}})});
      return context.site.page(request, head_of(office.name), "region/office", std::move(data));
    });
  });
}

FormPage new_office(const Context& context, const Request& request) {
  return {.form = office_form(),
          .title = context.site.say(request, {"region.office.add", {}}),
          .path = std::string(kList) + "/baru",
          .back = back_to(kList, context.site.say(request, {"region.offices", {}})),
          .values = Json::object({{"active", true}})};
}

FormPage edit_office(const Context& context, const Request& request, const Office& office) {
  const auto book = context.database.read([&](db::Reader& reader) { return context.books.current(reader); });
  return {.form = office_form(),
          .title = context.site.say(request, {"region.office.edit", {}}),
          .path = path_of(office) + "/ubah",
          .version = office.version,
          .back = back_to(path_of(office), office.name),
          .values = values_of(office, *book)};
}

Response show_new(const Context& context, const Request& request) {
  const auto no = identity::refuse(context.actor_of(request), identity::Permission::kManageOffices);
  return no ? context.site.error(request, *no) : form_page(context, request, new_office(context, request));
}

Response add(const Context& context, const Request& request) {
  const identity::Actor actor = context.actor_of(request);
  if (const auto no = identity::refuse(actor, identity::Permission::kManageOffices))
    return context.site.error(request, *no);
  return submit(context, request, new_office(context, request), kList,
                [&](db::Transaction& tx, const Json& values) {
                  return region::add_office(tx, actor, office_edit(values), request.now);
                });
}

Response show_edit(const Context& context, const Request& request) {
  return with_office(context, request, [&](const Office& office) {
    return form_page(context, request, edit_office(context, request, office));
  });
}

Response change(const Context& context, const Request& request) {
  return with_office(context, request, [&](const Office& office) {
    const std::int64_t version = version_in(request);
    FormPage page = edit_office(context, request, office);
    page.version = version;
    return submit(context, request, std::move(page), path_of(office),
                  [&](db::Transaction& tx, const Json& values) {
                    return region::change_office(tx, context.actor_of(request), office.id, version,
                                                 office_edit(values), request.now);
                  });
  });
}

/// The form of a duty, new when `item` is absent.
FormPage tupoksi_page(const Context& context, const Request& request, const Office& office,
                      const std::optional<region::TupoksiItem>& item) {
  return {.form = tupoksi_form(),
          .title = context.site.say(request, {item ? "region.tupoksi.edit" : "region.tupoksi.add", {}}),
          .path = path_of(office) + "/tupoksi/" + (item ? item->id.text() : "baru"),
          .version = office.version,
          .back = back_to(path_of(office), office.name),
          .values = item ? values_of(*item) : Json::object({{"active", true}})};
}

/// Refuses, or goes on with the duty of the route; with none on ".../baru".
template <class Act>
Response with_tupoksi(const Context& context, const Request& request, Act act) {
  return with_office(context, request, [&](const Office& office) {
    const std::string_view text = request.param("item");
    if (text.empty()) return act(office, std::optional<region::TupoksiItem>{});
    const auto id = region::TupoksiItemId::parse(text);
    const auto item = id ? context.database.read([&](db::Reader& r) { return region::find_tupoksi(r, *id); })
                         : std::nullopt;
    if (!item || item->office_id != office.id) return context.site.error(request, kOfficeUnknown);
    return act(office, item);
  });
}

Response show_tupoksi(const Context& context, const Request& request) {
  return with_tupoksi(context, request, [&](const Office& office, const auto& item) {
    return form_page(context, request, tupoksi_page(context, request, office, item));
  });
}

Response save_tupoksi(const Context& context, const Request& request) {
  return with_tupoksi(context, request, [&](const Office& office, const auto& item) {
    const std::int64_t version = version_in(request);
    FormPage page = tupoksi_page(context, request, office, item);
    page.version = version;
    const identity::Actor actor = context.actor_of(request);
    return submit(context, request, std::move(page), path_of(office),
                  [&](db::Transaction& tx, const Json& values) -> base::Result<void> {
                    const auto edit = tupoksi_edit(values);
                    if (item) return region::change_tupoksi(tx, actor, item->id, version, edit, request.now);
                    const auto added = region::add_tupoksi(tx, actor, office.id, version, edit, request.now);
                    if (!added) return base::fail(added.error());
                    return {};
                  });
  });
}

}  // namespace

void add_office_pages(http::Router& router, const Context& context) {
  const auto page = [&context](auto handler) {
    return [&context, handler](const Request& request) { return handler(context, request); };
  };
  const auto changing = [&](auto handler) {
    return context.site.changing(context.once.guard(page(handler)));
  };
  router.get("/kerja/kantor", page(list_offices), kSignedIn);
  router.get("/kerja/kantor/baru", page(show_new), kManagers);
  router.post("/kerja/kantor/baru", changing(add), kManagers);
  router.get("/kerja/kantor/{key}", page(show_office), kManagers);
  router.get("/kerja/kantor/{key}/ubah", page(show_edit), kManagers);
  router.post("/kerja/kantor/{key}/ubah", changing(change), kManagers);
  router.get("/kerja/kantor/{key}/tupoksi/baru", page(show_tupoksi), kManagers);
  router.post("/kerja/kantor/{key}/tupoksi/baru", changing(save_tupoksi), kManagers);
  router.get("/kerja/kantor/{key}/tupoksi/{item}", page(show_tupoksi), kManagers);
  router.post("/kerja/kantor/{key}/tupoksi/{item}", changing(save_tupoksi), kManagers);
}

}  // namespace region_web
