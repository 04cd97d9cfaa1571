#include <algorithm>
#include <cmath>
#include <set>

#include "forms/form.h"

namespace forms {
namespace {

constexpr std::size_t kMostFields = 200;
constexpr std::size_t kMostOptions = 500;
constexpr std::size_t kLongestKey = 40;

constexpr Kind kKinds[] = {Kind::kText, Kind::kLongText, Kind::kInteger,     Kind::kDecimal, Kind::kMoney,
                           Kind::kDate, Kind::kChoice,   Kind::kMultiChoice, Kind::kYesNo,   Kind::kPlace,
                           Kind::kFile, Kind::kUrl,      Kind::kPhone};

bool is_field_key(std::string_view key) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return !key.empty() && key.size() <= kLongestKey && lower(key.front()) &&
         std::ranges::all_of(key, [&](char c) { return lower(c) || (c >= '0' && c <= '9') || c == '_'; });
}

/// Reads one object of a description and notes every fault with its place.
class Reader {
 public:
  Reader(const base::Json& json, std::string place, std::vector<base::FieldError>& faults)
      : json_(json), place_(std::move(place)), faults_(faults) {
    if (!json.is_object()) fault("", "forms.description_no_object");
  }

  void fault(std::string_view member, const char* key) {
    std::string where = place_;
    if (!member.empty()) where.append(where.empty() ? "" : "/").append(member);
    faults_.push_back({std::move(where), {key, {}}});
  }
  const base::Json& member(const char* name) {
    known_.insert(name);
    return json_.at(name);
  }
  std::string text(const char* name, std::size_t longest) {
    const base::Json& value = member(name);
    if (value.is_null()) return {};
    if (!value.is_string() || value.as_string().size() > longest) fault(name, "forms.description_no_text");
    return value.as_string();
  }
  Words words(const char* name, bool needed) {
    const base::Json& value = member(name);
    Words words;
    if (value.is_string()) words.key = value.as_string();
    if (value.is_object()) {
      words.id = value.at("id").as_string();
      words.en = value.at("en").as_string();
    }
    const bool half = value.is_object() && (words.id.empty() || words.en.empty());
    if (half || (needed && words.empty())) fault(name, "forms.description_no_words");
    return words;
  }
  bool flag(const char* name) {
    const base::Json& value = member(name);
    if (!value.is_null() && !value.is_bool()) fault(name, "forms.description_no_flag");
    return value.as_bool();
  }
  std::optional<double> number(const char* name) {
    const base::Json& value = member(name);
    if (value.is_null()) return std::nullopt;
    if (!value.is_number()) fault(name, "forms.description_no_number");
    return value.as_double();
  }
  std::optional<int> count(const char* name) {
    const auto value = number(name);
    if (!value) return std::nullopt;
    if (*value < 0 || *value > 1e6 || *value != std::floor(*value)) {
      fault(name, "forms.description_no_number");
      return std::nullopt;
    }
    return static_cast<int>(*value);
  }
  std::string date(const char* name) {
    std::string value = text(name, 10);
    if (!value.empty() && !base::parse_date(value)) fault(name, "forms.description_no_date");
    return value;
  }
  const base::Json::Array& items(const char* name, std::size_t most) {
    const base::Json& value = member(name);
    if ((!value.is_null() && !value.is_array()) || value.as_array().size() > most)
      fault(name, "forms.description_no_list");
    return value.as_array();
  }
  /// Names what nobody asked for: a misspelt rule must not silently rule nothing.
  void refuse_unknown() {
    for (const auto& [name, value] : json_.as_object())
      if (!known_.contains(name)) fault(name, "forms.description_unknown_member");
  }

 private:
  const base::Json& json_;
  std::string place_;
  std::vector<base::FieldError>& faults_;
  std::set<std::string, std::less<>> known_;
};

Option read_option(const base::Json& json, const std::string& place, std::vector<base::FieldError>& faults) {
  Reader reader(json, place, faults);
  Option option{reader.text("value", kLongestKey), reader.words("label", true), reader.words("hint", false)};
  if (option.value.empty()) reader.fault("value", "forms.description_no_text");
  reader.refuse_unknown();
  return option;
}

void read_options(Reader& reader, Field& field, const std::string& place,
                  std::vector<base::FieldError>& faults) {
  std::set<std::string> values;
  const auto& options = reader.items("options", kMostOptions);
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::string at = place + "/options/" + std::to_string(i);
    field.options.push_back(read_option(options[i], at, faults));
    if (!values.insert(field.options.back().value).second)
      faults.push_back({at, {"forms.description_twice", {}}});
  }
  const bool choice = field.kind == Kind::kChoice || field.kind == Kind::kMultiChoice;
  if (choice == options.empty()) reader.fault("options", "forms.description_options");
}

Field read_field(const base::Json& json, const std::string& place, std::vector<base::FieldError>& faults) {
  Reader reader(json, place, faults);
  Field field;
  field.key = reader.text("key", kLongestKey);
  if (!is_field_key(field.key)) reader.fault("key", "forms.description_no_key");
  const std::string type = reader.text("type", kLongestKey);
  const auto* kind = std::ranges::find(kKinds, type, [](Kind k) { return name(k); });
  if (kind == std::end(kKinds)) {
    reader.fault("type", "forms.description_no_type");
  } else {
    field.kind = *kind;
  }
  field.label = reader.words("label", true);
  field.hint = reader.words("hint", false);
  field.unit = reader.words("unit", false);
  field.required = reader.flag("required");
  field.approximate = reader.flag("approximate");
  field.min = reader.number("min");
  field.max = reader.number("max");
  field.earliest = reader.date("earliest");
  field.latest = reader.date("latest");
  field.min_length = reader.count("min_length");
  field.max_length = reader.count("max_length");
  read_options(reader, field, place, faults);
  for (const base::Json& type_name : reader.items("accept", 20))
    field.accept.push_back(type_name.as_string());
  reader.refuse_unknown();
  return field;
}

}  // namespace

base::Result<Form> parse_form(const base::Json& description) {
  std::vector<base::FieldError> faults;
  Reader reader(description, "", faults);
  Form form{reader.text("key", kLongestKey), reader.words("title", false), {}};
  std::set<std::string> keys;
  const auto& fields = reader.items("fields", kMostFields);
  for (std::size_t i = 0; i < fields.size() && i < kMostFields; ++i) {
    const std::string place = "fields/" + std::to_string(i);
    form.fields.push_back(read_field(fields[i], place, faults));
    if (!keys.insert(form.fields.back().key).second)
      faults.push_back({place + "/key", {"forms.description_twice", {}}});
  }
  reader.refuse_unknown();
  if (!faults.empty())
    return base::fail(base::ErrorCode::kInvalid, {"forms.description_wrong", {}}, std::move(faults));
  return form;
}

}  // namespace forms
