#pragma once
// Which code of a land cover map means which class of ITU-R P.2108.
#include <string>
#include <utility>
#include <vector>

#include "base/csv.h"
#include "radio/land_cover.h"

namespace radio_cli {

using LandClasses = std::vector<std::pair<int, radio::p2108::Clutter>>;

/// "worldcover", or a CSV file. Throws as parse_land_classes() does.
LandClasses land_classes(const std::string& given);

/// CSV code,class, each code once. Throws cli::RefusedInput naming `name` and the row: a code outside 0 …
/// 65,535 or given twice, a class that is none.
LandClasses parse_land_classes(base::ByteSource source, const std::string& name);

}  // namespace radio_cli
