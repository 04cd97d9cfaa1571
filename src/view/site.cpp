#include "view/site.h"

#include <algorithm>

#include "base/digest.h"
#include "http/percent.h"
#include "sealed.h"

namespace view {
namespace {

using base::Json;

constexpr const char* kToldCookie = "kabar";
constexpr const char* kThemeCookie = "tema";
constexpr std::int64_t kYear_s = 365 * 86'400;
constexpr std::int64_t kToldFor_s = 60;

/// The cookie's words for the tokens' ones; anything else is the device's choice.
const char* theme_of(const http::Request& request) {
  const std::string_view chosen = request.cookie(kThemeCookie);
  return chosen == "gelap" ? "dark" : chosen == "terang" ? "light" : nullptr;
}

/// What may be chosen: the opposite of the device, which only the sheet knows; or the device again.
Json theme_choices(const char* theme) {
  const auto choice = [](const char* value, const char* label, const char* when) {
    return Json::object({{"value", value}, {"label", label}, {"when", when}});
  };
  if (theme != nullptr) return Json::array({choice("perangkat", "view.theme_auto", "any")});
  return Json::array(
      {choice("gelap", "view.theme_dark", "light"), choice("terang", "view.theme_light", "dark")});
}

const char* heading_of(const base::Error& error) {
  if (error.message.key == "http.failed") return "view.error_failed";
  switch (error.code) {
    case base::ErrorCode::kInvalid:
      return "view.error_invalid";
    case base::ErrorCode::kSignInNeeded:
      return "view.error_sign_in";
    case base::ErrorCode::kNotAllowed:
      return "view.error_not_allowed";
    case base::ErrorCode::kNotFound:
      return "view.error_not_found";
    case base::ErrorCode::kChanged:
    case base::ErrorCode::kPrecondition:
      return "view.error_changed";
    case base::ErrorCode::kDuplicate:
    case base::ErrorCode::kInUse:
      return "view.error_conflict";
    case base::ErrorCode::kTooLarge:
      return "view.error_too_large";
    case base::ErrorCode::kTooMany:
      return "view.error_too_many";
    case base::ErrorCode::kUnavailable:
      return "view.error_unavailable";
  }
  return "view.error_failed";
}

Json words_json(const forms::Words& words) {
  return Json::object({{"id", words.id}, {"en", words.en}});
}

Json links(const std::vector<Link>& all, std::string_view current) {
  Json out = Json::array();
  for (const Link& link : all)
    out.push_back(
        Json::object({{"label", link.label}, {"path", link.path}, {"current", link.path == current}}));
  return out;
}

/// Where to go on from an error.
Json way_on(const std::optional<Visitor>& visitor) {
  return visitor ? Json::object({{"path", visitor->home}, {"label", "view.to_work_space"}})
                 : Json::object({{"path", "/"}, {"label", "view.to_home"}});
}

/// A path of our own: what a form sent us must not lead elsewhere.
bool is_ours(std::string_view path) {
  return path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\") &&
         std::ranges::none_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

Site::Site(SiteConfig config, const Views& views, const Look& look)
    : config_(std::move(config)), views_(views), style_(look.citizen_style()) {
  if (Look::has_script("citizen.js")) citizen_scripts_.push_back("/static/citizen.js");
  if (Look::has_script("work.js")) work_scripts_.push_back("/static/work.js");
}

std::string Site::say(const http::Request& request, const base::Message& message) const {
  return views_.catalogue().say(request.language, message);
}

Json Site::form(const http::Request& request, const forms::Form& form, const FormState& state) const {
  return form_data(form, state, request.language, views_.catalogue());
}

http::SetCookie Site::cookie(std::string name, std::string value) const {
  return {.name = std::move(name), .value = std::move(value), .secure = config_.https};
}

std::string Site::csrf_token(std::string_view bound_to) const {
  return base::base64url(base::hmac_sha256(config_.secret, "csrf:" + std::string(bound_to)));
}

Json Site::frame_data(const http::Request& request, const PageHead& head,
                      const std::optional<Visitor>& visitor) const {
  const text::Language other =
      request.language == text::Language::kId ? text::Language::kEn : text::Language::kId;
  const bool work = head.frame == Frame::kWork;
  const char* theme = theme_of(request);
  std::string title = head.title;
  if (head.wrong) title = say(request, {"view.error_prefix", {{"title", title}}});
  const std::string where = work && visitor && !visitor->office.empty() ? visitor->office : config_.place;
  title.append(work ? ": " : ". ").append("Serumpun ").append(where);
  Json scripts = Json::array();
  for (const std::string& script : work ? work_scripts_ : citizen_scripts_)
    scripts.push_back(views_.asset_url(script));
  const std::string own_address = head.address.empty() ? here(request) : head.address;
  Json data = Json::object({{"lang", text::code(request.language)},
                            {"theme", theme == nullptr ? Json() : Json(theme)},
                            {"themes", theme_choices(theme)},
                            {"title", title},
                            {"description", head.description},
                            {"noindex", head.noindex || head.status >= 400},
                            {"wide", head.wide},
                            {"style_html", style_},
                            {"scripts", std::move(scripts)},
                            {"regency", words_json(config_.regency)},
                            {"regency_short", words_json(config_.regency_short)},
                            {"owner", words_json(config_.owner)},
                            {"sample", config_.sample},
                            {"footer", links(config_.footer, {})},
                            {"here", own_address},
                            {"other_lang", text::code(other)},
                            {"other_address", http::local_path(other, own_address)},
                            {"side", head.side},
                            {"told", nullptr},
                            {"visitor", nullptr}});
  if (visitor) {
    data["visitor"] = Json::object({{"name", visitor->name},
                                    {"duty", visitor->duty.empty() ? Json() : Json(visitor->duty)},
                                    {"office", visitor->office},
                                    {"home", visitor->home},
                                    {"nav", links(visitor->nav, head.nav)}});
  }
  return data;
}

void Site::take_told(const http::Request& request, Json& frame, http::Response& response) const {
  const std::string_view sealed = request.cookie(kToldCookie);
  if (sealed.empty()) return;
  http::SetCookie gone = cookie(kToldCookie, "");
  gone.max_age_s = 0;
  response.cookie(gone);
  if (auto message = unseal_message(config_.secret, sealed);
      message && views_.catalogue().has(message->at("key").as_string()))
    frame["told"] = std::move(*message);
}

http::Response Site::page(const http::Request& request, const PageHead& head, std::string_view view,
                          Json data) const {
  http::Response response = http::html("", head.wrong ? 422 : head.status);
  const auto visitor = config_.visitor ? config_.visitor(request) : std::nullopt;
  Json frame = frame_data(request, head, visitor);
  const std::string_view session = request.cookie(kSessionCookie);
  std::string bound_to(session.empty() ? request.cookie(kGuestCookie) : session);
  const std::string_view around = head.frame == Frame::kWork ? "view/work" : "view/citizen";
  const bool sends = views_.asks_for(view, "_csrf");
  if (sends && bound_to.empty()) {
    bound_to = base::random_token(18);
    response.cookie(cookie(kGuestCookie, bound_to));
  }
  if (sends || views_.asks_for(around, "_csrf")) frame["_csrf"] = data["_csrf"] = csrf_token(bound_to);
  if (views_.asks_for(view, "_key")) data["_key"] = base::random_token(18);
  data["here"] = frame.at("here");
  take_told(request, frame, response);
  frame["content_html"] = views_.render(view, request.language, data);
  response.body = views_.render(around, request.language, frame);
  return response;
}

http::Response Site::page_or_json(const http::Request& request, const PageHead& head, std::string_view view,
                                  Json data) const {
  if (request.wants_json) return http::json(data, head.status);
  return page(request, head, view, std::move(data));
}

http::Response Site::error(const http::Request& request, const base::Error& error) const {
  if (request.wants_json)
    return http::problem(error, request, [this](text::Language language, const base::Message& message) {
      return views_.catalogue().say(language, message);
    });
  PageHead head{
      .title = say(request, {heading_of(error), {}}), .noindex = true, .status = http::status_of(error.code)};
  const auto visitor = config_.visitor ? config_.visitor(request) : std::nullopt;
  if (visitor) head.frame = Frame::kWork;
  const bool ours = error.message.key == "http.failed";
  if (ours) head.status = 500;
  return page(request, head, "view/error",
              Json::object({{"heading", heading_of(error)},
                            {"sentence", to_json(error.message)},
                            {"sign_in", error.code == base::ErrorCode::kSignInNeeded},
                            {"back", "?kembali=" + http::percent_encode(here(request))},
                            {"way", way_on(visitor)},
                            {"request_id", ours || head.status == 503 ? Json(request.id) : Json()}}));
}

http::Response Site::done(const http::Request& request, const std::string& path,
                          const base::Message& message) const {
  http::SetCookie told = cookie(kToldCookie, seal_message(config_.secret, to_json(message)));
  told.max_age_s = kToldFor_s;
  return http::see_other(http::local_path(request.language, path)).cookie(told);
}

base::Result<void> Site::check_sent(const http::Request& request) const {
  const std::string_view from = request.header("sec-fetch-site");
  if (!from.empty() && from != "same-origin" && from != "none")
    return base::fail(base::ErrorCode::kNotAllowed, {"view.foreign_form", {}});
  if (const std::string_view origin = request.header("origin"); !origin.empty()) {
    const std::size_t slashes = origin.find("://");
    if (slashes == std::string_view::npos || origin.substr(slashes + 3) != request.header("host"))
      return base::fail(base::ErrorCode::kNotAllowed, {"view.foreign_form", {}});
  }
  if (request.header("content-type").starts_with("application/json")) return {};
  const std::string_view session = request.cookie(kSessionCookie);
  const std::string_view bound_to = session.empty() ? request.cookie(kGuestCookie) : session;
  if (bound_to.empty() || !base::equal_constant_time(request.form().get("_csrf"), csrf_token(bound_to)))
    return base::fail(base::ErrorCode::kNotAllowed, {"view.form_expired", {}});
  return {};
}

http::Handler Site::changing(http::Handler handler) const {
  return [this, handler = std::move(handler)](const http::Request& request) {
    const auto sent = check_sent(request);
    return sent ? handler(request) : error(request, sent.error());
  };
}

http::Response Site::set_theme(const http::Request& request) const {
  const std::string_view chosen = request.form().get("tema");
  const std::string_view back = request.form().get("kembali");
  http::SetCookie theme =
      cookie(kThemeCookie, chosen == "gelap" || chosen == "terang" ? std::string(chosen) : "");
  theme.max_age_s = theme.value.empty() ? 0 : kYear_s;
  return http::see_other(http::local_path(request.language, is_ours(back) ? back : "/")).cookie(theme);
}

void Site::add_routes(http::Router& router) const {
  // A look is nobody's secret: no token, so that the page with this button can be kept for everybody.
  router.post("/tampilan", [this](const http::Request& request) { return set_theme(request); });
}

std::string here(const http::Request& request) {
  const std::size_t query = request.target.find('?');
  std::string path;
  for (const char c : request.path) path += c == '/' ? std::string("/") : http::percent_encode({&c, 1});
  // A form that was refused lies at the address it was sent to; that address alone can be asked for again.
  if (request.method == http::Method::kGet && query != std::string::npos)
    path += request.target.substr(query);
  return path;
}

}  // namespace view
