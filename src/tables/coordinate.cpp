#include "tables/coordinate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "tables/text.h"
#include "utf8.h"

namespace tables {
namespace {

constexpr std::size_t kMaxText = 200;
constexpr std::size_t kMaxTokens = 16;

enum class Kind {
  kNumber,
  kMinus,
  kPlus,
  kDegree,
  kMinute,
  kSecond,
  kHemisphere,
  kColon,
  kNoise,
  kNotFinite
};

struct Token {
  Kind kind;
  double value = 0;            // of kNumber
  bool whole = true;           // of kNumber: no decimals
  std::string digits = {};     // of kNumber
  bool astray = false;         // of kNumber: several marks
  Axis axis = Axis::kUnknown;  // of kHemisphere
  int sign = 1;                // of kHemisphere
};

struct Hemisphere {
  std::string_view word;
  Axis axis;
  int sign;
};

constexpr std::array<Hemisphere, 24> kHemispheres = {{{"ls", Axis::kLatitude, -1},
                                                      {"lintangselatan", Axis::kLatitude, -1},
                                                      {"selatan", Axis::kLatitude, -1},
                                                      {"south", Axis::kLatitude, -1},
                                                      {"s", Axis::kLatitude, -1},
                                                      {"lu", Axis::kLatitude, 1},
                                                      {"lintangutara", Axis::kLatitude, 1},
                                                      {"utara", Axis::kLatitude, 1},
                                                      {"north", Axis::kLatitude, 1},
                                                      {"n", Axis::kLatitude, 1},
                                                      {"u", Axis::kLatitude, 1},
                                                      {"bt", Axis::kLongitude, 1},
                                                      {"bujurtimur", Axis::kLongitude, 1},
                                                      {"timur", Axis::kLongitude, 1},
                                                      {"east", Axis::kLongitude, 1},
                                                      {"e", Axis::kLongitude, 1},
                                                      {"t", Axis::kLongitude, 1},
                                                      {"bb", Axis::kLongitude, -1},
                                                      {"bujurbarat", Axis::kLongitude, -1},
                                                      {"barat", Axis::kLongitude, -1},
                                                      {"west", Axis::kLongitude, -1},
                                                      {"w", Axis::kLongitude, -1},
                                                      {"b", Axis::kLongitude, -1},
                                                      {"southern", Axis::kLatitude, -1}}};

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

Token number_token(std::string_view text, std::size_t& at) {
  Token token{Kind::kNumber};
  std::string plain;
  int marks = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (digit(c)) {
      plain += c;
      token.digits += c;
      continue;
    }
    const bool mark = (c == '.' || c == ',') && at + 1 < text.size() && digit(text[at + 1]);
    if (!mark) break;
    if (++marks == 1) plain += '.';
  }
  token.whole = marks == 0;
  token.astray = marks > 1;
  std::from_chars(plain.data(), plain.data() + plain.size(), token.value);
  return token;
}

std::optional<Token> word_token(const std::string& word, bool after_number) {
  for (const Hemisphere& h : kHemispheres)
    if (word == h.word) return Token{.kind = Kind::kHemisphere, .axis = h.axis, .sign = h.sign};
  if (word == "nan" || word == "inf" || word == "infinity") return Token{Kind::kNotFinite};
  if (word == "derajat" || word == "deg" || word == "degree" || word == "degrees" || word == "der")
    return Token{Kind::kDegree};
  if (after_number && (word == "o" || word == "d")) return Token{Kind::kDegree};
  if (word == "menit" || word == "min" || word == "minute" || word == "minutes" ||
      (after_number && word == "m"))
    return Token{Kind::kMinute};
  if (word == "detik" || word == "det" || word == "dtk" || word == "sec" || word == "second" ||
      word == "seconds")
    return Token{Kind::kSecond};
  constexpr std::array<std::string_view, 9> kLabels = {"lat", "latitude",  "lintang", "long",     "lon",
                                                       "lng", "longitude", "bujur",   "koordinat"};
  if (std::find(kLabels.begin(), kLabels.end(), word) != kLabels.end()) return Token{Kind::kNoise};
  return std::nullopt;
}

std::optional<Kind> sign_kind(char32_t c, bool after_number) {
  switch (c) {
    case '-':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return Kind::kMinus;
    case '+':
      return Kind::kPlus;
    case 0xB0:
    case 0xBA:
    case 0x2DA:
    case 0x2070:
    case 0x1D52:
      return Kind::kDegree;
    // A degree sign that an encoding lost.
    case '?':
    case 0xFFFD:
    case '*':
      return after_number ? std::optional(Kind::kDegree) : std::nullopt;
    case '\'':
    case 0x2019:
    case 0x2018:
    case 0x2032:
    case 0xB4:
    case '`':
    case 0x2B9:
    case 0x2BC:
      return Kind::kMinute;
    case '"':
    case 0x201C:
    case 0x201D:
    case 0x2033:
    case 0x2BA:
    case 0x201E:
      return Kind::kSecond;
    case ':':
      return Kind::kColon;
    case '.':
    case ',':
    case ';':
    case '=':
    case '(':
    case ')':
    case '[':
    case ']':
    case '_':
      return Kind::kNoise;
    default:
      return std::nullopt;
  }
}

/// Nothing when the text has a sign or a word that stands in no coordinate.
std::optional<std::vector<Token>> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  bool after_number = false;
  for (std::size_t at = 0; at < text.size();) {
    if (tokens.size() >= kMaxTokens) return std::nullopt;
    const char c = text[at];
    if (digit(c) ||
        ((c == '.' || c == ',') && !after_number && at + 1 < text.size() && digit(text[at + 1]))) {
      tokens.push_back(number_token(text, at));
      after_number = true;
      continue;
    }
    if (letter(c)) {
      std::size_t end = at;
      while (end < text.size() && letter(text[end])) ++end;
      std::string word = fold(text.substr(at, end - at));
      // "Lintang Selatan" is one word to us.
      std::size_t next = end;
      while (next < text.size() && text[next] == ' ') ++next;
      if ((word == "lintang" || word == "bujur") && next < text.size() && letter(text[next])) {
        std::size_t stop = next;
        while (stop < text.size() && letter(text[stop])) ++stop;
        const std::string both = word + fold(text.substr(next, stop - next));
        if (word_token(both, false)) word = both, end = stop;
      }
      const auto token = word_token(word, after_number);
      if (!token) return std::nullopt;
      if (token->kind != Kind::kNoise) tokens.push_back(*token);
      after_number = false;
      at = end;
      continue;
    }
    const CodePoint point = decode(text, at);
    at += std::max<std::size_t>(point.size, 1);
    if (point.size > 0 && is_space(point.value)) continue;
    const auto kind =
        point.value == 0x221E ? std::optional(Kind::kNotFinite) : sign_kind(point.value, after_number);
    if (!kind) return std::nullopt;
    after_number = false;
    const bool second_apostrophe =
        *kind == Kind::kMinute && !tokens.empty() && tokens.back().kind == Kind::kMinute;
    if (second_apostrophe) {
      tokens.back().kind = Kind::kSecond;
    } else if (*kind != Kind::kNoise) {
      tokens.push_back(Token{*kind});
    }
  }
  return tokens;
}

