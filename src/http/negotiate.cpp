#include "http/negotiate.h"

#include <algorithm>
#include <optional>

#include "base/trim.h"
#include "http/headers.h"

namespace http {
namespace {

/// qvalue of RFC 9110, section 12.4.2: at most three decimals.
std::optional<int> parse_quality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int thousandths = (text[0] - '0') * 1000;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int weight = 100;
  for (std::size_t i = 2; i < text.size(); ++i, weight /= 10) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    thousandths += (text[i] - '0') * weight;
  }
  return thousandths > 1000 ? std::nullopt : std::optional(thousandths);
}

std::optional<Preference> parse_preference(std::string_view item) {
  Preference preference{base::trimmed(item.substr(0, item.find(';'))), 1000};
  if (preference.name.empty()) return std::nullopt;
  while (true) {
    const std::size_t semicolon = item.find(';');
    if (semicolon == item.npos) return preference;
    item.remove_prefix(semicolon + 1);
    const std::string_view parameter = base::trimmed(item.substr(0, item.find(';')));
    if (parameter.size() < 2 || (parameter[0] != 'q' && parameter[0] != 'Q') || parameter[1] != '=') continue;
    const auto quality = parse_quality(parameter.substr(2));
    if (!quality) return std::nullopt;
    preference.thousandths = *quality;
  }
}

/// The quality of the most specific pattern; each later one is more general.
int quality_of(const std::vector<Preference>& preferences, std::initializer_list<std::string_view> patterns,
               int otherwise) {
  for (const std::string_view pattern : patterns) {
    for (const Preference& preference : preferences) {
      if (equal_ignoring_case(preference.name, pattern)) return preference.thousandths;
    }
  }
  return otherwise;
}

}  // namespace

std::vector<Preference> parse_preferences(std::string_view header) {
  constexpr std::size_t kMaxItems = 64;
  std::vector<Preference> preferences;
  for (std::size_t count = 0; !header.empty() && count < kMaxItems; ++count) {
    const std::string_view item = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), item.size() + 1));
    if (const auto preference = parse_preference(item)) preferences.push_back(*preference);
  }
  return preferences;
}

bool prefers_json(std::string_view accept) {
  if (accept.empty()) return false;
  const auto preferences = parse_preferences(accept);
  const int json = std::max(quality_of(preferences, {"application/json", "application/*", "*/*"}, 0),
                            quality_of(preferences, {"application/problem+json"}, 0));
  return json > quality_of(preferences, {"text/html", "text/*", "*/*"}, 0);
}

text::Language preferred_language(std::string_view accept_language, text::Language fallback) {
  text::Language best = fallback;
  int best_quality = 0;
  for (const Preference& preference : parse_preferences(accept_language)) {
    const auto language = text::parse_language(preference.name.substr(0, preference.name.find('-')));
    if (!language || preference.thousandths <= best_quality) continue;
    best = *language;
    best_quality = preference.thousandths;
  }
  return best;
}

std::string_view name_of(Encoding encoding) {
  if (encoding == Encoding::kBrotli) return "br";
  return encoding == Encoding::kGzip ? "gzip" : "";
}

Encoding preferred_encoding(std::string_view accept_encoding) {
  if (accept_encoding.empty()) return Encoding::kIdentity;
  const auto preferences = parse_preferences(accept_encoding);
  const int brotli = quality_of(preferences, {"br", "*"}, 0);
  const int gzip = quality_of(preferences, {"gzip", "x-gzip", "*"}, 0);
  const int identity = quality_of(preferences, {"identity"}, 0);
  if (brotli > 0 && brotli >= gzip && brotli >= identity) return Encoding::kBrotli;
  return gzip > 0 && gzip >= identity ? Encoding::kGzip : Encoding::kIdentity;
}

bool accepts_gzip(std::string_view accept_encoding) {
  return quality_of(parse_preferences(accept_encoding), {"gzip", "x-gzip", "*"}, 0) > 0;
}

}  // namespace http
