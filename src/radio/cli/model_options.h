#pragma once
// The options that every command with paths over terrain shares.
#include <string>
#include <vector>

#include "cli/command.h"
#include "radio/coverage.h"

namespace radio_cli {

struct PathOptions {
  std::vector<std::string> terrain;
  radio::PathModel model;
  std::string polarization = "v", progress = "auto", resume;
  double radius_m = 30'000;
  int threads = 0;  ///< 0: one for each processor
  bool json = false;

  void declare(cli::Options& options);
  /// After parse(): cli::kUsage where a word is not understood.
  std::optional<int> finish(const char* command);
};

}  // namespace radio_cli
