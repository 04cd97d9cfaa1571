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
  std::string source, date;
  bool checked = false;  ///< whether it was compared with its source
};

struct Thresholds {
  std::string date, note;
  std::vector<Threshold> list;

  std::optional<double> outdoor_dbm(Technology technology) const;
};

/// Refuses (kInvalid, "radio.thresholds_…") a text or a row without date or source, unknown technologies,
/// levels outside -150 … -20.
base::Result<Thresholds> parse_thresholds(std::string_view json);

/// Those compiled into the program: src/radio/data/thresholds.json.
const Thresholds& shipped_thresholds();

}  // namespace radio
