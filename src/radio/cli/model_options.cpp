#include "model_options.h"

#include <algorithm>
#include <cstdio>
#include <thread>

namespace radio_cli {

int misused(const char* command, const char* what) {
  std::fprintf(stderr, "serumpun: %s\nSee: serumpun %s --help\n", what, command);
  return cli::kUsage;
}

void RunOptions::declare(cli::Options& options) {
  options.value("--polarization", polarization, "v or h");
  options.value("--threads", threads, "0: one for each processor; the result is the same");
}

std::optional<int> RunOptions::finish(const char* command) {
  if (polarization != "v" && polarization != "h") return misused(command, "--polarization is v or h");
  if (threads < 0 || threads > 1024) return misused(command, "--threads is 0 to 1024");
  if (threads == 0) threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return std::nullopt;
}

void PathOptions::declare(cli::Options& options) {
  options.values("--terrain", terrain, "a store of `import terrain`, or SRTM tiles and GeoTIFF");
  options.required();
  options.value("--radius-m", radius_m, "how far around each place");
  options.value("--rx-height-m", model.rx_height_m, "receiver above ground");
  options.value("--step-m", model.step_m, "spacing of the terrain profiles");
  declare_ground(options, model, model.variability);
  run.declare(options);
  options.flag("--offshore", offshore, "towers may stand in the sea");
  options.value("--progress", progress, "auto, json or none");
  options.value("--resume", resume, "folder that keeps what is done: a run that was killed goes on from it");
  options.flag("--json", json, "summary in JSON: points, and seconds of the computation alone");
}

namespace {

/// What of the options the model refuses, whatever the tower; nullptr for nothing.
const char* refused_option(const radio::PathModel& model) {
  namespace itm = radio::itm;
  switch (itm::area(model.link(30, 900), {.distance_m = 1000}, model.variability).rc) {
    case itm::kRxHeight:
      return "--rx-height-m is 0.5 to 3000";
    case itm::kClimate:
      return "--climate is 1 to 7";
    case itm::kRefractivity:
      return "--n0 is 250 to 400";
    case itm::kEpsilon:
      return "--epsilon is 1 or more";
    case itm::kSigma:
      return "--sigma is more than 0";
    case itm::kMdvar:
      return "--mdvar is 0 to 3, and 10 or 20 or 30 more";
    case itm::kTime:
    case itm::kLocation:
    case itm::kSituation:
      return "--time, --location and --situation are between 0 and 100";
    default:
      return nullptr;
  }
}

}  // namespace

std::optional<int> PathOptions::finish(const char* command) {
  if (const auto stop = run.finish(command)) return stop;
  model.polarization = run.polarization_number();
  if (!(radius_m >= 1 && radius_m <= radio::CoverageField::kMaxRadius_m))
    return misused(command, "--radius-m is 1 to 300000");
  if (!(model.step_m >= 1 && model.step_m <= 1000)) return misused(command, "--step-m is 1 to 1000");
  if (const char* what = refused_option(model)) return misused(command, what);
  return std::nullopt;
}

}  // namespace radio_cli
