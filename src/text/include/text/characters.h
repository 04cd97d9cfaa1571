#pragma once
// Texts by the characters that people count, not by the bytes of UTF-8.
#include <cstddef>
#include <string_view>

namespace text {

/// Code points.
std::size_t count_characters(std::string_view text);

/// The first `count` of them.
std::string_view first_characters(std::string_view text, std::size_t count);

}  // namespace text
