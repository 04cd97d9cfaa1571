#include "http/pairs.h"

#include <algorithm>

#include "base/trim.h"
#include "http/percent.h"

namespace http {

std::string_view Pairs::get(std::string_view name) const {
  for (const auto& [key, value] : pairs_) {
    if (key == name) return value;
  }
  return {};
}

std::vector<std::string_view> Pairs::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : pairs_) {
    if (key == name) values.emplace_back(value);
  }
  return values;
}

bool Pairs::has(std::string_view name) const {
  return std::any_of(pairs_.begin(), pairs_.end(), [&](const Pair& pair) { return pair.first == name; });
}

void Pairs::add(std::string name, std::string value) {
  pairs_.emplace_back(std::move(name), std::move(value));
}

namespace {

std::optional<std::string> decode_form_text(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  auto decoded = percent_decode(spaced);
  if (!decoded || !is_clean_utf8(*decoded)) return std::nullopt;
  return decoded;
}

/// cookie-octet of RFC 6265: visible ASCII without '"', ',', ';' and '\'.
bool is_cookie_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
  });
}

}  // namespace

base::Result<Pairs> parse_urlencoded(std::string_view text, std::size_t max_pairs) {
  Pairs pairs;
  while (!text.empty()) {
    const std::string_view item = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), item.size() + 1));
    if (item.empty()) continue;
    if (pairs.size() == max_pairs)
      return base::fail(base::ErrorCode::kTooLarge, {"http.too_many_fields", {}});
    const std::size_t equals = item.find('=');
    auto name = decode_form_text(item.substr(0, equals));
    auto value = decode_form_text(equals == item.npos ? std::string_view() : item.substr(equals + 1));
    if (!name || !value) return base::fail(base::ErrorCode::kInvalid, {"http.bad_form", {}});
    pairs.add(std::move(*name), std::move(*value));
  }
  return pairs;
}

std::string format_urlencoded(const Pairs& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs) {
    if (!out.empty()) out += '&';
    out += percent_encode(name) + '=' + percent_encode(value);
  }
  return out;
}

Pairs parse_cookies(std::string_view header) {
  constexpr std::size_t kMaxCookies = 64;
  Pairs cookies;
  while (!header.empty() && cookies.size() < kMaxCookies) {
    const std::string_view item = header.substr(0, header.find(';'));
    header.remove_prefix(std::min(header.size(), item.size() + 1));
    const std::size_t equals = item.find('=');
    if (equals == item.npos) continue;
    const std::string_view name = base::trimmed(item.substr(0, equals));
    std::string_view value = base::trimmed(item.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (name.empty() || !is_cookie_text(name) || !is_cookie_text(value)) continue;
    cookies.add(std::string(name), std::string(value));
  }
  return cookies;
}

}  // namespace http
