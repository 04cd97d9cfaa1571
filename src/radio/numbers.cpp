#include "radio/numbers.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace radio {
namespace {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t';
}
constexpr unsigned digit_of(char c) {
  return static_cast<unsigned char>(c) - '0';
}

constexpr std::array<double, 16> kPowers = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                            1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
constexpr std::ptrdiff_t kExactDigits = 15;

/// Digits with at most one point, then a space, which stands somewhere in the text; nothing for anything
/// else. Up to 15 digits and a small power of ten are exact in a double, so that one division rounds
/// correctly (Clinger 1990).
inline const char* plain_number(const char* at, double& value) {
  std::uint64_t digits = 0;
  const char* p = at;
  for (unsigned d; (d = digit_of(*p)) <= 9; ++p) digits = digits * 10 + d;
  std::ptrdiff_t count = p - at;
  std::size_t decimals = 0;
  if (*p == '.') {
    const char* point = ++p;
    for (unsigned d; (d = digit_of(*p)) <= 9; ++p) digits = digits * 10 + d;
    decimals = static_cast<std::size_t>(p - point);
    count += p - point;
  }
  if (*p != ' ' || count < 1 || count > kExactDigits) return nullptr;
  value = static_cast<double>(static_cast<std::int64_t>(digits)) / kPowers[decimals];
  return p;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

bool parse_numbers(std::string_view text, std::vector<double>& out) {
  const char* p = text.data();
  const char* end = p + text.size();
  const std::size_t last = text.rfind(' ');
  const char* last_space = last == text.npos ? p : p + last;  // up to here a plain number meets its space
  for (;;) {
    while (p != end && is_space(*p)) ++p;
    if (p == end) return true;
    double value = 0;
    const char* stop = p < last_space ? plain_number(p, value) : nullptr;
    if (stop == nullptr) {
      const auto [general, error] = std::from_chars(p, end, value);
      if (error != std::errc() || (general != end && !is_space(*general))) return false;
      stop = general;
    }
    out.push_back(value);
    p = stop;
  }
}

}  // namespace radio
