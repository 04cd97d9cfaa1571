#include "view/form.h"

#include <algorithm>

#include "forms/typed.h"
#include "forms/validate.h"
#include "text/numbers.h"
#include "view/views.h"

namespace view {
namespace {

using base::Json;
using forms::Field;
using forms::Kind;

constexpr std::size_t kMostTicks = 7;  // more choices than this are a list to open

std::string id_of(std::string_view name) {
  std::string id = "f-" + std::string(name);
  std::ranges::replace(id, '.', '-');
  return id;
}

/// Builds one field's data.
class FieldData {
 public:
  FieldData(const Field& field, const FormState& state, text::Language language,
            const text::Catalogue& catalogue)
      : field_(field), state_(state), language_(language), catalogue_(catalogue) {}

  Json make() {
    const std::string id = id_of(field_.key);
    const std::vector<const base::FieldError*> errors = own_errors();
    Json data = Json::object({{"id", id},
                              {"name", field_.key},
                              {"label", say(field_.label)},
                              {"optional", !field_.required},
                              {"hint", field_.hint.empty() ? Json() : Json(say(field_.hint))},
                              {"hint_id", id + "-h"},
                              {"bad", !errors.empty()},
                              {"group", is_group()}});
    std::string described = field_.hint.empty() ? "" : id + "-h";
    Json shown = Json::array();
    for (std::size_t i = 0; i < errors.size(); ++i) {
      const std::string error_id = id + "-e" + std::to_string(i);
      described.append(described.empty() ? "" : " ").append(error_id);
      shown.push_back(Json::object({{"id", error_id}, {"words", to_json(errors[i]->message)}}));
    }
    data["errors"] = std::move(shown);
    data["described"] = described.empty() ? Json() : Json(described);
    add_control(data, errors);
    return data;
  }

  /// Where a link in the summary leads: the first control that the error concerns.
  std::string target(const base::FieldError& error) const {
    const std::size_t slash = error.field.find('/');
    if (slash != std::string::npos) return id_of(field_.key + "." + error.field.substr(slash + 1));
    if (field_.kind == Kind::kDate) return id_of(field_.key + ".day");
    if (field_.kind == Kind::kPlace) return id_of(field_.key + ".lat");
    if (is_group()) return id_of(field_.key) + "-0";
    return id_of(field_.key);
  }

  bool concerns(const base::FieldError& error) const {
    return error.field == field_.key ||
           (error.field.starts_with(field_.key) && error.field[field_.key.size()] == '/');
  }

 private:
  std::string say(const forms::Words& words) const { return forms::say(words, language_, catalogue_); }

  bool has_ticks() const {
    return field_.kind == Kind::kMultiChoice || field_.kind == Kind::kYesNo ||
           (field_.kind == Kind::kChoice && field_.options.size() <= kMostTicks);
  }
  bool is_group() const { return has_ticks() || field_.kind == Kind::kDate || field_.kind == Kind::kPlace; }

  std::vector<const base::FieldError*> own_errors() const {
    std::vector<const base::FieldError*> own;
    if (state_.errors != nullptr)
      for (const base::FieldError& error : *state_.errors)
        if (concerns(error)) own.push_back(&error);
    return own;
  }

  Json stored() const { return state_.values != nullptr ? state_.values->at(field_.key) : Json(); }

  /// As typed, or as the stored value is typed in this language.
  std::string text_value() const {
    if (state_.typed != nullptr) return std::string(state_.typed->get(field_.key));
    const Json value = stored();
    if (value.is_string()) return value.as_string();
    if (!value.is_number()) return {};
    if (field_.kind == Kind::kMoney) return text::format_number(language_, value.as_int());
    return text::format_decimal(language_, value.as_double(), 9);
  }

  Json line(const char* type) const {
    Json data = Json::object({{"type", type},
                              {"mode", nullptr},
                              {"autocomplete", nullptr},
                              {"longest", nullptr},
                              {"before", nullptr},
                              {"unit", field_.unit.empty() ? Json() : Json(say(field_.unit))},
                              {"narrow", false},
                              {"value", text_value()}});
    if (field_.max_length) data["longest"] = *field_.max_length;
    return data;
  }
  Json number_line() const {
    Json data = line("text");
    const bool whole = field_.kind != Kind::kDecimal && field_.min.value_or(0) >= 0;
    data["mode"] = whole ? "numeric" : "decimal";
    data["narrow"] = true;
    data["autocomplete"] = "off";
    if (field_.kind == Kind::kMoney && field_.unit.empty()) data["before"] = "Rp";
    return data;
  }

  void add_control(Json& data, const std::vector<const base::FieldError*>& errors) const {
    switch (field_.kind) {
      case Kind::kText:
        data["line"] = line("text");
        return;
      case Kind::kUrl:
        data["line"] = line("url");
        return;
      case Kind::kPhone:
        data["line"] = line("tel");
        return;
      case Kind::kInteger:
      case Kind::kDecimal:
      case Kind::kMoney:
        data["line"] = number_line();
        return;
      case Kind::kLongText: {
        data["area"] = Json::object({{"rows", 6}, {"longest", nullptr}, {"value", text_value()}});
        if (field_.max_length) data["area"]["longest"] = *field_.max_length;
        return;
      }
      case Kind::kFile: {
        std::string accept;
        for (const std::string& type : field_.accept) accept.append(accept.empty() ? "" : ",").append(type);
        data["file"] = Json::object({{"accept", accept}});
        return;
      }
      case Kind::kDate:
        data["parts"] = date_parts(!errors.empty());
        return;
      case Kind::kPlace:
        data["parts"] = place_parts(errors);
        return;
      case Kind::kChoice:
      case Kind::kMultiChoice:
      case Kind::kYesNo:
        data[has_ticks() ? "ticks" : "select"] = Json::object({{"options", options()}});
        return;
    }
  }

