#include "tables/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "ascii.h"
#include "tables/text.h"
#include "utf8.h"

namespace tables {
namespace {

constexpr std::size_t kMaxDigits = 40;

/// A sign, digits with marks between, and what stands behind.
struct Split {
  bool negative = false;
  std::string figure;  ///< digits, '.' and ','; blanks and apostrophes that group thousands are gone
  std::string_view rest;
};

bool take_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

void skip_blanks(std::string_view& text) {
  while (!text.empty()) {
    const CodePoint c = decode(text, 0);
    if (c.size == 0 || !is_space(c.value)) return;
    text.remove_prefix(c.size);
  }
}

std::optional<Split> split(std::string_view text) {
  Split out;
  skip_blanks(text);
  while (take_word(text, "±") || take_word(text, "~") || take_word(text, "+") || take_word(text, "="))
    skip_blanks(text);
  if (take_word(text, "-") || take_word(text, "−") || take_word(text, "–")) out.negative = true;
  skip_blanks(text);
  if (text.empty() ||
      !(is_digit(text[0]) || ((text[0] == ',' || text[0] == '.') && text.size() > 1 && is_digit(text[1]))))
    return std::nullopt;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (is_digit(c)) {
      out.figure += c;
      ++at;
      continue;
    }
    const CodePoint point = decode(text, at);
    const bool mark = c == '.' || c == ',';
    const bool groups = c == '\'' || (point.size > 0 && is_space(point.value)) || point.value == 0x2019;
    const std::size_t behind = at + std::max<std::size_t>(point.size, 1);
    if (!(mark || groups) || behind >= text.size() || !is_digit(text[behind])) break;
    if (groups) {  // only groups of three: "12 5" is no number
      const std::string_view group = text.substr(behind);
      const bool three = group.size() >= 3 && is_digit(group[1]) && is_digit(group[2]) &&
                         (group.size() == 3 || !is_digit(group[3]));
      if (!three) break;
    }
    if (mark) out.figure += c;
    at = behind;
  }
  if (out.figure.size() > kMaxDigits) return std::nullopt;
  out.rest = trim(text.substr(at));
  return out;
}

/// What the marks in a figure allow.
struct Marks {
  bool comma_decimal = false, point_decimal = false;  ///< readable so
  bool same = true;                                   ///< and both readings give one number
};

bool groups_well(std::string_view figure, char mark) {
  // After the first mark every group has three digits, and the first at most three.
  std::size_t last = figure.find(mark);
  if (last == figure.npos) return true;
  if (last == 0 || last > 3) return false;
  for (;;) {
    const std::size_t next = figure.find(mark, last + 1);
    const std::size_t end = next == figure.npos ? figure.size() : next;
    if (end - last - 1 != 3) return false;
    if (next == figure.npos) return true;
    last = next;
  }
}

bool readable(std::string_view figure, char decimal) {
  const char group = decimal == ',' ? '.' : ',';
  const std::size_t at = figure.find(decimal);
  if (at != figure.npos && figure.find(decimal, at + 1) != figure.npos) return false;
  const std::string_view whole = figure.substr(0, at);
  if (at != figure.npos && figure.substr(at).find(group) != figure.npos) return false;
  // A leading zero is never the first group of thousands: "0.500".
  if (whole.size() > 1 && whole[0] == '0' && whole[1] == group) return false;
  return groups_well(whole, group);
}

Marks marks_of(std::string_view figure) {
  const bool any = figure.find_first_of(".,") != figure.npos;
  return {readable(figure, ','), readable(figure, '.'), !any};
}

double value_of(std::string_view figure, char decimal) {
  std::string plain;
  for (const char c : figure)
    if (is_digit(c)) {
      plain += c;
    } else if (c == decimal) {
      plain += '.';
    }
  double value = 0;
  std::from_chars(plain.data(), plain.data() + plain.size(), value);
  return value;
}

/// "juta", "miliar", … at the beginning of what stands behind; 1 where there is none.
double multiplier(std::string_view& rest) {
  constexpr std::array<std::pair<std::string_view, double>, 9> kWords = {{{"ribu", 1e3},
                                                                          {"rb", 1e3},
                                                                          {"juta", 1e6},
                                                                          {"jt", 1e6},
                                                                          {"miliar", 1e9},
                                                                          {"milyar", 1e9},
                                                                          {"milliar", 1e9},
                                                                          {"triliun", 1e12},
                                                                          {"trilyun", 1e12}}};
  std::size_t end = 0;
  while (end < rest.size() && ((rest[end] | 0x20) >= 'a' && (rest[end] | 0x20) <= 'z')) ++end;
  const std::string word = fold(rest.substr(0, end));
  for (const auto& [name, factor] : kWords) {
    if (word != name) continue;
    rest = trim(rest.substr(end));
    return factor;
  }
  return 1;
}

/// A unit has no digit, but for the powers of "m2", and is short; "25?" and "5000-10000" are no numbers.
bool is_unit(std::string_view rest) {
  if (rest.empty()) return true;
  if (length(rest) > 24 || is_digit(rest[0])) return false;
  if (rest == "%" || rest == "‰" || rest == "°") return true;
  const unsigned char first = static_cast<unsigned char>(rest[0]);
  const bool letter = (first | 0x20) >= 'a' && (first | 0x20) <= 'z';
  if (!letter && first != '(' && !rest.starts_with("µ")) return false;
  const std::size_t figure = rest.find_first_of("0123456789");
  return rest.find('?') == rest.npos && (figure == rest.npos || (figure + 1 == rest.size() && figure <= 4));
}

}  // namespace

