#pragma once
// The options that every command with paths shares.
#include <string>
#include <vector>

#include "cli/command.h"
#include "radio/coverage.h"

namespace radio_cli {

/// What a path passes over and how sure its loss shall be; `Ground` is radio::itm::Link or radio::PathModel.
template <class Ground>
void declare_ground(cli::Options& options, Ground& ground, radio::itm::Variability& variability) {
  options.value("--climate", ground.climate, "1 equatorial … 7 maritime temperate over sea");
  options.value("--n0", ground.n0, "refractivity at sea level, N-units");
  options.value("--epsilon", ground.epsilon, "relative permittivity of the ground");
  options.value("--sigma", ground.sigma_s_per_m, "conductivity of the ground, S/m");
  options.value("--mdvar", variability.mdvar, "mode of variability: 0 … 3, +10, +20");
  options.value("--time", variability.time_percent, "per cent of the time");
  options.value("--location", variability.location_percent, "per cent of places");
  options.value("--situation", variability.situation_percent, "per cent of situations");
}

/// How a run is made, whatever is computed.
struct RunOptions {
  std::string polarization = "v";
  int threads = 0;  ///< 0: one for each processor

  void declare(cli::Options& options);
  /// After parse(): counts the processors, or says what is not understood and answers cli::kUsage.
  std::optional<int> finish(const char* command);
  int polarization_number() const { return polarization == "v" ? 1 : 0; }
};

/// Says `what` is wrong with a command line and where its help is; cli::kUsage.
int misused(const char* command, const char* what);

struct PathOptions {
  std::vector<std::string> terrain;
  radio::PathModel model;
  RunOptions run;
  std::string progress = "auto", resume;
  double radius_m = 30'000;
  bool json = false, offshore = false;

  void declare(cli::Options& options);
  /// After parse(): cli::kUsage where a word is not understood.
  std::optional<int> finish(const char* command);
};

}  // namespace radio_cli
