// Both coordinates in one cell: where one ends and the other begins.
#include <algorithm>
#include <cmath>

#include "coordinate_tokens.h"
#include "tables/text.h"

namespace tables {
namespace {

constexpr std::size_t kLongestLink = 500;

std::optional<AnglePair> pair_of(std::string_view left, std::string_view right) {
  const AngleResult a = parse_angle(left), b = parse_angle(right);
  if (!a.angle || !b.angle) return std::nullopt;
  AnglePair pair{*a.angle, *b.angle, 0, 0};
  const bool same_axis = pair.first.axis != Axis::kUnknown && pair.first.axis == pair.second.axis;
  if (same_axis) return std::nullopt;
  const bool longitude_first = pair.first.axis == Axis::kLongitude || pair.second.axis == Axis::kLatitude ||
                               (pair.first.axis == Axis::kUnknown && std::abs(pair.first.degrees) > 90 &&
                                std::abs(pair.second.degrees) <= 90);
  pair.latitude = longitude_first ? pair.second.degrees : pair.first.degrees;
  pair.longitude = longitude_first ? pair.first.degrees : pair.second.degrees;
  return pair;
}

/// The part of a link that holds the place.
std::string_view inside_link(std::string_view text) {
  if (!text.starts_with("http") && text.find("maps") == text.npos) return text;
  for (const std::string_view mark : {"!3d", "q=", "query=", "ll=", "@", "place/"}) {
    const std::size_t at = text.find(mark);
    if (at == text.npos || mark == "!3d") continue;
    std::string_view rest = text.substr(at + mark.size());
    const std::size_t comma = rest.find_first_of(",");
    if (comma == rest.npos) continue;
    const std::size_t end = rest.find_first_not_of("0123456789.-", comma + 1);
    return rest.substr(0, end);
  }
  return text;
}

/// Where a comma or blank may divide two coordinates: the middle one of an odd number of candidates.
std::optional<AnglePair> divide_at(std::string_view text, const std::vector<std::size_t>& places,
                                   std::size_t width) {
  if (places.size() % 2 == 0) return std::nullopt;
  const std::size_t at = places[places.size() / 2];
  return pair_of(text.substr(0, at), text.substr(at + width));
}

/// "-2.614901,102.395131,45": devices add the height.
std::optional<AnglePair> without_height(std::string_view text, const std::vector<std::size_t>& commas) {
  if (commas.size() != 2) return std::nullopt;
  const std::string_view first = text.substr(0, commas[0]), third = trim(text.substr(commas[1] + 1)),
                         second = text.substr(commas[0] + 1, commas[1] - commas[0] - 1);
  const bool pointed = first.find('.') != first.npos && second.find('.') != second.npos;
  if (!pointed || third.find_first_not_of("0123456789.-") != third.npos) return std::nullopt;
  return pair_of(first, second);
}

std::vector<std::size_t> all_of(std::string_view text, std::string_view what) {
  std::vector<std::size_t> places;
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) places.push_back(at);
  return places;
}

/// "…S 102…" or "S 2.6 E 102.3": behind the first hemisphere when figures stand before it, else before the
/// second.
std::optional<AnglePair> divide_by_letters(std::string_view text) {
  bool figures = false;
  int hemispheres = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (is_digit(text[at])) figures = true;
    if (!is_letter(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (is_hemisphere(fold(text.substr(at, end - at)))) {
      ++hemispheres;
      if (hemispheres == 1 && figures) return pair_of(text.substr(0, end), text.substr(end));
      if (hemispheres == 2) return pair_of(text.substr(0, at), text.substr(at));
    }
    at = end;
  }
  return std::nullopt;
}

}  // namespace

std::optional<AnglePair> parse_angle_pair(std::string_view cell) {
  std::string_view text = trim(cell);
  if (text.empty() || text.size() > kLongestLink) return std::nullopt;
  text = trim(inside_link(text));
  bool well_known_text = false;
  if (text.size() > 5 && fold(text.substr(0, 5)) == "point") {
    text = trim(text.substr(5));
    well_known_text = true;
  }
  while (text.size() > 2 && (text.front() == '(' || text.front() == '[')) text = trim(text.substr(1));
  while (text.size() > 2 && (text.back() == ')' || text.back() == ']'))
    text = trim(text.substr(0, text.size() - 1));
  if (text.size() > kLongestCoordinate) return std::nullopt;
  if (well_known_text) {
    const std::size_t blank = text.find(' ');
    if (blank == text.npos) return std::nullopt;
    auto pair = pair_of(text.substr(0, blank), text.substr(blank + 1));
    if (pair) pair->longitude = pair->first.degrees, pair->latitude = pair->second.degrees;
    return pair;
  }
  for (const char mark : {';', '|', '/', '\n', '\t'})
    if (std::count(text.begin(), text.end(), mark) == 1) {
      const std::size_t at = text.find(mark);
      return pair_of(text.substr(0, at), text.substr(at + 1));
    }
  if (auto pair = divide_by_letters(text)) return pair;
  if (auto pair = divide_at(text, all_of(text, ", "), 2)) return pair;
  // "-2,614901" is one figure: a lone comma divides only where a point already marks the decimals.
  const std::vector<std::size_t> commas = all_of(text, ",");
  if (commas.size() > 1 || text.find('.') != text.npos) {
    if (auto pair = divide_at(text, commas, 1)) return pair;
  }
  if (auto pair = without_height(text, commas)) return pair;
  return divide_at(text, all_of(text, " "), 1);
}

}  // namespace tables
