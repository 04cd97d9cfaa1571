#include "forms/validate.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "text/characters.h"

namespace forms {
namespace {

using base::Json;
using base::Message;

constexpr std::size_t kLongestUrl = 2'000;

bool not_given(const Json& value) {
  return value.is_null() || (value.is_string() && value.as_string().empty()) ||
         (value.is_array() && value.as_array().empty());
}

std::int64_t length(std::string_view text) {
  return static_cast<std::int64_t>(text::count_characters(text));
}

bool has_control(std::string_view text, bool lines_allowed) {
  return std::ranges::any_of(text, [&](char c) {
    const bool line = c == '\n' || c == '\r' || c == '\t';
    return (static_cast<unsigned char>(c) < 0x20 && !(line && lines_allowed)) || c == 0x7f;
  });
}

/// The rules of one field; the first broken one is told.
class Rules {
 public:
  Rules(const Field& field, std::vector<base::FieldError>& errors) : field_(field), errors_(errors) {}

  void check(const Json& value) {
    switch (field_.kind) {
      case Kind::kText:
      case Kind::kLongText:
        return check_text(value);
      case Kind::kInteger:
      case Kind::kMoney:
        return check_number(value, true);
      case Kind::kDecimal:
        return check_number(value, false);
      case Kind::kDate:
        return check_date(value);
      case Kind::kChoice:
        return check_choice(value, "");
      case Kind::kMultiChoice:
        return check_choices(value);
      case Kind::kYesNo:
        if (!value.is_bool()) wrong("forms.not_yes_no");
        return;
      case Kind::kPlace:
        return check_place(value);
      case Kind::kFile:
        if (!value.is_string() || length(value.as_string()) > kTextLength) wrong("forms.not_file");
        return;
      case Kind::kUrl:
        return check_url(value);
      case Kind::kPhone:
        return check_phone(value);
    }
  }

  void wrong(const char* key, std::vector<std::pair<std::string, Message::Value>> values = {},
             std::string_view below = "") {
    std::string field = field_.key;
    if (!below.empty()) field.append("/").append(below);
    errors_.push_back({std::move(field), {key, std::move(values)}});
  }

 private:
  void check_text(const Json& value) {
    const bool lines = field_.kind == Kind::kLongText;
    if (!value.is_string()) return wrong("forms.not_text");
    if (has_control(value.as_string(), lines)) return wrong("forms.control_character");
    const std::int64_t size = length(value.as_string());
    const std::int64_t most = field_.max_length.value_or(lines ? kLongTextLength : kTextLength);
    if (size > most) return wrong("forms.too_long", {{"max", most}, {"length", size}});
    if (size < field_.min_length.value_or(0))
      wrong("forms.too_short", {{"min", std::int64_t{*field_.min_length}}});
  }

  void check_number(const Json& value, bool whole) {
    const bool money = field_.kind == Kind::kMoney;
    if (!value.is_number() || !std::isfinite(value.as_double()))
      return wrong(money ? "forms.not_money" : "forms.not_number");
    if (whole && !value.is_int()) return wrong(money ? "forms.not_money" : "forms.not_whole");
    const double least = field_.min.value_or(money ? 0 : -HUGE_VAL);
    if (value.as_double() < least)
      return wrong(money ? "forms.money_too_small" : "forms.too_small", {{"min", least}});
    if (field_.max && value.as_double() > *field_.max)
      wrong(money ? "forms.money_too_large" : "forms.too_large", {{"max", *field_.max}});
  }

  void check_date(const Json& value) {
    const std::string& text = value.as_string();
    // Known to the month or the year: its first day stands for it.
    const bool reduced = field_.approximate && (text.size() == 4 || text.size() == 7);
    const auto date = base::parse_date(reduced ? text + (text.size() == 4 ? "-01-01" : "-01") : text);
    if (!date) {
      const auto month = text.size() == 10 ? base::parse_date(text.substr(0, 8) + "01") : std::nullopt;
      const bool digits = text.size() == 10 && std::isdigit(static_cast<unsigned char>(text[8])) &&
                          std::isdigit(static_cast<unsigned char>(text[9]));
      if (!month || !digits) return wrong("forms.not_date");
      base::Date last = *month;
      while (base::is_valid({last.year, last.month, last.day + 1})) ++last.day;
      return wrong("forms.no_such_day", {{"month", text.substr(0, 7)}, {"days", std::int64_t{last.day}}});
    }
    if (!field_.earliest.empty() && *date < base::parse_date(field_.earliest).value_or(*date))
      return wrong("forms.too_early", {{"earliest", field_.earliest}});
    if (!field_.latest.empty() && *date > base::parse_date(field_.latest).value_or(*date))
      wrong("forms.too_late", {{"latest", field_.latest}});
  }

