#pragma once
// What a person typed, as values: 1.950.000 and 2,5 in Indonesian, 1,950,000 and 2.5 in English.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/form.h"

namespace forms {

/// A number in the manner of the language. "2.5" counts as two and a half in either, as its point cannot
/// group thousands; "1.950" is 1950 in Indonesian. Spaces, "Rp" and both minus signs are understood.
std::optional<double> parse_number(std::string_view typed, text::Language language);
/// Degrees: the comma and the point both begin the decimals.
std::optional<double> parse_degrees(std::string_view typed);

/// All values sent under a name; empty when there are none.
using Sent = std::function<std::vector<std::string>(std::string_view name)>;

/// The values of a sent form, for validate(). Names are the fields' keys; a date is sent whole or as key.day,
/// key.month, key.year; a place as key.lat, key.lon; yes and no as "yes", "no". Text that cannot be read
/// stays text, so that validate() names it; what was not given is left out.
base::Json read_typed(const Form& form, const Sent& sent, text::Language language);

}  // namespace forms
