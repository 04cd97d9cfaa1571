#pragma once
// The tower list of a radio command.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.h"
#include "model_options.h"
#include "radio/coverage.h"
#include "radio/link_budget.h"

namespace radio_cli {

struct ListedTower {
  radio::Tower tower;
  std::size_t line = 0;                         ///< as a spreadsheet counts
  std::optional<radio::Technology> technology;  ///< for calibration; nothing: any
  std::string operator_name;                    ///< empty: any
  double bandwidth_mhz = 10;
};

/// CSV name,lat,lon,height_m,freq_mhz,eirp_dbm and optionally azimuth_deg (makes it a sector) with
/// beamwidth_deg, vertical_beamwidth_deg, tilt_deg, front_to_back_db; or pattern, an MSI file beside the CSV.
/// Instead of eirp_dbm: power_dbm, feeder_loss_db, gain_dbi (of a pattern, its own). For calibration:
/// technology, operator, bandwidth_mhz.
/// Throws cli::RefusedInput with the row.
std::vector<ListedTower> read_towers(const std::string& path);
/// The same from any source; `name` stands in refusals, pattern files are looked for in `folder`.
std::vector<ListedTower> parse_towers(base::ByteSource source, const std::string& name,
                                      const std::string& folder);

/// Whether the place lies at 0 m with all posts around it: in the sea, or where the terrain knows no height.
bool stands_in_the_sea(const radio::Terrain& terrain, radio::Place place);

/// Why each tower that cannot be computed is refused, a line each with its row of `path`; empty: none.
/// `offshore`: towers may stand in the sea.
std::string refusals(const std::vector<ListedTower>& towers, const std::string& path,
                     const radio::Terrain& terrain, bool offshore,
                     const std::function<base::Result<void>(const radio::Tower&)>& take);

/// Throws cli::RefusedInput with all of them, for towers as the paths of `options` take them.
void check_towers(const std::vector<ListedTower>& towers, const std::string& path,
                  const radio::Terrain& terrain, const PathOptions& options);

}  // namespace radio_cli
