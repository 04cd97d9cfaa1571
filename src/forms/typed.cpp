#include "forms/typed.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/trim.h"

namespace forms {
namespace {

using base::Json;

constexpr std::size_t kLongestNumber = 40;

/// Without spaces and "Rp", with an ASCII minus.
std::string plain_number(std::string_view typed) {
  std::string text;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const std::string_view rest = typed.substr(i);
    if (rest.starts_with("\u2212")) {
      text += '-';
      i += 2;
    } else if (rest.starts_with("\u00a0")) {
      i += 1;
    } else if (typed[i] != ' ') {
      text += typed[i];
    }
  }
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::string_view unsigned_part = std::string_view(text).substr(sign);
  if (unsigned_part.starts_with("Rp") || unsigned_part.starts_with("rp") || unsigned_part.starts_with("RP"))
    text.erase(sign, unsigned_part.starts_with("Rp.") || unsigned_part.starts_with("rp.") ? 3 : 2);
  return text;
}

/// Whether every `mark` in the whole part stands before exactly three digits: 1.950.000.
bool groups_thousands(std::string_view whole, char mark) {
  std::size_t since_mark = 0;
  bool marked = false;
  for (const char c : whole) {
    if (c == mark) {
      if (marked ? since_mark != 3 : (since_mark == 0 || since_mark > 3)) return false;
      marked = true;
      since_mark = 0;
    } else if (c != '-') {
      ++since_mark;
    }
  }
  return !marked || since_mark == 3;
}

std::optional<double> parse_ascii(const std::string& text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  const bool read = error == std::errc{} && end == text.data() + text.size();
  // from_chars knows "nan" and "inf"; people do not.
  if (!read || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string first(const Sent& sent, std::string_view name) {
  const auto values = sent(name);
  return values.empty() ? std::string()
                        : std::string(base::trimmed(values.front(), base::kBlanksAndLineEnds));
}

Json number_value(const std::string& typed, const Field& field, text::Language language) {
  const auto value = parse_number(typed, language);
  if (!value) return Json(typed);
  const bool whole = field.kind != Kind::kDecimal && *value == std::floor(*value) && std::abs(*value) < 9e15;
  return whole ? Json(static_cast<std::int64_t>(*value)) : Json(*value);
}

std::string two_digits(const std::string& text) {
  return text.size() == 1 ? "0" + text : text;
}

/// Three parts become "2026-11-24"; without the day "2026-11", without day and month "2026".
Json date_value(const Field& field, const Sent& sent) {
  if (std::string whole = first(sent, field.key); !whole.empty()) return Json(whole);
  const std::string day = first(sent, field.key + ".day"), month = first(sent, field.key + ".month"),
                    year = first(sent, field.key + ".year");
  if (day.empty() && month.empty() && year.empty()) return {};
  std::string text = year;
  if (!month.empty() || !day.empty()) text += "-" + two_digits(month);
  if (!day.empty()) text += "-" + two_digits(day);
  return Json(text);
}

Json place_value(const Field& field, const Sent& sent) {
  Json place = Json::object();
  for (const char* part : {"lat", "lon"}) {
    const std::string typed = first(sent, field.key + "." + part);
    if (typed.empty()) continue;
    const auto degrees = parse_degrees(typed);
    place[part] = degrees ? Json(*degrees) : Json(typed);
  }
  return place.as_object().empty() ? Json() : place;
}

Json value_of(const Field& field, const Sent& sent, text::Language language) {
  if (field.kind == Kind::kDate) return date_value(field, sent);
  if (field.kind == Kind::kPlace) return place_value(field, sent);
  if (field.kind == Kind::kMultiChoice) {
    Json chosen = Json::array();
    for (const std::string& value : sent(field.key))
      if (!value.empty()) chosen.push_back(value);
    return chosen.as_array().empty() ? Json() : chosen;
  }
  const std::string typed = first(sent, field.key);
  if (typed.empty()) return {};
  if (field.kind == Kind::kYesNo)
    return typed == "yes" ? Json(true) : typed == "no" ? Json(false) : Json(typed);
  if (field.kind == Kind::kInteger || field.kind == Kind::kDecimal || field.kind == Kind::kMoney)
    return number_value(typed, field, language);
  if (field.kind == Kind::kLongText) {
    std::string text = typed;  // browsers send CRLF
    std::erase(text, '\r');
    return Json(text);
  }
  return Json(typed);
}

}  // namespace

std::optional<double> parse_number(std::string_view typed, text::Language language) {
  if (typed.size() > kLongestNumber) return std::nullopt;
  std::string text = plain_number(base::trimmed(typed, base::kBlanksAndLineEnds));
  char group = language == text::Language::kId ? '.' : ',',
       point = language == text::Language::kId ? ',' : '.';
  // "2.5" in Indonesian, "2,5" in English: the mark cannot group, so it begins the decimals.
  const bool has_point = text.find(point) != std::string::npos;
  if (!has_point && std::ranges::count(text, group) == 1 && !groups_thousands(text, group))
    std::swap(group, point);
  const std::size_t at = text.find(point);
  if (!groups_thousands(std::string_view(text).substr(0, at), group)) return std::nullopt;
  if (at != std::string::npos) {
    if (text.find_first_of(".,", at + 1) != std::string::npos || at + 1 == text.size()) return std::nullopt;
    text[at] = '\x01';
  }
  std::erase(text, group);
  std::ranges::replace(text, '\x01', '.');
  return parse_ascii(text);
}

std::optional<double> parse_degrees(std::string_view typed) {
  if (typed.size() > kLongestNumber) return std::nullopt;
  std::string text = plain_number(base::trimmed(typed, base::kBlanksAndLineEnds));
  std::ranges::replace(text, ',', '.');
  return parse_ascii(text);
}

Json read_typed(const Form& form, const Sent& sent, text::Language language) {
  Json values = Json::object();
  for (const Field& field : form.fields)
    if (Json value = value_of(field, sent, language); !value.is_null()) values[field.key] = std::move(value);
  return values;
}

}  // namespace forms
