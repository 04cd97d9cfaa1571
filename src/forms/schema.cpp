#include "forms/form.h"

namespace forms {
namespace {

using base::Json;

Json degrees(double limit) {
  return Json::object({{"type", "number"}, {"minimum", -limit}, {"maximum", limit}});
}

/// A bound as it was written: whole numbers without a point.
Json bound(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  return static_cast<double>(whole) == value ? Json(whole) : Json(value);
}

Json options_of(const Field& field, text::Language language, const text::Catalogue& catalogue) {
  Json options = Json::array();
  for (const Option& option : field.options)
    options.push_back(
        Json::object({{"const", option.value}, {"title", say(option.label, language, catalogue)}}));
  return options;
}

void describe_text(Json& schema, const Field& field) {
  const int longest =
      field.max_length.value_or(field.kind == Kind::kLongText ? kLongTextLength : kTextLength);
  schema["type"] = "string";
  if (field.min_length || field.required) schema["minLength"] = field.min_length.value_or(1);
  schema["maxLength"] = longest;
}

void describe_date(Json& schema, const Field& field) {
  schema["type"] = "string";
  const Json day = Json::object({{"format", "date"}});
  if (!field.approximate) {
    schema["format"] = "date";
  } else {
    schema["anyOf"] = Json::array({day, Json::object({{"pattern", "^[0-9]{4}(-(0[1-9]|1[0-2]))?$"}})});
  }
}

void describe_value(Json& schema, const Field& field, text::Language language,
                    const text::Catalogue& catalogue) {
  switch (field.kind) {
    case Kind::kText:
    case Kind::kLongText:
      return describe_text(schema, field);
    case Kind::kInteger:
    case Kind::kMoney:
      schema["type"] = "integer";
      break;
    case Kind::kDecimal:
      schema["type"] = "number";
      break;
    case Kind::kDate:
      return describe_date(schema, field);
    case Kind::kChoice:
      schema["type"] = "string";
      schema["oneOf"] = options_of(field, language, catalogue);
      return;
    case Kind::kMultiChoice:
      schema["type"] = "array";
      schema["items"] = Json::object({{"oneOf", options_of(field, language, catalogue)}});
      schema["uniqueItems"] = true;
      if (field.min_length || field.required) schema["minItems"] = field.min_length.value_or(1);
      if (field.max_length) schema["maxItems"] = *field.max_length;
      return;
    case Kind::kYesNo:
      schema["type"] = "boolean";
      return;
    case Kind::kPlace:
      schema["type"] = "object";
      schema["properties"] = Json::object({{"lat", degrees(90)}, {"lon", degrees(180)}});
      schema["required"] = Json::array({"lat", "lon"});
      schema["additionalProperties"] = false;
      return;
    case Kind::kFile:
      schema["type"] = "string";
      schema["maxLength"] = kTextLength;
      return;
    case Kind::kUrl:
      schema["type"] = "string";
      schema["format"] = "uri";
      return;
    case Kind::kPhone:
      schema["type"] = "string";
      schema["minLength"] = 6;
      return;
  }
  // Numbers: what is left.
  if (field.min || field.kind == Kind::kMoney) schema["minimum"] = bound(field.min.value_or(0));
  if (field.max) schema["maximum"] = bound(*field.max);
}

}  // namespace

Json json_schema(const Form& form, text::Language language, const text::Catalogue& catalogue) {
  Json properties = Json::object(), required = Json::array();
  for (const Field& field : form.fields) {
    Json schema = Json::object({{"title", say(field.label, language, catalogue)}});
    if (!field.hint.empty()) schema["description"] = say(field.hint, language, catalogue);
    if (!field.unit.empty()) schema["x-unit"] = say(field.unit, language, catalogue);
    describe_value(schema, field, language, catalogue);
    properties[field.key] = std::move(schema);
    if (field.required) required.push_back(field.key);
  }
  Json schema = Json::object({{"$schema", "https://json-schema.org/draft/2020-12/schema"}});
  if (!form.title.empty()) schema["title"] = say(form.title, language, catalogue);
  schema["type"] = "object";
  schema["properties"] = std::move(properties);
  if (!required.as_array().empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

}  // namespace forms