  bool is_option(const Json& value) const {
    return value.is_string() &&
           std::ranges::find(field_.options, value.as_string(), &Option::value) != field_.options.end();
  }
  void check_choice(const Json& value, std::string_view below) {
    if (!is_option(value)) wrong("forms.not_choice", {}, below);
  }

  void check_choices(const Json& value) {
    if (!value.is_array()) return wrong("forms.not_choice");
    std::set<std::string> seen;
    for (const Json& item : value.as_array()) {
      if (!is_option(item)) return wrong("forms.not_choice");
      if (!seen.insert(item.as_string()).second) return wrong("forms.choice_twice");
    }
    const auto size = static_cast<std::int64_t>(seen.size());
    if (field_.min_length && size < *field_.min_length)
      return wrong("forms.too_few", {{"min", std::int64_t{*field_.min_length}}});
    if (field_.max_length && size > *field_.max_length)
      wrong("forms.too_many", {{"max", std::int64_t{*field_.max_length}}});
  }

  void check_place(const Json& value) {
    if (!value.is_object()) return wrong("forms.not_place");
    for (const auto& [name, member] : value.as_object())
      if (name != "lat" && name != "lon") return wrong("forms.not_place");
    check_degrees(value.at("lat"), "lat", 90);
    check_degrees(value.at("lon"), "lon", 180);
  }
  void check_degrees(const Json& value, std::string_view which, double limit) {
    const bool lat = which == "lat";
    if (not_given(value)) return wrong(lat ? "forms.latitude_missing" : "forms.longitude_missing", {}, which);
    if (!value.is_number() || !(std::abs(value.as_double()) <= limit))
      wrong(lat ? "forms.not_latitude" : "forms.not_longitude", {}, which);
  }

  void check_url(const Json& value) {
    std::string_view text = value.as_string();
    const bool spaced = std::ranges::any_of(text, [](char c) {
      return static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '<' || c == '>' || c == '\\' ||
             c == 0x7f;
    });
    if (text.size() > kLongestUrl || spaced) return wrong("forms.not_url");
    if (text.starts_with("https://")) {
      text.remove_prefix(8);
    } else if (text.starts_with("http://")) {
      text.remove_prefix(7);
    } else {
      return wrong("forms.not_url");
    }
    const std::string_view host = text.substr(0, text.find_first_of("/?#"));
    const std::size_t dot = host.find('.');
    // An address with a name and a password in it is made to deceive.
    if (dot == std::string_view::npos || dot == 0 || dot + 1 >= host.size() ||
        host.find('@') != std::string_view::npos)
      wrong("forms.not_url");
  }

  void check_phone(const Json& value) {
    const std::string& text = value.as_string();
    int digits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] >= '0' && text[i] <= '9') ++digits;
      const bool sign =
          std::string_view(" -.()").find(text[i]) != std::string_view::npos || (text[i] == '+' && i == 0);
      if (!sign && !(text[i] >= '0' && text[i] <= '9')) return wrong("forms.not_phone");
    }
    if (digits < 6 || digits > 15 || text.size() > 40) wrong("forms.not_phone");
  }

  const Field& field_;
  std::vector<base::FieldError>& errors_;
};

}  // namespace

std::vector<base::FieldError> validate(const Form& form, const Json& values) {
  std::vector<base::FieldError> errors;
  for (const Field& field : form.fields) {
    Rules rules(field, errors);
    const Json& value = values.at(field.key);
    if (!not_given(value)) {
      rules.check(value);
    } else if (field.required) {
      rules.wrong(field.options.empty() ? "forms.required" : "forms.choose");
    }
  }
  for (const auto& [name, value] : values.as_object())
    if (form.find(name) == nullptr) errors.push_back({name, {"forms.unknown_field", {}}});
  return errors;
}

}  // namespace forms
