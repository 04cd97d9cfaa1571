#pragma once
// Choosing what the client likes best: Accept, Accept-Language, Accept-Encoding (RFC 9110, section 12.5).
#include <string_view>
#include <vector>

#include "text/language.h"

namespace http {

struct Preference {
  std::string_view name;   ///< as written: "text/html", "id-ID", "br", "*"
  int thousandths = 1000;  ///< q × 1000
};

/// In the order written. Items that are malformed are left out; at most 64 are read.
std::vector<Preference> parse_preferences(std::string_view header);

/// Whether application/json is wanted more than text/html.
bool prefers_json(std::string_view accept);
/// The best of our languages, `fallback` when none is named.
text::Language preferred_language(std::string_view accept_language, text::Language fallback);

enum class Encoding { kIdentity, kGzip, kBrotli };
/// The value of Content-Encoding; empty for identity.
std::string_view name_of(Encoding encoding);
/// Brotli before gzip before nothing, where the client takes them equally.
Encoding preferred_encoding(std::string_view accept_encoding);
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace http