AngleResult faulty(AngleFault fault) {
  return {std::nullopt, fault, false, {}};
}

/// [hemisphere] [sign] degrees [mark] [minutes [mark] [seconds [mark]]] [hemisphere]
AngleResult angle_of(std::vector<Token> tokens) {
  if (std::any_of(tokens.begin(), tokens.end(), [](const Token& t) { return t.kind == Kind::kNotFinite; }))
    return faulty(tokens.size() <= 2 ? AngleFault::kNotFinite : AngleFault::kNotAngle);
  Angle angle;
  int sign = 1;
  const auto take_hemisphere = [&](const Token& token) {
    angle.axis = token.axis;
    angle.has_sign = true;
    sign = token.sign;
  };
  std::size_t at = 0;
  if (at < tokens.size() && tokens[at].kind == Kind::kHemisphere) take_hemisphere(tokens[at++]);
  if (at < tokens.size() && tokens[at].kind == Kind::kColon) ++at;
  bool minus = false;
  if (at < tokens.size() && (tokens[at].kind == Kind::kMinus || tokens[at].kind == Kind::kPlus)) {
    minus = tokens[at++].kind == Kind::kMinus;
    angle.has_sign = true;
  }
  std::array<double, 3> parts{};
  std::size_t count = 0;
  const Token* last = nullptr;
  while (at < tokens.size() && count < 3 && tokens[at].kind == Kind::kNumber) {
    if (last != nullptr && !last->whole)
      return faulty(AngleFault::kNotAngle);  // "2,5 36": only the last has decimals
    last = &tokens[at];
    if (last->astray) {
      const bool alone =
          count == 0 && at + 1 >= tokens.size() - (tokens.back().kind == Kind::kHemisphere ? 1 : 0);
      if (!alone) return faulty(AngleFault::kNotAngle);
      const bool south = tokens.back().kind == Kind::kHemisphere && tokens.back().sign < 0;
      return {std::nullopt, AngleFault::kMarksAstray, minus || south, last->digits};
    }
    parts[count++] = tokens[at++].value;
    if (at >= tokens.size()) break;
    const Kind mark = tokens[at].kind;
    const Kind own = count == 1 ? Kind::kDegree : count == 2 ? Kind::kMinute : Kind::kSecond;
    const bool between = at + 1 < tokens.size() && tokens[at + 1].kind == Kind::kNumber;
    if (mark == own || (between && (mark == Kind::kColon || mark == Kind::kMinus))) {
      ++at;
    } else if (mark != Kind::kNumber && mark != Kind::kHemisphere) {
      return faulty(AngleFault::kNotAngle);
    }
  }
  if (count == 0) return faulty(AngleFault::kNotAngle);
  if (at < tokens.size() && tokens[at].kind == Kind::kHemisphere && angle.axis == Axis::kUnknown)
    take_hemisphere(tokens[at++]);
  if (at != tokens.size()) return faulty(AngleFault::kNotAngle);
  if (parts[1] >= 60 || parts[2] >= 60) return faulty(AngleFault::kMinutes);
  const double size = parts[0] + parts[1] / 60 + parts[2] / 3600;
  if (!std::isfinite(size)) return faulty(AngleFault::kNotFinite);
  // "-2.61 S" is south, said twice.
  angle.degrees = (sign < 0 || minus) ? -size : size;
  return {angle, AngleFault::kNone, false, {}};
}

