#include "http/range.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "http/headers.h"

namespace http {
namespace {

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::variant<WholeBody, NotSatisfiable, ByteRange> parse_range(std::string_view header, std::uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (header.size() <= kUnit.size() || !equal_ignoring_case(header.substr(0, kUnit.size()), kUnit))
    return WholeBody{};
  const std::string_view range = header.substr(kUnit.size());
  const std::size_t dash = range.find('-');
  // Many small ranges cost more than the whole: several are answered with the whole (RFC 9110, section 14.2).
  if (dash == range.npos || range.find(',') != range.npos) return WholeBody{};

  const auto first = parse_number(range.substr(0, dash)), last = parse_number(range.substr(dash + 1));
  if (dash == 0) {  // the last N bytes
    if (!last) return WholeBody{};
    if (*last == 0 || size == 0) return NotSatisfiable{};
    const std::uint64_t length = std::min(*last, size);
    return ByteRange{size - length, length};
  }
  const bool open_ended = dash + 1 == range.size();
  if (!first || (!last && !open_ended) || (last && *last < *first)) return WholeBody{};
  if (*first >= size) return NotSatisfiable{};
  const std::uint64_t end = open_ended ? size - 1 : std::min(*last, size - 1);
  return ByteRange{*first, end - *first + 1};
}

}  // namespace http
