#pragma once
// Byte ranges (RFC 9110, section 14).
#include <cstdint>
#include <string_view>
#include <variant>

namespace http {

struct WholeBody {
};  ///< no range, a malformed one, or several: answer with the whole, which the standard allows
struct NotSatisfiable {};  ///< 416
struct ByteRange {
  std::uint64_t offset = 0, length = 0;
};

std::variant<WholeBody, NotSatisfiable, ByteRange> parse_range(std::string_view header, std::uint64_t size);

}  // namespace http
