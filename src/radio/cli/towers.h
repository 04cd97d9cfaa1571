#pragma once
// The tower list of a radio command.
#include <string>
#include <vector>

#include "base/csv.h"
#include "radio/coverage.h"

namespace radio_cli {

struct ListedTower {
  radio::Tower tower;
  std::size_t line = 0;  ///< as a spreadsheet counts
};

/// CSV name,lat,lon,height_m,freq_mhz,eirp_dbm and optionally azimuth_deg (makes it a sector) with
/// beamwidth_deg, vertical_beamwidth_deg, tilt_deg, front_to_back_db; or pattern, an MSI file beside the CSV.
/// Throws cli::RefusedInput with the row.
std::vector<ListedTower> read_towers(const std::string& path);
/// The same from any source; `name` stands in refusals, pattern files are looked for in `folder`.
std::vector<ListedTower> parse_towers(base::ByteSource source, const std::string& name,
                                      const std::string& folder);

}  // namespace radio_cli
