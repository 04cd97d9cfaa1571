#include "radio/numbers.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace radio {
namespace {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t';
}

constexpr std::array<double, 16> kPowers = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                            1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// Puts the byte in all eight places.
constexpr std::uint64_t all(std::uint64_t byte) {
  return byte * 0x0101010101010101;
}

/// A high bit at the first byte that equals `byte` (those beyond may be marked falsely).
constexpr std::uint64_t marks(std::uint64_t word, unsigned char byte) {
  const std::uint64_t zero = word ^ all(byte);
  return (zero - all(0x01)) & ~zero & all(0x80);
}

/// Digits with at most one point, at most 7 characters, then a space: eight bytes at once, without a branch
/// on what they are. Returns how many characters it took; 0 for anything else.
int short_number(const char* at, double& value) {
  if constexpr (std::endian::native != std::endian::little) return 0;
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  const std::uint64_t space = marks(word, ' ');
  const int length = std::countr_zero(space) / 8;  // 8 without a space
  const std::uint64_t inside = (std::uint64_t{1} << (length * 8 % 64)) - 1;
  const std::uint64_t point = marks(word, '.') & inside;
  const int whole = point != 0 ? std::countr_zero(point) / 8 : length;
  const std::uint64_t before = (std::uint64_t{1} << (whole * 8 % 64)) - 1;
  const int count = length - (point != 0 ? 1 : 0);
  if (length == 8 || count == 0) return 0;
  std::uint64_t digits = ((word & before) | (point != 0 ? (word & inside) >> 8 & ~before : 0)) ^ all('0');
  digits <<= (8 - count) * 8;  // nothing before the first digit counts as zeros
  const std::uint64_t leading = ~std::uint64_t{0} << ((8 - count) * 8);
  digits &= leading;
  if ((((digits + all(0x06)) | digits) & all(0xf0)) != 0) return 0;
  digits = digits * 10 + (digits >> 8);  // pairs, then fours, then all eight (D. Lemire's method)
  digits = (((digits & 0x000000ff000000ff) * 0x000f424000000064) +
            (((digits >> 16) & 0x000000ff000000ff) * 0x0000271000000001)) >>
           32;
  value = static_cast<double>(digits & 0xffffffff) / kPowers[static_cast<std::size_t>(count - whole)];
  return length;
}

/// Up to 15 digits and a small power of ten are exact in a double, so that one division rounds correctly
/// (Clinger 1990). Other numbers go the general way.
const char* number_at(const char* at, const char* end, double& value) {
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
    if (end - p >= 8) {
      if (const int taken = short_number(p, value); taken > 0) {
        out.push_back(value);
        p += taken + 1;
        continue;
      }
    }
    p = number_at(p, end, value);
    if (p == nullptr || (p != end && !is_space(*p))) return false;
    out.push_back(value);
  }
}

}  // namespace radio
