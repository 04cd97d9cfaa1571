#include "say.h"

#include <array>
#include <cstdlib>
#include <string_view>

#include "cli/files.h"
#include "embedded/radio.h"
#include "embedded/text.h"
#include "text/catalogue.h"

namespace radio_cli {
namespace {

text::Language language_of_terminal() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("id") ? text::Language::kId : text::Language::kEn;
  return text::Language::kEn;
}

}  // namespace

std::string say(const base::Message& message) {
  static const std::array modules{embedded::text(), embedded::radio()};
  static const text::Catalogue catalogue{modules};
  if (!catalogue.has(message.key)) return message.key;
  return catalogue.say(language_of_terminal(), message);
}

void refuse(const std::string& where, const base::Error& error) {
  throw cli::RefusedInput((where.empty() ? "" : where + ": ") + say(error.message));
}

}  // namespace radio_cli
