#include "level_options.h"

#include <cmath>

#include "model_options.h"
#include "radio/confidence.h"
#include "radio/thresholds.h"

namespace radio_cli {

void LevelOptions::declare(cli::Options& options) {
  options.value("--technology", technology,
                "gsm, umts, lte or nr: levels are then what a phone shows (RxLev, RSCP, RSRP, SS-RSRP), and "
                "eirp_dbm is the whole carrier's; otherwise the whole power that arrives");
  options.value("--bandwidth-mhz", bandwidth_mhz, "of lte and nr");
  options.value("--threshold-dbm", threshold_dbm,
                "level that counts as served; without it the technology's (src/radio/data/thresholds.json), "
                "or -100");
  options.value("--bias-db", bias_db, "added to each level: bias_db of `radio calibrate`");
  options.value("--spread-db", spread_db,
                "of single places around the level: validated_rms_db of `radio calibrate`; 9 without "
                "measurements");
}

std::optional<int> LevelOptions::finish(const char* command) {
  if (!(spread_db >= 0 && spread_db <= 50)) return misused(command, "--spread-db is 0 to 50");
  if (!(std::abs(bias_db) <= 100)) return misused(command, "--bias-db is -100 to 100");
  if (threshold_dbm && !std::isfinite(*threshold_dbm))
    return misused(command, "--threshold-dbm is no number");
  if (technology) {
    const auto known = radio::parse_technology(*technology);
    if (!known) return misused(command, "--technology is gsm, umts, lte or nr");
    const auto pilot_db =
        radio::reference_signal_offset_db({.technology = *known,
                                           .bandwidth_mhz = bandwidth_mhz,
                                           .subcarrier_spacing_khz = bandwidth_mhz > 50 ? 30 : 15});
    if (!pilot_db) return misused(command, "--bandwidth-mhz is none that the technology has");
    pilot_db_ = *pilot_db;
    level_name_ = radio::level_name(*known);
    if (!threshold_dbm) threshold_dbm = radio::shipped_thresholds().outdoor_dbm(*known);
  }
  if (!threshold_dbm) threshold_dbm = -100;
  return std::nullopt;
}

float LevelOptions::probability(float level_dbm) const {
  if (std::isnan(level_dbm)) return level_dbm;
  return static_cast<float>(
      radio::probability_above(static_cast<double>(level_dbm), needed_dbm(), spread_db));
}

}  // namespace radio_cli
