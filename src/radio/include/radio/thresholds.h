#pragma once
// Levels that count as covered: data with a date and a source, not constants.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "radio/link_budget.h"

namespace radio {

struct Threshold {
  Technology technology = Technology::kLte;
  std::string use;         ///< "voice", "data" …
  double outdoor_dbm = 0;  ///< of what a phone shows: RxLev, RSCP, RSRP, SS-RSRP
};

struct Thresholds {
  std::string date, source, note;
  bool checked = false;  ///< whether someone compared them with their source
  std::vector<Threshold> list;

  std::optional<double> outdoor_dbm(Technology technology) const;
};

/// Refuses (kInvalid, "radio.thresholds_…") text without date and source, unknown technologies, levels
/// outside -150 … -20.
base::Result<Thresholds> parse_thresholds(std::string_view json);

/// Those compiled into the program: src/radio/data/thresholds.json.
const Thresholds& shipped_thresholds();

}  // namespace radio
