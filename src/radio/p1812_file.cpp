#include "radio/p1812_file.h"

#include <cmath>

#include "radio/numbers.h"

namespace radio {
namespace {

constexpr double kMaxPoints = 1'000'000;

tl::unexpected<base::Error> refuse(const char* key, std::int64_t line) {
  return base::fail(base::ErrorCode::kInvalid, {key, {{"line", line}}});
}

/// Takes the next piece of `text` up to `separator`, which goes too.
std::string_view take(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  const std::string_view piece = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return piece;
}

bool add_point(std::string_view line, P1812File& file) {
  const auto distance = parse_number(take(line, ','));
  const auto height = parse_number(take(line, ','));
  take(line, ',');  // coverage code: the height of the cover says what the model needs
  const std::string_view cover_text = take(line, ','), zone_text = take(line, ',');
  const auto cover = cover_text.empty() ? 0.0 : parse_number(cover_text);
  const auto zone = zone_text.empty() ? double{p1812::kInland} : parse_number(zone_text);
  if (!distance || !height || !cover || !zone) return false;
  file.distance_km.push_back(*distance);
  file.height_m.push_back(*height);
  file.clutter_m.push_back(*cover);
  file.zones.push_back(*zone >= 0 && *zone <= 255 ? static_cast<std::uint8_t>(*zone) : 0);
  return true;
}

}  // namespace

base::Result<P1812File> parse_p1812_file(std::string_view text) {
  P1812File file;
  double missing = 0;
  std::int64_t line_number = 1;
  for (; !text.empty(); ++line_number) {
    std::string_view line = take(text, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (missing > 0) {
      if (!add_point(line, file)) return refuse("radio.profile_number", line_number);
      if (--missing == 0) return file;
      continue;
    }
    if (!take(line, ',').starts_with("Number of Points")) continue;
    const auto count = parse_number(take(line, ','));
    if (!count || !(*count >= 1 && *count <= kMaxPoints) || *count != std::floor(*count))
      return refuse("radio.profile_count", line_number);
    missing = *count;
  }
  if (missing > 0) return refuse("radio.profile_count", line_number);
  return base::fail(base::ErrorCode::kInvalid, {"radio.profile_none", {}});
}

}  // namespace radio
