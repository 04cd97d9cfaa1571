#pragma once
// Measured levels from phones and drive tests.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "radio/link_budget.h"

namespace radio {

struct Sample {
  std::size_t row = 0;  ///< as a spreadsheet counts
  double lat_deg = 0, lon_deg = 0;
  std::string time;           ///< as written; may be empty
  std::string operator_name;  ///< may be empty
  Technology technology = Technology::kLte;
  double level_dbm = 0;    ///< RxLev, RSCP, RSRP, SS-RSRP
  std::string land_class;  ///< may be empty
};

struct RefusedSample {
  std::size_t row = 0;
  std::string column;
  base::Message reason;
};

struct Samples {
  std::vector<Sample> good;
  std::vector<RefusedSample> refused;
};

/// A table with places, technology and levels: comma, semicolon or tab; lines before the header that begin
/// with '#' are skipped. Headers of common exports are known (G-NetTrack, Network Survey, CellMapper,
/// OpenCelliD, Indonesian ones); where the technology has no column, the level's name says it (rsrp: LTE,
/// rscp: UMTS, ss_rsrp: NR, rxlev: GSM). Refuses (kInvalid, "radio.samples_…") a table without place or
/// level; bad rows are listed, not fatal.
base::Result<Samples> parse_samples(std::string_view text);

}  // namespace radio
