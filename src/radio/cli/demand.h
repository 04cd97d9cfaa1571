#pragma once
// The list of places that `radio sites` is to serve.
#include <string>
#include <vector>

#include "base/csv.h"
#include "radio/sites.h"

namespace radio_cli {

/// CSV id,lat,lon and optionally weight (1 otherwise). Throws cli::RefusedInput naming `name` and the row: a
/// place outside `shape`, a weight that is none, more than 100,000 places.
std::vector<radio::Demand> parse_demand(base::ByteSource source, const std::string& name,
                                        const radio::TerrainShape& shape);

}  // namespace radio_cli
