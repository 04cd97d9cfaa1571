#pragma once
// Numbers in text, quickly: profiles of hundreds of heights a row.
#include <optional>
#include <string_view>
#include <vector>

namespace radio {

/// One decimal number and nothing else but spaces around it; nothing for other text. Correctly rounded.
std::optional<double> parse_number(std::string_view text);

/// Reads numbers separated by spaces and appends them; false when something else stands there.
bool parse_numbers(std::string_view text, std::vector<double>& out);

}  // namespace radio
