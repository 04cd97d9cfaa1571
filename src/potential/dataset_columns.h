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

}  // namespace potential
