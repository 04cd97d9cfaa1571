#pragma once
// From the power that arrives to what a phone shows of it, and how probably that is enough.
#include <optional>
#include <string>

#include "cli/command.h"

namespace radio_cli {

struct LevelOptions {
  std::optional<std::string> technology;  ///< nothing: levels are the whole carrier's power
  double bandwidth_mhz = 10;
  std::optional<double> threshold_dbm;
  double bias_db = 0, spread_db = 9;

  void declare(cli::Options& options);
  /// After parse(): cli::kUsage where a technology or a bandwidth is not known.
  std::optional<int> finish(const char* command);

  /// Added to the whole carrier's power: what is in the pilot, and what measurements found.
  double offset_db() const { return pilot_db_ + bias_db; }
  /// As given, or as it is shipped for the technology.
  double needed_dbm() const { return *threshold_dbm; }
  /// "dBm" of what: "RSRP", or "received power".
  const std::string& level_name() const { return level_name_; }
  float probability(float level_dbm) const;

 private:
  double pilot_db_ = 0;
  std::string level_name_ = "received power";
};

}  // namespace radio_cli
