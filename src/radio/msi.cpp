#include <algorithm>
#include <cctype>
#include <cmath>

#include "radio/antenna.h"
#include "radio/numbers.h"

namespace radio {
namespace {

constexpr std::size_t kMaxBytes = 1u << 20;
constexpr double kDipole_dbi = 2.15;  ///< gain of a half-wave dipole

struct Lines {
  std::string_view rest;
  std::int64_t number = 0;

  bool next(std::string_view& line) {
    if (rest.empty()) return false;
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    return true;
  }
};

/// Takes the first word.
std::string_view take_word(std::string_view& text) {
  const std::size_t from = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t to = std::min(text.find_first_of(" \t", from), text.size());
  const std::string_view word = text.substr(from, to - from);
  text.remove_prefix(to);
  return word;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, {}, [](unsigned char c) { return std::tolower(c); },
      [](unsigned char c) { return std::tolower(c); });
}

tl::unexpected<base::Error> refuse(const char* key, const Lines& lines) {
  return base::fail(base::ErrorCode::kInvalid, {key, {{"line", lines.number}}});
}

/// 360 lines "degree loss", each degree once.
base::Result<void> read_curve(Lines& lines, std::array<double, 360>& curve) {
  std::array<bool, 360> seen{};
  for (int left = 360; left > 0;) {
    std::string_view line;
    if (!lines.next(line)) return refuse("radio.msi_short", lines);
    const std::string_view degree_text = take_word(line), loss_text = take_word(line);
    if (degree_text.empty()) continue;
    const auto degree = parse_number(degree_text), loss = parse_number(loss_text);
    if (!degree || !loss) return refuse("radio.msi_number", lines);
    if (!(*degree >= 0 && *degree <= 359) || *degree != std::floor(*degree) || !(*loss >= 0 && *loss <= 200))
      return refuse("radio.msi_range", lines);
    const auto at = static_cast<std::size_t>(*degree);
    if (seen[at]) return refuse("radio.msi_twice", lines);
    seen[at] = true;
    curve[at] = *loss;
    --left;
  }
  return {};
}

/// "16.5", "16.5 dBd", "18.65 dBi" or "18.65dBi".
std::optional<double> gain_dbi(std::string_view text) {
  std::string_view number = take_word(text);
  std::string_view unit = take_word(text);
  if (unit.empty() && number.size() > 3 && std::isalpha(static_cast<unsigned char>(number.back())) != 0) {
    unit = number.substr(number.size() - 3);
    number.remove_suffix(3);
  }
  const auto gain = parse_number(number);
  if (!gain || !(std::abs(*gain) < 100)) return std::nullopt;
  if (same_word(unit, "dBi")) return *gain;
  if (unit.empty() || same_word(unit, "dBd")) return *gain + kDipole_dbi;
  return std::nullopt;  // two units that are 2 dB apart: no guessing
}

/// The first number in the text, 0 when there is none: FREQUENCY and TILT are written in many ways.
double first_number(std::string_view text) {
  for (std::string_view word = take_word(text); !word.empty(); word = take_word(text))
    if (const auto number = parse_number(word)) return *number;
  return 0;
}

}  // namespace

base::Result<Pattern> parse_msi(std::string_view text) {
  if (text.size() > kMaxBytes) return base::fail(base::ErrorCode::kTooLarge, {"radio.msi_long", {}});
  Lines lines{text};
  Pattern pattern;
  bool horizontal = false, vertical = false;
  for (std::string_view line; lines.next(line);) {
    const std::string_view key = take_word(line);
    if (same_word(key, "NAME")) {
      pattern.name = std::string(line.substr(std::min(line.find_first_not_of(" \t"), line.size())));
    } else if (same_word(key, "GAIN")) {
      const auto gain = gain_dbi(line);
      if (!gain) return refuse("radio.msi_gain", lines);
      pattern.gain_dbi = *gain;
    } else if (same_word(key, "FREQUENCY")) {
      pattern.frequency_mhz = first_number(line);
    } else if (same_word(key, "TILT") || same_word(key, "ELECTRICAL_TILT")) {
      pattern.electrical_tilt_deg = first_number(line);
    } else if (same_word(key, "HORIZONTAL") || same_word(key, "VERTICAL")) {
      if (first_number(line) != 360) return refuse("radio.msi_count", lines);
      const bool is_horizontal = same_word(key, "HORIZONTAL");
      auto read = read_curve(lines, is_horizontal ? pattern.horizontal_db : pattern.vertical_db);
      if (!read) return base::fail(read.error());
      (is_horizontal ? horizontal : vertical) = true;
    }
  }
  if (!horizontal || !vertical) return refuse("radio.msi_no_curve", lines);
  return pattern;
}

}  // namespace radio
