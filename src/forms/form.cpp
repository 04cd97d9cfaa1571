#include "forms/form.h"

#include <algorithm>

#include "base/check.h"

namespace forms {

std::string say(const Words& words, text::Language language, const text::Catalogue& catalogue) {
  if (!words.key.empty()) return catalogue.say(language, {words.key, {}});
  const bool indonesian = language == text::Language::kId ? !words.id.empty() : words.en.empty();
  return indonesian ? words.id : words.en;
}

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::kText:
      return "text";
    case Kind::kLongText:
      return "long_text";
    case Kind::kInteger:
      return "integer";
    case Kind::kDecimal:
      return "decimal";
    case Kind::kMoney:
      return "money";
    case Kind::kDate:
      return "date";
    case Kind::kChoice:
      return "choice";
    case Kind::kMultiChoice:
      return "multi_choice";
    case Kind::kYesNo:
      return "yes_no";
    case Kind::kPlace:
      return "place";
    case Kind::kFile:
      return "file";
    case Kind::kUrl:
      return "url";
    case Kind::kPhone:
      return "phone";
  }
  base::check(false, "every kind has a name");
  return {};
}

const Field* Form::find(std::string_view field_key) const {
  const auto found = std::ranges::find(fields, field_key, &Field::key);
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace forms
