#pragma once
// The languages every page and message exists in.
#include <optional>
#include <string_view>

namespace text {

enum class Language { kId, kEn };
inline constexpr Language kLanguages[] = {Language::kId, Language::kEn};

/// The code of BCP 47: "id", "en".
constexpr std::string_view code(Language language) {
  return language == Language::kId ? "id" : "en";
}

constexpr std::optional<Language> parse_language(std::string_view code) {
  if (code == "id") return Language::kId;
  if (code == "en") return Language::kEn;
  return std::nullopt;
}

}  // namespace text
