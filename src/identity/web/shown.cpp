#include "shown.h"

#include <algorithm>
#include <array>

#include "text/dates.h"

namespace identity_web {
namespace {

using base::Json;

/// The text field's control; nullptr when the form has no such field.
Json* find_line(Json& form, std::string_view name) {
  for (const Json& field : form["fields"].as_array())
    if (field.at("name").as_string() == name)
      return const_cast<Json*>(field.find("line"));  // `form` is no constant
  return nullptr;
}

}  // namespace

void set_autocomplete(Json& form, std::string_view field, std::string_view autocomplete) {
  if (Json* line = find_line(form, field)) (*line)["autocomplete"] = autocomplete;
}

void make_secret(Json& form, std::string_view field, std::string_view autocomplete) {
  Json* line = find_line(form, field);
  if (line == nullptr) return;
  (*line)["type"] = "password";
  (*line)["autocomplete"] = autocomplete;
  (*line)["value"] = "";
}

std::string browser_name(std::string_view agent) {
  using Known = std::pair<std::string_view, std::string_view>;  // mark in the text, name
  const auto first = [&](std::span<const Known> known) -> std::string {
    for (const auto& [mark, name] : known)
      if (agent.find(mark) != agent.npos) return std::string(name);
    return {};
  };
  // Edge and Opera also say Chrome, Chrome also says Safari: the order decides.
  static constexpr std::array<Known, 7> kBrowsers = {{{"Edg", "Edge"},
                                                      {"OPR/", "Opera"},
                                                      {"SamsungBrowser", "Samsung Internet"},
                                                      {"Firefox", "Firefox"},
                                                      {"Chrome", "Chrome"},
                                                      {"Safari", "Safari"},
                                                      {"curl", "curl"}}};
  static constexpr std::array<Known, 6> kSystems = {{{"Android", "Android"},
                                                     {"iPhone", "iPhone"},
                                                     {"iPad", "iPad"},
                                                     {"Windows", "Windows"},
                                                     {"Mac OS", "macOS"},
                                                     {"Linux", "Linux"}}};
  const std::string browser = first(kBrowsers), system = first(kSystems);
  return browser + (browser.empty() || system.empty() ? "" : ", ") + system;
}

http::SetCookie session_cookie(const Context& context, std::string secret) {
  http::SetCookie cookie{.name = view::kSessionCookie, .value = std::move(secret), .secure = context.https};
  if (cookie.value.empty()) cookie.max_age_s = 0;
  return cookie;
}

identity::Device device_of(const http::Request& request) {
  return {request.network, std::string(request.header("user-agent"))};
}

http::Response unkept(http::Response response) {
  return std::move(response).with("Cache-Control", "no-store");
}

std::string office_name(const std::vector<OfficeChoice>& offices,
                        const std::optional<identity::OfficeId>& office, const std::string& all) {
  if (!office) return all;
  const auto found = std::ranges::find(offices, *office, &OfficeChoice::id);
  return found == offices.end() ? office->text() : found->name;
}

std::string grant_words(const Context& context, const http::Request& request, const std::string& role,
                        const std::string& office, base::Date from, const std::optional<base::Date>& until) {
  const auto parsed = identity::parse_role(role);
  base::Message words{until ? "identity.grant_from_until" : "identity.grant_from", {}};
  const std::string name =
      parsed ? context.site.say(request, {std::string(identity::label_of(*parsed)), {}}) : role;
  words.values = {{"role", name}, {"office", office}, {"from", base::format_date(from)}};
  if (until) words.values.emplace_back("until", base::format_date(*until));
  return context.site.say(request, words);
}

}  // namespace identity_web
