#pragma once
// Percent-encoding (RFC 3986).
#include <optional>
#include <string>
#include <string_view>

namespace http {

/// Nothing when a '%' lacks its two hexadecimal digits. The result may be any bytes.
std::optional<std::string> percent_decode(std::string_view text);
/// Encodes all but the unreserved characters: for one segment of a path or one value of a query.
std::string percent_encode(std::string_view text);

/// UTF-8 without NUL, surrogates or overlong forms.
bool is_clean_utf8(std::string_view text);

}  // namespace http
