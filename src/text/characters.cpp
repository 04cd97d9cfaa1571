#include "text/characters.h"

#include <algorithm>

namespace text {
namespace {

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  const auto end = std::ranges::find_if(text, [&](char c) { return begins_character(c) && count-- == 0; });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

}  // namespace text
