#include <algorithm>
#include <map>

#include "identity_web/session.h"
#include "pages.h"
#include "shown.h"
#include "view/status.h"

namespace identity_web {
namespace {

using base::Json;
using http::Request;
using http::Response;

const http::RouteTraits kManagers{.permission = "manage_users"};
constexpr const char* kList = "/kerja/akun";

const forms::Form kNewPerson{
    .key = "person",
    .fields = {{.key = "username",
                .label = {.key = "identity.username"},
                .hint = {.key = "identity.username_malformed"},
                .required = true,
                .max_length = 40},
               {.key = "name", .label = {.key = "identity.full_name"}, .required = true, .max_length = 160}}};

std::string path_of(const identity::PersonId& id) {
  return std::string(kList) + "/" + id.text();
}

forms::Form grant_form(const Context& context) {
  std::vector<forms::Option> roles, offices{{.value = "semua", .label = {.key = "identity.all_offices"}}};
  for (const identity::Role role : identity::kRoles)
    roles.push_back({.value = std::string(identity::name_of(role)),
                     .label = {.key = std::string(identity::label_of(role))}});
  for (const OfficeChoice& office : context.offices())
    offices.push_back({.value = office.id.text(), .label = {.id = office.name, .en = office.name}});
  return {
      .key = "grant",
      .fields = {
          {.key = "role",
           .kind = forms::Kind::kChoice,
           .label = {.key = "identity.role"},
           .required = true,
           .options = std::move(roles)},
          {.key = "office",
           .kind = forms::Kind::kChoice,
           .label = {.key = "identity.office"},
           .required = true,
           .options = std::move(offices)},
          {.key = "from", .kind = forms::Kind::kDate, .label = {.key = "identity.from"}, .required = true},
          {.key = "until",
           .kind = forms::Kind::kDate,
           .label = {.key = "identity.until"},
           .hint = {.key = "identity.until_hint"}}}};
}

Json state_of(const identity::Person& person) {
  if (person.disabled_at) return view::status(view::Tone::kRejected, {"identity.state_disabled", {}});
  if (person.temporary_until) return view::status(view::Tone::kWaiting, {"identity.state_temporary", {}});
  return view::status(view::Tone::kDecided, {"identity.state_active", {}});
}

Json cell(std::string text, bool head = false, Json path = {}, Json status = {}) {
  return Json::object({{"head", head},
                       {"text", std::move(text)},
                       {"path", std::move(path)},
                       {"note", nullptr},
                       {"numeric", false},
                       {"status", std::move(status)}});
}

Response list(const Context& context, const Request& request) {
  const identity::Actor actor = actor_of(context.sessions, request);
  const auto people = context.people.people(actor);
  if (!people) return context.site.error(request, people.error());
  if (request.wants_json) return unkept(http::json(Json::object({{"items", base::to_json(*people)}})));
  const auto offices = context.offices();
  const auto say = [&](const char* key) { return context.site.say(request, {key, {}}); };
  std::map<std::string, std::string> roles;
  const auto grants = context.people.grants(actor);
  for (const identity::PersonGrant& g : *grants) {
    std::string& words = roles[g.person_id.text()];
    words.append(words.empty() ? "" : "; ")
        .append(grant_words(context, request, g.role,
                            office_name(offices, g.office_id, say("identity.all_offices")), g.valid_from,
                            g.valid_until));
  }
  Json rows = Json::array();
  for (const identity::Person& p : *people)
    rows.push_back(
        Json::object({{"picked", false},
                      {"value", nullptr},
                      {"label", nullptr},
                      {"cells", Json::array({cell(p.name, true, path_of(p.id)), cell(p.username),
                                             cell(roles[p.id.text()]), cell("", false, {}, state_of(p))})}}));
  Json columns = Json::array();
  for (const char* key : {"identity.full_name", "identity.username", "identity.roles", "identity.state"})
    columns.push_back(
        Json::object({{"label", say(key)}, {"numeric", false}, {"sort", nullptr}, {"sorted", nullptr}}));
  Json groups = Json::array(
      {Json::object({{"title", nullptr}, {"late", false}, {"count", nullptr}, {"rows", std::move(rows)}})});
  const auto count = static_cast<std::int64_t>(people->size());
  return unkept(context.site.page(
      request, {.title = say("identity.people_title"), .frame = view::Frame::kWork, .nav = kList},
      "identity/people",
      Json::object(
          {{"heading", say("identity.people_title")},
           {"sum", Json::array({Json::object(
                       {{"strong", nullptr},
                        {"late", false},
                        {"text", context.site.say(request, {"identity.people_count", {{"n", count}}})}})})},
           {"actions", Json::array({Json::object({{"first", true},
                                                  {"path", std::string(kList) + "/baru"},
                                                  {"label", say("identity.person_add")}})})},
           {"caption", say("identity.people_title")},
           {"pick", false},
           {"span", 4},
           {"columns", std::move(columns)},
           {"groups", std::move(groups)}})));
}

/// Shown in the answer itself and never again: it must lie in no address, cookie or kept answer.
Response once_password_page(const Context& context, const Request& request, const identity::Person& person,
                            const std::string& password) {
  return unkept(context.site.page(request,
                                  {.title = context.site.say(request, {"identity.temporary_title", {}}),
                                   .frame = view::Frame::kWork,
                                   .nav = kList},
                                  "identity/temporary",
                                  Json::object({{"name", person.name},
                                                {"username", person.username},
                                                {"password", password},
                                                {"path", path_of(person.id)}})));
}

Response new_page(const Context& context, const Request& request, const base::Error* error) {
  const view::FormState state{.typed = error != nullptr ? &request.form() : nullptr,
                              .errors = error != nullptr ? &error->fields : nullptr};
  return unkept(context.site.page(request,
                                  {.title = context.site.say(request, {"identity.person_add", {}}),
                                   .frame = view::Frame::kWork,
                                   .nav = kList,
                                   .wrong = error != nullptr},
                                  "identity/person_new",
                                  Json::object({{"form", context.site.form(request, kNewPerson, state)}})));
}

Response show_new(const Context& context, const Request& request) {
  const auto no = identity::refuse(actor_of(context.sessions, request), identity::Permission::kManageUsers);
  return no ? context.site.error(request, *no) : new_page(context, request, nullptr);
}

Response add(const Context& context, const Request& request) {
  const identity::Actor actor = actor_of(context.sessions, request);
  const http::Form& form = request.form();
  const auto added =
      context.people.add(actor, {std::string(form.get("username")), std::string(form.get("name"))});
  if (!added) {
    if (added.error().code != base::ErrorCode::kInvalid) return context.site.error(request, added.error());
    return new_page(context, request, &added.error());
  }
  return once_password_page(context, request, *context.people.find(actor, added->id), added->password);
}

Response person_page(const Context& context, const Request& request, const identity::PersonId& id,
                     const base::Error* error) {
  const identity::Actor actor = actor_of(context.sessions, request);
  const auto person = context.people.find(actor, id);
  if (!person) return context.site.error(request, person.error());
  const auto offices = context.offices();
  Json grants = Json::array();
  const auto held = context.people.grants(actor, id);
  for (const identity::PersonGrant& g : *held)
    grants.push_back(Json::object(
        {{"words", grant_words(context, request, g.role,
                               office_name(offices, g.office_id,
                                           context.site.say(request, {"identity.all_offices", {}})),
                               g.valid_from, g.valid_until)},
         {"path", path_of(id) + "/peran/" + g.id.text() + "/cabut"}}));
  const view::FormState state{.typed = error != nullptr ? &request.form() : nullptr,
                              .errors = error != nullptr ? &error->fields : nullptr};
  return unkept(context.site.page(
      request, {.title = person->name, .frame = view::Frame::kWork, .nav = kList, .wrong = error != nullptr},
      "identity/person",
      Json::object(
          {{"back", Json::object({{"path", kList},
                                  {"label", context.site.say(request, {"identity.people_title", {}})}})},
           {"heading", person->name},
           {"kind", person->username},
           {"status", state_of(*person)},
           {"path", path_of(id)},
           {"disabled", person->disabled_at.has_value()},
           {"grants", std::move(grants)},
           {"form", context.site.form(request, grant_form(context), state)}})));
}

/// The person of the route, or kNotFound; then `act`.
template <class Act>
Response with_person(const Context& context, const Request& request, Act act) {
  const auto id = identity::PersonId::parse(request.param("id"));
  if (!id) return context.site.error(request, {base::ErrorCode::kNotFound, {"identity.person_unknown", {}}});
  return act(actor_of(context.sessions, request), *id);
}

Response show(const Context& context, const Request& request) {
  return with_person(context, request,
                     [&](const auto&, const auto& id) { return person_page(context, request, id, nullptr); });
}

Response grant(const Context& context, const Request& request) {
  return with_person(context, request, [&](const identity::Actor& actor, const identity::PersonId& id) {
    const view::ReadForm read = view::read_form(grant_form(context), request);
    base::Error wrong{base::ErrorCode::kInvalid, {"identity.to_mend", {}}, read.errors};
    if (!read.errors.empty()) return person_page(context, request, id, &wrong);
    const base::Json& v = read.values;
    const auto given =
        context.people.grant(actor, id,
                             {*identity::parse_role(v.at("role").as_string()),
                              identity::OfficeId::parse(v.at("office").as_string()),
                              base::parse_date(v.at("from").as_string()).value_or(base::Date{}),
                              base::parse_date(v.at("until").as_string())});
    if (given) return context.site.done(request, path_of(id), {"identity.role_is_given", {}});
    if (given.error().code != base::ErrorCode::kInvalid) return context.site.error(request, given.error());
    return person_page(context, request, id, &given.error());
  });
}

Response revoke(const Context& context, const Request& request) {
  return with_person(context, request, [&](const identity::Actor& actor, const identity::PersonId& id) {
    const auto grant = identity::GrantId::parse(request.param("grant"));
    if (!grant)
      return context.site.error(request, {base::ErrorCode::kNotFound, {"identity.grant_unknown", {}}});
    const auto taken = context.people.revoke(actor, *grant);
    if (!taken) return context.site.error(request, taken.error());
    return context.site.done(request, path_of(id), {"identity.role_is_taken", {}});
  });
}

Response reset(const Context& context, const Request& request) {
  return with_person(context, request, [&](const identity::Actor& actor, const identity::PersonId& id) {
    const auto password = context.people.reset_password(actor, id);
    if (!password) return context.site.error(request, password.error());
    return once_password_page(context, request, *context.people.find(actor, id), *password);
  });
}

Response set_disabled(const Context& context, const Request& request, bool disabled) {
  return with_person(context, request, [&](const identity::Actor& actor, const identity::PersonId& id) {
    const auto done = disabled ? context.people.disable(actor, id) : context.people.enable(actor, id);
    if (!done) return context.site.error(request, done.error());
    return context.site.done(request, path_of(id),
                             {disabled ? "identity.person_is_disabled" : "identity.person_is_enabled", {}});
  });
}

Response disable(const Context& context, const Request& request) {
  return set_disabled(context, request, true);
}
Response enable(const Context& context, const Request& request) {
  return set_disabled(context, request, false);
}

}  // namespace

void add_people_pages(http::Router& router, const Context& context) {
  const auto page = [&context](auto show_it) {
    return [&context, show_it](const Request& request) { return show_it(context, request); };
  };
  const auto change = [&](auto handler) { return context.site.changing(page(handler)); };
  // Sent twice these do no more than once, or are refused; an answer with a password must not be kept.
  router.get("/kerja/akun", page(list), kManagers);
  router.get("/kerja/akun/baru", page(show_new), kManagers);
  router.post("/kerja/akun/baru", change(add), kManagers);
  router.get("/kerja/akun/{id}", page(show), kManagers);
  router.post("/kerja/akun/{id}/peran", context.site.changing(context.once.guard(page(grant))), kManagers);
  router.post("/kerja/akun/{id}/peran/{grant}/cabut", change(revoke), kManagers);
  router.post("/kerja/akun/{id}/sandi", change(reset), kManagers);
  router.post("/kerja/akun/{id}/nonaktif", change(disable), kManagers);
  router.post("/kerja/akun/{id}/aktif", change(enable), kManagers);
}

}  // namespace identity_web