  Json part(const char* name, const char* label, const std::string& value, int longest, bool wrong) const {
    const std::string full = field_.key + "." + name;
    return Json::object({{"id", id_of(full)},
                         {"name", full},
                         {"label", label},
                         {"mode", longest > 4 ? Json() : Json("numeric")},
                         {"longest", longest},
                         {"wrong", wrong},
                         {"value", state_.typed != nullptr ? std::string(state_.typed->get(full)) : value}});
  }
  Json date_parts(bool wrong) const {
    const std::string date = stored().as_string();
    const auto piece = [&](std::size_t at, std::size_t length) {
      return date.size() >= at + length ? date.substr(at, length) : std::string();
    };
    return Json::object({{"half", false},
                         {"part", Json::array({part("day", "view.day", piece(8, 2), 2, wrong),
                                               part("month", "view.month", piece(5, 2), 2, wrong),
                                               part("year", "view.year", piece(0, 4), 4, wrong)})}});
  }
  Json place_parts(const std::vector<const base::FieldError*>& errors) const {
    const Json place = stored();
    const auto degrees = [&](const char* name) {
      return place.at(name).is_number() ? text::format_decimal(language_, place.at(name).as_double(), 6)
                                        : std::string();
    };
    const auto wrong = [&](const std::string& name) {
      return std::ranges::any_of(errors, [&](const base::FieldError* error) {
        return error->field == field_.key || error->field == field_.key + "/" + name;
      });
    };
    return Json::object(
        {{"half", true},
         {"part", Json::array({part("lat", "view.latitude", degrees("lat"), 30, wrong("lat")),
                               part("lon", "view.longitude", degrees("lon"), 30, wrong("lon"))})}});
  }

  bool is_chosen(const std::string& value) const {
    if (state_.typed != nullptr) {
      const auto sent = state_.typed->all(field_.key);
      return std::ranges::find(sent, value) != sent.end();
    }
    const Json current = stored();
    if (current.is_bool()) return value == (current.as_bool() ? "yes" : "no");
    if (current.is_array())
      return std::ranges::find(current.as_array(), Json(value)) != current.as_array().end();
    return current.is_string() && current.as_string() == value;
  }
  Json options() const {
    const std::vector<forms::Option> yes_no{{"yes", {.key = "view.yes"}, {}}, {"no", {.key = "view.no"}, {}}};
    const auto& all = field_.kind == Kind::kYesNo ? yes_no : field_.options;
    Json options = Json::array();
    for (std::size_t i = 0; i < all.size(); ++i)
      options.push_back(Json::object({{"id", id_of(field_.key) + "-" + std::to_string(i)},
                                      {"type", field_.kind == Kind::kMultiChoice ? "checkbox" : "radio"},
                                      {"value", all[i].value},
                                      {"label", say(all[i].label)},
                                      {"hint", all[i].hint.empty() ? Json() : Json(say(all[i].hint))},
                                      {"checked", is_chosen(all[i].value)}}));
    return options;
  }

  const Field& field_;
  const FormState& state_;
  text::Language language_;
  const text::Catalogue& catalogue_;
};

}  // namespace

ReadForm read_form(const forms::Form& form, const http::Request& request) {
  forms::Form asked = form;
  std::erase_if(asked.fields, [](const Field& field) { return field.kind == Kind::kFile; });
  const forms::Sent sent = [&](std::string_view name) {
    const auto views = request.form().all(name);
    return std::vector<std::string>(views.begin(), views.end());
  };
  ReadForm read{forms::read_typed(asked, sent, request.language), {}};
  read.errors = forms::validate(asked, read.values);
  return read;
}

Json form_data(const forms::Form& form, const FormState& state, text::Language language,
               const text::Catalogue& catalogue) {
  Json fields = Json::array(), list = Json::array();
  for (const Field& field : form.fields) {
    FieldData data(field, state, language, catalogue);
    fields.push_back(data.make());
    if (state.errors == nullptr) continue;
    for (const base::FieldError& error : *state.errors)
      if (data.concerns(error))
        list.push_back(Json::object({{"path", "#" + data.target(error)},
                                     {"label", forms::say(field.label, language, catalogue)},
                                     {"words", to_json(error.message)}}));
  }
  Json out = Json::object({{"fields", std::move(fields)}, {"wrong", nullptr}});
  const auto count = static_cast<std::int64_t>(list.as_array().size());
  if (count > 0)
    out["wrong"] = Json::object({{"heading", to_json(base::Message{"view.fields_wrong", {{"n", count}}})},
                                 {"list", std::move(list)}});
  return out;
}

base::Json form_data(const Refusal& refusal) {
  const Json link = Json::object(
      {{"path", "#" + refusal.control}, {"label", refusal.label}, {"words", to_json(refusal.why)}});
  return Json::object(
      {{"wrong",
        Json::object({{"heading", to_json(base::Message{"view.fields_wrong", {{"n", std::int64_t{1}}}})},
                      {"list", Json::array({link})}})}});
}

base::Json why_data(const std::string& control, const base::Message& why) {
  return Json::object({{"id", control + "-e"}, {"words", to_json(why)}});
}

}  // namespace view
