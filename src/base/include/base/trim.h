#pragma once
// A text without the blanks around it.
#include <string_view>

namespace base {

inline constexpr std::string_view kBlanks = " \t", kBlanksAndLineEnds = " \t\r\n";

/// A view of the same text, without the bytes of `blanks` at either end.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = kBlanks) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace base
