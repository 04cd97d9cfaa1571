#include "radio/numbers.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace radio {
namespace {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t';
}

/// Up to 15 digits and a small power of ten are exact in a double, so that one division rounds correctly
/// (Clinger 1990). Other numbers go the general way.
const char* number_at(const char* at, const char* end, double& value) {
  static constexpr std::array<double, 16> kPowers = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                     1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const char* p = at;
  const bool negative = p != end && *p == '-';
  if (negative) ++p;
  std::uint64_t digits = 0;
  const char* first = p;
  const auto digit = [&](const char* q) { return static_cast<unsigned>(*q) - '0'; };
  while (p != end && digit(p) <= 9) digits = digits * 10 + digit(p++);
  auto count = p - first;
  std::ptrdiff_t decimals = 0;
  if (p != end && *p == '.') {
    const char* point = ++p;
    while (p != end && digit(p) <= 9) digits = digits * 10 + digit(p++);
    decimals = p - point;
    count += decimals;
  }
  if (count == 0 || count > 15 || (p != end && (*p == 'e' || *p == 'E'))) {
    const auto [stop, error] = std::from_chars(at, end, value);
    return error == std::errc() ? stop : nullptr;
  }
  const double whole = static_cast<double>(digits);
  value = decimals == 0 ? whole : whole / kPowers[static_cast<std::size_t>(decimals)];
  if (negative) value = -value;
  return p;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  double value = 0;
  const char* end = text.data() + text.size();
  return number_at(text.data(), end, value) == end && !text.empty() ? std::optional(value) : std::nullopt;
}

bool parse_numbers(std::string_view text, std::vector<double>& out) {
  const char* p = text.data();
  const char* end = p + text.size();
  for (;;) {
    while (p != end && is_space(*p)) ++p;
    if (p == end) return true;
    double value = 0;
    p = number_at(p, end, value);
    if (p == nullptr || (p != end && !is_space(*p))) return false;
    out.push_back(value);
  }
}

}  // namespace radio