void NumberEvidence::add(std::string_view cell) {
  if (cell.find_first_of(".,") == cell.npos) return;
  const auto parts = split(cell);
  if (!parts) return;
  const Marks marks = marks_of(parts->figure);
  if (marks.same || marks.comma_decimal == marks.point_decimal) return;
  ++(marks.comma_decimal ? comma_ : point_);
}

NumberStyle NumberEvidence::decide(char fallback) const {
  if (comma_ == point_) return {fallback, false};
  return {comma_ > point_ ? ',' : '.', true};
}

NumberResult parse_number(std::string_view cell, NumberStyle style) {
  const auto parts = split(cell);
  if (!parts) {
    std::string_view bare = trim(cell);
    while (!bare.empty() && (bare[0] == '-' || bare[0] == '+')) bare.remove_prefix(1);
    const std::string word = fold(bare);
    const bool not_finite = word == "nan" || word == "inf" || word == "infinity" || bare == "∞";
    return {std::nullopt, not_finite ? NumberFault::kNotFinite : NumberFault::kNotNumber};
  }
  const Marks marks = marks_of(parts->figure);
  char decimal = style.decimal;
  if (!marks.comma_decimal && !marks.point_decimal) return {};
  if (!marks.comma_decimal) decimal = '.';
  if (!marks.point_decimal) decimal = ',';
  std::string_view rest = parts->rest;
  const double factor = multiplier(rest);
  if (!is_unit(rest)) return {};
  const double value = value_of(parts->figure, decimal) * factor;
  if (!std::isfinite(value)) return {std::nullopt, NumberFault::kNotFinite};
  const bool ambiguous = !marks.same && marks.comma_decimal && marks.point_decimal && !style.certain;
  return {Number{parts->negative ? -value : value, rest, ambiguous}, {}};
}

std::optional<std::int64_t> parse_rupiah(std::string_view cell) {
  std::string_view text = trim(cell);
  const std::string word = fold(text);
  if ((word == "gratis" || word == "free" || word == "cumacuma") && text.find('?') == text.npos) return 0;
  for (const std::string_view prefix : {"Rp.", "Rp", "RP.", "RP", "rp.", "rp", "IDR", "idr"})
    if (take_word(text, prefix)) break;
  auto parts = split(text);
  if (!parts) return std::nullopt;
  std::string_view rest = parts->rest;
  for (const std::string_view dash : {",-", ",–", ".-", ",--", "-"})
    if (rest.starts_with(dash)) {
      rest = trim(rest.substr(dash.size()));
      break;
    }
  const double factor = multiplier(rest);
  if (!(rest.empty() || fold(rest) == "rupiah")) return std::nullopt;
  std::string figure = parts->figure;
  const Marks marks = marks_of(figure);
  if (!marks.comma_decimal && !marks.point_decimal) return std::nullopt;
  char decimal = marks.comma_decimal ? ',' : '.';
  // One mark with three digits behind: thousands, whichever it is, unless "1,950 juta" says otherwise.
  if (marks.comma_decimal && marks.point_decimal && factor == 1 && figure.find(',') != figure.npos)
    decimal = '.';
  const double value = value_of(figure, decimal) * factor;
  if (value != std::floor(value) || value > 9e15) return std::nullopt;
  return static_cast<std::int64_t>(parts->negative ? -value : value);
}

std::optional<bool> parse_yes_no(std::string_view cell) {
  constexpr std::array<std::string_view, 13> kYes = {"ya",  "y",     "yes", "true", "1", "ada",     "sudah",
                                                     "iya", "benar", "v",   "x",    "t", "tersedia"};
  constexpr std::array<std::string_view, 11> kNo = {"tidak", "tdk",   "no",    "n", "false",        "0",
                                                    "belum", "bukan", "salah", "f", "tidaktersedia"};
  const std::string_view text = trim(cell);
  if (text == "✓" || text == "✔" || text == "☑" || text == "√") return true;
  if (text == "✗" || text == "✘" || text == "☐" || text == "×") return false;
  const std::string word = fold(text);
  if (word == "tidakada" || word == "takada") return false;
  if (std::find(kYes.begin(), kYes.end(), word) != kYes.end()) return true;
  if (std::find(kNo.begin(), kNo.end(), word) != kNo.end()) return false;
  return std::nullopt;
}

}  // namespace tables
