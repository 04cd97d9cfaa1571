#include "identity_web/session.h"
#include "pages.h"
#include "shown.h"
#include "text/dates.h"

namespace identity_web {
namespace {

using base::Json;
using http::Request;
using http::Response;

const http::RouteTraits kSignedIn{.permission = "signed_in"};

const forms::Form kPassword{
    .key = "password",
    .fields = {{.key = "current", .label = {.key = "identity.password_now"}, .required = true},
               {.key = "fresh",
                .label = {.key = "identity.password_new"},
                .hint = {.key = "identity.password_hint"},
                .required = true}}};

const base::Error kSignInNeeded{base::ErrorCode::kSignInNeeded, {"identity.sign_in_needed", {}}};

Json sessions_json(const Context& context, const Request& request, const identity::Actor& actor) {
  Json out = Json::array();
  for (const identity::SessionInfo& s : context.sessions.list(actor, request.cookie(view::kSessionCookie))) {
    std::string device = browser_name(s.browser);
    if (device.empty()) device = context.site.say(request, {"identity.device_unknown", {}});
    out.push_back(Json::object({{"id", s.id.text()},
                                {"device", std::move(device)},
                                {"network", s.network},
                                {"begun", text::format_instant(request.language, s.created_at, context.zone)},
                                {"seen", text::format_instant(request.language, s.seen_at, context.zone)},
                                {"current", s.is_current}}));
  }
  return out;
}

Response show_account(const Context& context, const Request& request) {
  const identity::Actor actor = actor_of(context.sessions, request);
  if (actor.person.empty()) return context.site.error(request, kSignInNeeded);
  const auto offices = context.offices();
  const std::string all = context.site.say(request, {"identity.all_offices", {}});
  Json roles = Json::array();
  for (const identity::Grant& g : actor.grants)
    roles.push_back(grant_words(context, request, std::string(identity::name_of(g.role)),
                                office_name(offices, g.office, all), g.from, g.until));
  Json sessions = sessions_json(context, request, actor);
  const bool several = sessions.as_array().size() > 1;
  return unkept(context.site.page_or_json(
      request,
      {.title = context.site.say(request, {"identity.account_title", {}}), .frame = view::Frame::kWork},
      "identity/account",
      Json::object({{"name", actor.name},
                    {"roles", std::move(roles)},
                    {"sessions", std::move(sessions)},
                    {"several", several}})));
}

Response end_session(const Context& context, const Request& request) {
  const identity::Actor actor = actor_of(context.sessions, request);
  if (actor.person.empty()) return context.site.error(request, kSignInNeeded);
  const auto id = identity::SessionId::parse(request.param("id"));
  const auto ended =
      id ? context.sessions.end(actor, *id)
         : base::Result<void>(base::fail(base::ErrorCode::kNotFound, {"identity.session_unknown", {}}));
  if (!ended) return context.site.error(request, ended.error());
  return context.site.done(request, "/akun", {"identity.session_is_ended", {}});
}

Response end_others(const Context& context, const Request& request) {
  const identity::Actor actor = actor_of(context.sessions, request);
  if (actor.person.empty()) return context.site.error(request, kSignInNeeded);
  const auto ended = context.sessions.end_others(actor, request.cookie(view::kSessionCookie));
  if (!ended) return context.site.error(request, ended.error());
  return context.site.done(request, "/akun", {"identity.sessions_are_ended", {{"n", std::int64_t{*ended}}}});
}

Response password_page(const Context& context, const Request& request, const identity::Actor& actor,
                       const base::Error* error) {
  Json form = context.site.form(request, kPassword, {.errors = error != nullptr ? &error->fields : nullptr});
  make_secret(form, "current", "current-password");
  make_secret(form, "fresh", "new-password");
  return unkept(context.site.page(
      request,
      {.title = context.site.say(request, {"identity.password_title", {}}),
       .frame = view::Frame::kWork,
       .wrong = error != nullptr},
      "identity/password", Json::object({{"form", std::move(form)}, {"must", actor.must_change_password}})));
}

Response show_password(const Context& context, const Request& request) {
  const identity::Actor actor = actor_of(context.sessions, request);
  if (actor.person.empty()) return context.site.error(request, kSignInNeeded);
  return password_page(context, request, actor, nullptr);
}

Response change_password(const Context& context, const Request& request) {
  const identity::Actor actor = actor_of(context.sessions, request);
  if (actor.person.empty()) return context.site.error(request, kSignInNeeded);
  const http::Form& form = request.form();
  const auto secret = context.door.change_password(
      actor, {std::string(form.get("current")), std::string(form.get("fresh"))}, device_of(request));
  if (!secret) {
    if (secret.error().code != base::ErrorCode::kInvalid) return context.site.error(request, secret.error());
    return password_page(context, request, actor, &secret.error());
  }
  return unkept(context.site.done(request, "/akun", {"identity.password_is_changed", {}})
                    .cookie(session_cookie(context, *secret)));
}

}  // namespace

void add_account_pages(http::Router& router, const Context& context) {
  const auto page = [&context](auto show) {
    return [&context, show](const Request& request) { return show(context, request); };
  };
  const auto change = [&](auto handler) { return context.site.changing(page(handler)); };
  router.get("/akun", page(show_account), kSignedIn);
  router.post("/akun/sesi/{id}/akhiri", change(end_session), kSignedIn);
  router.post("/akun/sesi/akhiri-lain", change(end_others), kSignedIn);
  router.get("/akun/sandi", page(show_password), kSignedIn);
  router.post("/akun/sandi", change(change_password), kSignedIn);
}

void add_routes(http::Router& router, const Context& context) {
  add_sign_in_pages(router, context);
  add_account_pages(router, context);
  add_people_pages(router, context);
}

}  // namespace identity_web
