#include "tables/coordinate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "coordinate_tokens.h"
#include "tables/text.h"

namespace tables {
namespace {

AngleResult faulty(AngleFault fault) {
  return {std::nullopt, fault, false, {}};
}

/// [hemisphere] [sign] degrees [mark] [minutes [mark] [seconds [mark]]] [hemisphere]
AngleResult angle_of(std::vector<Token> tokens) {
  if (std::any_of(tokens.begin(), tokens.end(),
                  [](const Token& t) { return t.kind == TokenKind::kNotFinite; }))
    return faulty(tokens.size() <= 2 ? AngleFault::kNotFinite : AngleFault::kNotAngle);
  Angle angle;
  int sign = 1;
  const auto take_hemisphere = [&](const Token& token) {
    angle.axis = token.axis;
    angle.has_sign = true;
    sign = token.sign;
  };
  std::size_t at = 0;
  if (at < tokens.size() && tokens[at].kind == TokenKind::kHemisphere) take_hemisphere(tokens[at++]);
  if (at < tokens.size() && tokens[at].kind == TokenKind::kColon) ++at;
  bool minus = false;
  if (at < tokens.size() && (tokens[at].kind == TokenKind::kMinus || tokens[at].kind == TokenKind::kPlus)) {
    minus = tokens[at++].kind == TokenKind::kMinus;
    angle.has_sign = true;
  }
  std::array<double, 3> parts{};
  std::size_t count = 0;
  const Token* last = nullptr;
  while (at < tokens.size() && count < 3 && tokens[at].kind == TokenKind::kNumber) {
    if (last != nullptr && !last->whole)
      return faulty(AngleFault::kNotAngle);  // "2,5 36": only the last has decimals
    last = &tokens[at];
    if (last->astray) {
      const bool alone =
          count == 0 && at + 1 >= tokens.size() - (tokens.back().kind == TokenKind::kHemisphere ? 1 : 0);
      if (!alone) return faulty(AngleFault::kNotAngle);
      const bool south = tokens.back().kind == TokenKind::kHemisphere && tokens.back().sign < 0;
      return {std::nullopt, AngleFault::kMarksAstray, minus || south, last->digits};
    }
    parts[count++] = tokens[at++].value;
    if (at >= tokens.size()) break;
    const TokenKind mark = tokens[at].kind;
    const TokenKind own = count == 1   ? TokenKind::kDegree
                          : count == 2 ? TokenKind::kMinute
                                       : TokenKind::kSecond;
    const bool between = at + 1 < tokens.size() && tokens[at + 1].kind == TokenKind::kNumber;
    if (mark == own || (between && (mark == TokenKind::kColon || mark == TokenKind::kMinus))) {
      ++at;
    } else if (mark != TokenKind::kNumber && mark != TokenKind::kHemisphere) {
      return faulty(AngleFault::kNotAngle);
    }
  }
  if (count == 0) return faulty(AngleFault::kNotAngle);
  if (at < tokens.size() && tokens[at].kind == TokenKind::kHemisphere && angle.axis == Axis::kUnknown)
    take_hemisphere(tokens[at++]);
  if (at != tokens.size()) return faulty(AngleFault::kNotAngle);
  if (parts[1] >= 60 || parts[2] >= 60) return faulty(AngleFault::kMinutes);
  const double size = parts[0] + parts[1] / 60 + parts[2] / 3600;
  if (!std::isfinite(size)) return faulty(AngleFault::kNotFinite);
  // "-2.61 S" is south, said twice.
  angle.degrees = (sign < 0 || minus) ? -size : size;
  return {angle, AngleFault::kNone, false, {}};
}

/// "48M 345678": a zone with its band, and metres.
bool begins_with_zone(std::string_view folded) {
  const std::size_t zone = std::min(folded.find_first_not_of("0123456789"), folded.size());
  if (zone == 0 || zone > 2 || zone == folded.size()) return false;
  const std::string_view metres = folded.substr(zone + 1);
  return is_letter(folded[zone]) && metres.size() >= 6 &&
         metres.find_first_not_of("0123456789 ") == metres.npos;
}

/// "48M 345678 9712345", "48 S 345678", "UTM 345678": a zone, or metres of six and seven digits.
bool looks_projected(std::string_view text) {
  const std::string folded = fold(text);
  if (folded.find("utm") != folded.npos || folded.find("epsg") != folded.npos) return true;
  if (begins_with_zone(folded)) return true;
  std::vector<std::size_t> runs;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end > at) runs.push_back(end - at);
    at = end + 1;
  }
  const auto metres = std::count_if(runs.begin(), runs.end(), [](std::size_t n) { return n == 6 || n == 7; });
  return metres >= 2 && text.find_first_of("°'\"") == text.npos && text.find_first_of(".,-") == text.npos;
}

}  // namespace

AngleResult parse_angle(std::string_view cell) {
  const std::string_view text = trim(cell);
  if (text.empty() || text.size() > kLongestCoordinate) return faulty(AngleFault::kNotAngle);
  if (looks_projected(text)) return faulty(AngleFault::kProjected);
  auto tokens = tokens_of(text);
  return tokens ? angle_of(std::move(*tokens)) : faulty(AngleFault::kNotAngle);
}

}  // namespace tables
