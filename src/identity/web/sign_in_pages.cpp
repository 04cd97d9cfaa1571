#include <algorithm>

#include "identity_web/session.h"
#include "pages.h"
#include "shown.h"

namespace identity_web {
namespace {

using base::Json;

const forms::Form kSignIn{
    .key = "sign_in",
    .fields = {{.key = "akun", .label = {.key = "identity.username"}, .required = true},
               {.key = "sandi", .label = {.key = "identity.password"}, .required = true}}};

/// A path of ours to go back to after signing in; anything else leads home.
std::string back_path(const Context& context, std::string_view asked) {
  const bool ours = asked.starts_with('/') && !asked.starts_with("//") && !asked.starts_with("/\\") &&
                    std::ranges::none_of(asked, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return ours ? std::string(asked) : context.home;
}

http::Response sign_in_page(const Context& context, const http::Request& request, const std::string& back,
                            const base::Error* error) {
  std::vector<base::FieldError> errors;
  if (error != nullptr) errors.push_back({"akun", error->message});
  Json form = context.site.form(request, kSignIn,
                                {.typed = error != nullptr ? &request.form() : nullptr, .errors = &errors});
  set_autocomplete(form, "akun", "username");
  make_secret(form, "sandi", "current-password");
  view::PageHead head{.title = context.site.say(request, {"identity.sign_in_title", {}}),
                      .noindex = true,
                      .wrong = error != nullptr};
  http::Response response = context.site.page(request, head, "identity/sign_in",
                                              Json::object({{"form", std::move(form)}, {"back", back}}));
  if (error != nullptr && error->code == base::ErrorCode::kTooMany) response.status = 429;
  return unkept(std::move(response));
}

http::Response sign_in(const Context& context, const http::Request& request) {
  const http::Form& form = request.form();
  const std::string back = back_path(context, form.get("kembali"));
  const auto secret =
      context.door.sign_in({std::string(form.get("akun")), std::string(form.get("sandi"))},
                           device_of(request), std::string(request.cookie(view::kSessionCookie)));
  if (!secret) return sign_in_page(context, request, back, &secret.error());
  const bool must_change = context.sessions.actor(*secret, request.network).must_change_password;
  return unkept(http::see_other(http::local_path(request.language, must_change ? "/akun/sandi" : back))
                    .cookie(session_cookie(context, *secret)));
}

http::Response sign_out(const Context& context, const http::Request& request) {
  context.sessions.sign_out(request.cookie(view::kSessionCookie));
  return unkept(
      context.site.done(request, "/", {"identity.signed_out", {}}).cookie(session_cookie(context, "")));
}

}  // namespace

void add_sign_in_pages(http::Router& router, const Context& context) {
  router.get("/masuk", [&context](const http::Request& request) {
    const std::string back = back_path(context, request.query_value("kembali"));
    if (!actor_of(context.sessions, request).person.empty())
      return unkept(http::see_other(http::local_path(request.language, back)));
    return sign_in_page(context, request, back, nullptr);
  });
  router.post("/masuk",
              context.site.changing([&context](const http::Request& r) { return sign_in(context, r); }));
  router.post("/keluar",
              context.site.changing([&context](const http::Request& r) { return sign_out(context, r); }));
}

}  // namespace identity_web
