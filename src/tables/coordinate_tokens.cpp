#include "coordinate_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "tables/text.h"
#include "utf8.h"

namespace tables {
namespace {

constexpr std::size_t kMaxTokens = 16;

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

/// How long a power of ten is, as spreadsheets write it: "E+02". An E without sign is the east.
std::size_t power_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const bool power =
      rest.size() > 2 && (rest[0] | 0x20) == 'e' && (rest[1] == '+' || rest[1] == '-') && is_digit(rest[2]);
  if (!power) return 0;
  const std::size_t end = std::min(rest.find_first_not_of("0123456789", 2), rest.size());
  return end <= 4 && (end == rest.size() || rest[end] == ' ') ? end : 0;
}

Token number_token(std::string_view text, std::size_t& at) {
  Token token{TokenKind::kNumber};
  std::string plain;
  int marks = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c)) {
      plain += c;
      token.digits += c;
      continue;
    }
    const bool mark = (c == '.' || c == ',') && at + 1 < text.size() && is_digit(text[at + 1]);
    if (!mark) break;
    if (++marks == 1) plain += '.';
  }
  const std::size_t power = power_at(text, at);
  plain += text.substr(at, power);
  at += power;
  token.whole = marks == 0 && power == 0;
  token.astray = marks > 1;
  std::from_chars(plain.data(), plain.data() + plain.size(), token.value);
  return token;
}

std::optional<Token> word_token(const std::string& word, bool after_number) {
  for (const Hemisphere& h : kHemispheres)
    if (word == h.word) return Token{.kind = TokenKind::kHemisphere, .axis = h.axis, .sign = h.sign};
  if (word == "nan" || word == "inf" || word == "infinity") return Token{TokenKind::kNotFinite};
  if (word == "derajat" || word == "deg" || word == "degree" || word == "degrees" || word == "der")
    return Token{TokenKind::kDegree};
  if (after_number && (word == "o" || word == "d")) return Token{TokenKind::kDegree};
  if (word == "menit" || word == "min" || word == "minute" || word == "minutes" ||
      (after_number && word == "m"))
    return Token{TokenKind::kMinute};
  if (word == "detik" || word == "det" || word == "dtk" || word == "sec" || word == "second" ||
      word == "seconds")
    return Token{TokenKind::kSecond};
  constexpr std::array<std::string_view, 9> kLabels = {"lat", "latitude",  "lintang", "long",     "lon",
                                                       "lng", "longitude", "bujur",   "koordinat"};
  if (std::find(kLabels.begin(), kLabels.end(), word) != kLabels.end()) return Token{TokenKind::kNoise};
  return std::nullopt;
}

/// The word that begins at `at`, folded; "Lintang Selatan" is one word to us.
std::string take_word(std::string_view text, std::size_t& at) {
  const auto end_of = [&](std::size_t from) {
    while (from < text.size() && is_letter(text[from])) ++from;
    return from;
  };
  const std::size_t end = end_of(at);
  std::string word = fold(text.substr(at, end - at));
  at = end;
  if (word != "lintang" && word != "bujur") return word;
  const std::size_t next = text.find_first_not_of(' ', end);
  if (next == text.npos || !is_letter(text[next])) return word;
  std::string both = word + fold(text.substr(next, end_of(next) - next));
  if (!word_token(both, false)) return word;
  at = end_of(next);
  return both;
}

std::optional<TokenKind> sign_kind(char32_t c, bool after_number) {
  switch (c) {
    case '-':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return TokenKind::kMinus;
    case '+':
      return TokenKind::kPlus;
    case 0xB0:
    case 0xBA:
    case 0x2DA:
    case 0x2070:
    case 0x1D52:
      return TokenKind::kDegree;
    // A degree sign that an encoding lost.
    case '?':
    case 0xFFFD:
    case '*':
      return after_number ? std::optional(TokenKind::kDegree) : std::nullopt;
    case '\'':
    case 0x2019:
    case 0x2018:
    case 0x2032:
    case 0xB4:
    case '`':
    case 0x2B9:
    case 0x2BC:
      return TokenKind::kMinute;
    case '"':
    case 0x201C:
    case 0x201D:
    case 0x2033:
    case 0x2BA:
    case 0x201E:
      return TokenKind::kSecond;
    case ':':
    case '/':
      return TokenKind::kColon;
    case '.':
    case ',':
    case ';':
    case '=':
    case '(':
    case ')':
    case '[':
    case ']':
    case '_':
      return TokenKind::kNoise;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool is_hemisphere(const std::string& folded_word) {
  return std::ranges::find(kHemispheres, folded_word, &Hemisphere::word) != kHemispheres.end();
}

std::optional<std::vector<Token>> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  bool after_number = false, any_number = false, minutes_by_word = false;
  for (std::size_t at = 0; at < text.size();) {
    if (tokens.size() >= kMaxTokens) return std::nullopt;
    const char c = text[at];
    if (is_digit(c) ||
        ((c == '.' || c == ',') && !any_number && at + 1 < text.size() && is_digit(text[at + 1]))) {
      tokens.push_back(number_token(text, at));
      after_number = any_number = true;
      continue;
    }
    if (is_letter(c)) {
      const std::string word = take_word(text, at);
      auto token = word_token(word, after_number);
      // "2d36m53s": no south.
      if (word == "s" && after_number && minutes_by_word) token = Token{TokenKind::kSecond};
      if (!token) return std::nullopt;
      minutes_by_word = token->kind == TokenKind::kMinute;
      if (token->kind != TokenKind::kNoise) tokens.push_back(*token);
      after_number = false;
      continue;
    }
    const CodePoint point = decode(text, at);
    at += std::max<std::size_t>(point.size, 1);
    if (point.size > 0 && is_space(point.value)) continue;
    const auto kind =
        point.value == 0x221E ? std::optional(TokenKind::kNotFinite) : sign_kind(point.value, after_number);
    const bool twice = at > 1 && (c == ',' || c == '.') && text[at - 2] == c;  // "-2,,61": a figure is lost
    if (!kind || twice) return std::nullopt;
    after_number = false;
    const bool second_apostrophe =
        *kind == TokenKind::kMinute && !tokens.empty() && tokens.back().kind == TokenKind::kMinute;
    if (second_apostrophe) {
      tokens.back().kind = TokenKind::kSecond;
    } else if (*kind != TokenKind::kNoise) {
      tokens.push_back(Token{*kind});
    }
  }
  return tokens;
}

}  // namespace tables
