#pragma once
// The columns of a category's files, and what a word in a cell means.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "imports/column.h"
#include "potential/category.h"

namespace potential {

/// First what every object has, the name in front; then the category's own fields.
std::vector<imports::Column> columns_of(const Category& category, const forms::Form& common);

/// The option meant by `text`: by its value, its label in either language, or a word for it; for longer texts
/// the longest such word within ("air terjun bertingkat" is a waterfall). Nothing when none fits.
std::optional<std::string> option_meant(const Category& category, const forms::Field& field,
                                        std::string_view text);

/// A date as the form keeps it: "2024-03-12", and where the field is approximate also "2024-03" and "2024",
/// of any way in which people write them ("12/3/2024", "Maret 2024", "tahun 2024"). Nothing when it is none.
std::optional<std::string> date_meant(const forms::Field& field, std::string_view text);

}  // namespace potential
