#include "model_options.h"

#include <algorithm>
#include <cstdio>
#include <thread>

namespace radio_cli {

void PathOptions::declare(cli::Options& options) {
  radio::itm::Variability& variability = model.variability;
  options.values("--terrain", terrain, "a store of `import terrain`, or SRTM tiles and GeoTIFF");
  options.required();
  options.value("--radius-m", radius_m, "how far around each place");
  options.value("--rx-height-m", model.rx_height_m, "receiver above ground");
  options.value("--step-m", model.step_m, "spacing of the terrain profiles");
  options.value("--climate", model.climate, "1 equatorial … 7 maritime temperate over sea");
  options.value("--n0", model.n0, "refractivity at sea level, N-units");
  options.value("--epsilon", model.epsilon, "relative permittivity of the ground");
  options.value("--sigma", model.sigma_s_per_m, "conductivity of the ground, S/m");
  options.value("--mdvar", variability.mdvar, "mode of variability: 0 … 3, +10, +20");
  options.value("--time", variability.time_percent, "per cent of the time");
  options.value("--location", variability.location_percent, "per cent of places");
  options.value("--situation", variability.situation_percent, "per cent of situations");
  options.value("--polarization", polarization, "v or h");
  options.value("--threads", threads, "0: one for each processor; the result is the same");
  options.value("--progress", progress, "auto, json or none");
  options.value("--resume", resume, "folder that keeps what is done: a run that was killed goes on from it");
  options.flag("--json", json, "summary in JSON: points, and seconds of the computation alone");
}

std::optional<int> PathOptions::finish(const char* command) {
  const auto usage = [&](const char* what) {
    std::fprintf(stderr, "serumpun: %s\nSee: serumpun %s --help\n", what, command);
    return std::optional<int>(cli::kUsage);
  };
  if (polarization != "v" && polarization != "h") return usage("--polarization is v or h");
  model.polarization = polarization == "v" ? 1 : 0;
  if (threads < 0 || threads > 1024) return usage("--threads is 0 to 1024");
  if (threads == 0) threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return std::nullopt;
}

}  // namespace radio_cli