/// "48M 345678 9712345", "48 S 345678 9712345", "UTM 345678": a zone, or metres of six and seven digits.
bool looks_projected(std::string_view text) {
  const std::string folded = fold(text);
  if (folded.find("utm") != folded.npos || folded.find("epsg") != folded.npos) return true;
  std::vector<std::size_t> runs;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && digit(text[end])) ++end;
    if (end > at) runs.push_back(end - at);
    at = end + 1;
  }
  const auto metres = std::count_if(runs.begin(), runs.end(), [](std::size_t n) { return n == 6 || n == 7; });
  return metres >= 2 && text.find_first_of("°'\"") == text.npos && text.find_first_of(".,-") == text.npos;
}

AngleResult without_pair(std::string_view cell) {
  const std::string_view text = trim(cell);
  if (text.empty() || text.size() > kMaxText) return faulty(AngleFault::kNotAngle);
  if (looks_projected(text)) return faulty(AngleFault::kProjected);
  auto tokens = tokens_of(text);
  return tokens ? angle_of(std::move(*tokens)) : faulty(AngleFault::kNotAngle);
}

std::optional<AnglePair> pair_of(std::string_view left, std::string_view right) {
  const AngleResult a = without_pair(left), b = without_pair(right);
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
    if (digit(text[at])) figures = true;
    if (!letter(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && letter(text[end])) ++end;
    const auto token = word_token(fold(text.substr(at, end - at)), false);
    if (token && token->kind == Kind::kHemisphere) {
      ++hemispheres;
      if (hemispheres == 1 && figures) return pair_of(text.substr(0, end), text.substr(end));
      if (hemispheres == 2) return pair_of(text.substr(0, at), text.substr(at));
    }
    at = end;
  }
  return std::nullopt;
}

}  // namespace

AngleResult parse_angle(std::string_view cell) {
  return without_pair(cell);
}

std::optional<AnglePair> parse_angle_pair(std::string_view cell) {
  std::string_view text = trim(cell);
  if (text.empty() || text.size() > 500) return std::nullopt;
  text = trim(inside_link(text));
  bool well_known_text = false;
  if (text.size() > 5 && fold(text.substr(0, 5)) == "point") {
    text = trim(text.substr(5));
    well_known_text = true;
  }
  while (text.size() > 2 && (text.front() == '(' || text.front() == '[')) text = trim(text.substr(1));
  while (text.size() > 2 && (text.back() == ')' || text.back() == ']'))
    text = trim(text.substr(0, text.size() - 1));
  if (text.size() > kMaxText) return std::nullopt;
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
  return divide_at(text, all_of(text, " "), 1);
}

}  // namespace tables
