#include "radio/numbers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <span>

namespace radio {
namespace {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t';
}

static_assert(std::endian::native == std::endian::little);

/// How a short number is written, as masks for the eight bytes that begin with it: so many digits, a point
/// perhaps, and a space behind.
struct Pattern {
  std::uint64_t expected = 0, slack = 0, compared = 0, before_point = 0;
  int shift = 0;
  std::size_t step = 0;
  double power = 1;
};

constexpr std::size_t kLongest = 7;

/// `before`: digits before the point; without a point the whole length.
constexpr Pattern pattern_of(std::size_t length, std::size_t before) {
  Pattern pattern;
  for (std::size_t i = 0; i <= length; ++i) {
    const bool digit = i < length && i != before;
    const std::uint64_t expected = digit ? '0' : i == length ? ' ' : '.';
    pattern.expected |= expected << (8 * i);
    pattern.slack |= std::uint64_t{digit ? 0x76U : 0x7fU}
                     << (8 * i);  // 9 + 0x76 and 0 + 0x7f stay below 0x80
    pattern.compared |= std::uint64_t{0x80} << (8 * i);
    if (i < before && i < length) pattern.before_point |= std::uint64_t{0xff} << (8 * i);
    if (i > before && i < length) pattern.power *= 10;
  }
  const std::size_t digits = before < length ? length - 1 : length;
  pattern.shift = static_cast<int>(8 * (8 - digits));
  pattern.step = length + 1;
  return pattern;
}

constexpr auto kPatterns = [] {
  std::array<std::array<Pattern, kLongest + 1>, kLongest + 1> all;
  for (std::size_t length = 1; length <= kLongest; ++length)
    for (std::size_t before = 0; before <= length; ++before) all[length][before] = pattern_of(length, before);
  return all;
}();

/// Up to eight digits, one a byte, the first in the lowest.
constexpr std::uint64_t whole_of_digits(std::uint64_t digits) {
  digits = digits * 10 + (digits >> 8);
  constexpr std::uint64_t kMask = 0x000000ff000000ff;
  return ((digits & kMask) * (100 + (1'000'000ULL << 32)) +
          ((digits >> 16) & kMask) * (1 + (10'000ULL << 32))) >>
         32;
}

inline std::uint64_t word_at(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// The number at `at`, of which eight bytes may be read, if it is written so. Whole numbers and powers of ten
/// that small are exact, so that one division rounds correctly (Clinger 1990).
inline bool read_as(const Pattern& pattern, const char* at, double& value) {
  const std::uint64_t digits = word_at(at) - pattern.expected;  // what borrows is out of range itself
  if ((((digits + pattern.slack) | digits) & pattern.compared) != 0) return false;
  // Without the point, and to the end of the word: what is missing in front counts as zeros.
  const std::uint64_t closed = (digits & pattern.before_point) | ((digits >> 8) & ~pattern.before_point);
  value = static_cast<double>(static_cast<std::int64_t>(whole_of_digits(closed << pattern.shift))) /
          pattern.power;
  return true;
}

using Words = std::uint64_t __attribute__((vector_size(16)));
using Halves = std::uint32_t __attribute__((vector_size(16)));
using Quarters = std::uint16_t __attribute__((vector_size(16)));
using Doubles = double __attribute__((vector_size(16)));

/// Whole numbers below 2^52: put behind the leading one of 2^52 as a double holds it, and that taken off.
inline Doubles exact(Words whole) {
  constexpr std::uint64_t kTwoTo52 = 0x4330000000000000;
  return std::bit_cast<Doubles>(whole | kTwoTo52) - 0x1p52;
}

/// As read_as(), of two numbers behind each other, the digits of both at once in one register.
inline bool read_two_as(const Pattern& pattern, const char* at, double* values) {
  const Words words{word_at(at), word_at(at + pattern.step)};
  const Words digits = words - pattern.expected;
  const Words outside = ((digits + pattern.slack) | digits) & pattern.compared;
  if ((outside[0] | outside[1]) != 0) return false;
  const Words closed = ((digits & pattern.before_point) | ((digits >> 8) & ~pattern.before_point))
                       << pattern.shift;
  const auto ones = std::bit_cast<Quarters>(closed);
  const Quarters twos = ((ones & 0xff) * 10 + (ones >> 8)) * Quarters{100, 1, 100, 1, 100, 1, 100, 1};
  const auto fours =
      std::bit_cast<Words>((std::bit_cast<Halves>(twos) & 0xffff) + (std::bit_cast<Halves>(twos) >> 16));
  const Doubles numbers = (exact(fours & 0xffffffff) * 10'000.0 + exact(fours >> 32)) / pattern.power;
  std::memcpy(values, &numbers, sizeof numbers);
  return true;
}

/// Pairs of numbers from `at` on for as long as they are written so and one value stays free; answers how
/// many values were read.
inline std::size_t read_alike(const Pattern& given, const char*& at, const char* end,
                              std::span<double> values) {
  const Pattern pattern = given;  // in registers: the values might lie over the table
  const std::size_t text = static_cast<std::size_t>(end - at), last = pattern.step + sizeof(std::uint64_t);
  const std::size_t pairs =
      std::min(text < last ? 0 : (text - last) / (2 * pattern.step) + 1, (values.size() - 1) / 2);
  std::size_t pair = 0;
  for (const char* next = at; pair < pairs && read_two_as(pattern, next, &values[2 * pair]); ++pair)
    next += 2 * pattern.step;
  at += pair * 2 * pattern.step;
  return 2 * pair;
}

/// How the number of that length is written; nothing when it is long, or no plain decimal.
const Pattern* pattern_at(const char* at, std::size_t length) {
  std::size_t before = length, points = 0;
  if (length > kLongest) return nullptr;
  for (std::size_t i = 0; i < length; ++i) {
    if (at[i] == '.') {
      before = i;
      ++points;
    } else if (at[i] < '0' || at[i] > '9') {
      return nullptr;
    }
  }
  return points > 1 || points == length ? nullptr : &kPatterns[length][before];
}

bool any_number(const char* at, const char* end, double& value) {
  const auto [stop, error] = std::from_chars(at, end, value);
  return error == std::errc() && stop == end;
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
  const char* at = text.data();
  const char* const end = at + text.size();
  const Pattern *pattern = &kPatterns[6][3], *other = nullptr;
  std::size_t count = out.size();
  out.resize(count + text.size() / pattern->step + 2);
  bool all = true;
  while (all && at != end) {
    if (count == out.size()) out.resize(count + static_cast<std::size_t>(end - at) / 2 + 2);
    // Heights of one profile are mostly written alike: the next ones are taken to be as the last one was.
    count += read_alike(*pattern, at, end, std::span(out).subspan(count));
    double& value = out[count];
    if (end - at >= 8 && read_as(*pattern, at, value)) {
      at += pattern->step;
      ++count;
      continue;
    }
    if (at == end || is_space(*at)) {
      at += at != end;
      continue;
    }
    const char* const stop = std::find_if(at, end, is_space);
    const Pattern* const here = pattern_at(at, static_cast<std::size_t>(stop - at));
    const bool plain = here != nullptr && end - at >= 8 && read_as(*here, at, value);
    all = plain || any_number(at, stop, value);
    ++count;
    at = stop;
    if (here != nullptr && here == other) pattern = here;  // twice in a row: so the next ones are written
    other = here;
  }
  out.resize(count);
  return all;
}

}  // namespace radio
