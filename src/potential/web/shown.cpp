#include "shown.h"

#include <algorithm>

#include "text/numbers.h"
#include "view/status.h"

namespace potential_web {

using base::Json;

Shown::Shown(const Context& context, db::Reader& reader, text::Language language)
    : context_(context), book_(context.desk.areas().current(reader)), language_(language) {}

std::string Shown::say(std::string_view key, Values values) const {
  return context_.site.views().catalogue().say(language_,
                                               {"potential." + std::string(key), std::move(values)});
}

std::string Shown::words(const forms::Words& words) const {
  return forms::say(words, language_, context_.site.views().catalogue());
}

std::string Shown::area_alone(std::string_view code) const {
  const region::Area* area = book_->find(code);
  if (area == nullptr) return std::string(code);
  return say("area." + std::string(region::name_of(area->level)), {{"name", area->name}});
}

std::string Shown::area(std::string_view code) const {
  const region::Area* area = book_->find(code);
  if (area == nullptr || !region::is_village(area->level)) return area_alone(code);
  return say("area_in", {{"village", area_alone(code)}, {"district", area_alone(area->parent_code)}});
}

std::string Shown::regency() const {
  const region::Area* regency = book_->regency();
  return regency == nullptr ? std::string() : area_alone(regency->code);
}

std::string Shown::option(const forms::Form& form, std::string_view field, std::string_view value) const {
  const forms::Field* found = form.find(field);
  if (found == nullptr) return {};
  const auto option = std::ranges::find(found->options, value, &forms::Option::value);
  return option == found->options.end() ? std::string() : words(option->label);
}

std::string Shown::value(const forms::Field& field, const Json& value) const {
  if (value.is_null()) return {};
  if (value.is_array()) {
    std::string list;
    for (const Json& item : value.as_array()) list += (list.empty() ? "" : ", ") + this->value(field, item);
    return list;
  }
  if (value.is_bool()) return say(value.as_bool() ? "yes" : "no");
  if (!field.options.empty()) {
    const auto option = std::ranges::find(field.options, value.as_string(), &forms::Option::value);
    return option == field.options.end() ? value.as_string() : words(option->label);
  }
  if (field.kind == forms::Kind::kMoney) return text::format_rupiah(language_, {value.as_int()});
  if (!value.is_number()) return value.as_string();
  std::string text = text::format_decimal(language_, value.as_double(), 2);
  if (!field.unit.empty()) text += ' ' + words(field.unit);
  return text;
}

std::string Shown::kind(const potential::Listed& listed) const {
  const potential::Category* category = categories().find(listed.category);
  if (category == nullptr) return listed.category;
  std::string kind = listed.kind ? option(category->own, "kind", *listed.kind) : std::string();
  return kind.empty() ? words(category->one) : kind;
}

Json Shown::place(const potential::Listed& listed) const {
  return Json::object({{"path", listed.path()},
                       {"name", listed.name},
                       {"kind", capital(kind(listed))},
                       {"where", area(listed.area_code)}});
}

Json Shown::places(const std::vector<potential::Listed>& list) const {
  Json places = Json::array();
  for (const potential::Listed& listed : list) places.push_back(place(listed));
  return places;
}

std::string capital(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

view::Tone tone_of(potential::State state) {
  switch (state) {
    case potential::State::kDraft:
      return view::Tone::kDraft;
    case potential::State::kSubmitted:
      return view::Tone::kSubmitted;
    case potential::State::kVerified:
      return view::Tone::kWaiting;
    case potential::State::kPublished:
      return view::Tone::kDecided;
    case potential::State::kArchived:
      return view::Tone::kRejected;
  }
  return view::Tone::kDraft;
}

Json status_of(std::string_view state) {
  const auto parsed = potential::parse_state(state).value_or(potential::State::kDraft);
  return view::status(tone_of(parsed), {"potential.state." + std::string(state), {}});
}

}  // namespace potential_web
