// radio calibrate: measured samples against the model.
#include <cstdio>
#include <map>

#include "base/json.h"
#include "cli/files.h"
#include "model_options.h"
#include "radio/calibration.h"
#include "radio/prediction.h"
#include "radio_cli/commands.h"
#include "say.h"
#include "terrain_files.h"
#include "towers.h"

namespace radio_cli {
namespace {

struct CalibrateOptions {
  PathOptions path;
  std::string samples, towers;
  std::optional<std::string> out;
  int folds = 5;
};

std::optional<int> parse(const cli::Arguments& arguments, CalibrateOptions& given) {
  cli::Options options(
      "radio calibrate",
      "What measurements say of the model: bias, spread, classes, and the error that remains",
      "serumpun radio calibrate --terrain terrain.dem --towers towers.csv --samples drive.csv");
  given.path.declare(options);
  options.value("--towers", given.towers,
                "CSV as for radio coverage, and optionally technology,operator,bandwidth_mhz; eirp_dbm is "
                "the whole carrier's");
  options.required();
  options.value("--samples", given.samples,
                "CSV of places, technology and levels, as phones and drive tests export them");
  options.required();
  options.value("--folds", given.folds, "parts of the cross-validation");
  options.value("--out", given.out, "CSV of each sample used: row, predicted, corrected, measured");
  if (const auto stop = options.parse(arguments)) return stop;
  if (given.folds < 2 || given.folds > 100) return misused("radio calibrate", "--folds is 2 to 100");
  return given.path.finish("radio calibrate");
}

std::string read_whole(const std::string& path) {
  constexpr std::size_t kMaxBytes = std::size_t{256} << 20;
  const auto source = cli::open_input(path);
  std::string text;
  for (std::string chunk(1u << 20, '\0');;) {
    const std::size_t got = source(chunk.data(), chunk.size());
    if (got == 0) return text;
    if (text.size() + got > kMaxBytes) throw cli::RefusedInput(path + " is larger than 256 MiB");
    text.append(chunk, 0, got);
  }
}

std::vector<radio::ServingTower> serving_towers(const std::vector<ListedTower>& listed) {
  std::vector<radio::ServingTower> towers;
  for (const ListedTower& one : listed)
    towers.push_back({one.tower, one.technology, one.operator_name, one.bandwidth_mhz});
  return towers;
}

/// Samples with a prediction, and the names of their classes.
struct Matched {
  std::vector<const radio::Sample*> samples;
  std::vector<radio::Observation> observations;
  std::vector<std::string> classes;
  std::int64_t without_tower = 0;
};

Matched match(const CalibrateOptions& given, const radio::Samples& samples) {
  const std::vector<ListedTower> listed = read_towers(given.towers);
  const OpenTerrain open(given.path.terrain);
  check_towers(listed, given.towers, open.terrain(), given.path);
  const auto towers = serving_towers(listed);
  Matched matched;
  std::map<std::string, int> index;
  for (const radio::Sample& sample : samples.good) {
    const auto level =
        radio::predicted_level_dbm(open.terrain(), towers, sample, given.path.model, given.path.radius_m);
    if (!level) {
      ++matched.without_tower;
      continue;
    }
    const auto [known, added] = index.emplace(sample.land_class, static_cast<int>(index.size()));
    if (added) matched.classes.push_back(sample.land_class);
    matched.samples.push_back(&sample);
    matched.observations.push_back(
        {*level, sample.level_dbm, known->second, radio::spatial_block(sample.lat_deg, sample.lon_deg)});
  }
  return matched;
}

base::Json summary_of(const radio::Calibration& found, const Matched& matched, std::size_t refused) {
  base::Json classes = base::Json::array();
  for (const radio::ClassCorrection& c : found.classes)
    classes.push_back(base::Json::object({{"class", matched.classes[static_cast<std::size_t>(c.land_class)]},
                                          {"samples", c.count},
                                          {"correction_db", c.correction_db}}));
  return base::Json::object({{"samples", found.count},
                             {"refused", static_cast<std::int64_t>(refused)},
                             {"without_tower", matched.without_tower},
                             {"outliers", found.outliers},
                             {"bias_db", found.bias_db},
                             {"bias_error_db", found.bias_error_db},
                             {"spread_db", found.spread_db},
                             {"raw_rms_db", found.raw_rms_db},
                             {"validated_rms_db", found.validated_rms_db},
                             {"validated_robust_db", found.validated_robust_db},
                             {"validated_mean_db", found.validated_mean_db},
                             {"folds", found.folds},
                             {"classes", classes}});
}

void write_samples(const std::string& path, const radio::Calibration& found, const Matched& matched) {
  cli::OutputFile out(path);
  std::string text = "row,lat,lon,technology,class,predicted_dbm,corrected_dbm,measured_dbm\n";
  for (std::size_t i = 0; i < matched.samples.size(); ++i) {
    const radio::Sample& sample = *matched.samples[i];
    const radio::Observation& o = matched.observations[i];
    const auto number = [](double value, int decimals) {
      char digits[64];
      std::snprintf(digits, sizeof digits, "%.*f", decimals, value);
      return std::string(digits);
    };
    base::append_csv_row(
        text, {std::to_string(sample.row), number(sample.lat_deg, 7), number(sample.lon_deg, 7),
               radio::technology_name(sample.technology), sample.land_class, number(o.predicted_dbm, 2),
               number(found.corrected_dbm(o.predicted_dbm, o.land_class), 2), number(o.measured_dbm, 2)});
  }
  out.write(text);
  out.commit();
}

}  // namespace

int radio_calibrate(const cli::Arguments& arguments) {
  CalibrateOptions given;
  if (const auto stop = parse(arguments, given)) return *stop;
  const auto samples = radio::parse_samples(read_whole(given.samples));
  if (!samples) refuse(given.samples, samples.error());
  for (const radio::RefusedSample& bad : samples->refused)
    std::fprintf(stderr, "%s, row %zu, %s: %s\n", given.samples.c_str(), bad.row, bad.column.c_str(),
                 say(bad.reason).c_str());
  const Matched matched = match(given, *samples);
  const auto found = radio::calibrate(matched.observations, given.folds);
  if (!found) refuse(given.samples, found.error());
  if (given.out) write_samples(*given.out, *found, matched);
  const bool table_on_stdout = given.out == "-";
  std::fprintf(table_on_stdout ? stderr : stdout, "%s\n",
               summary_of(*found, matched, samples->refused.size()).dump(given.path.json ? -1 : 2).c_str());
  return cli::kDone;
}

}  // namespace radio_cli
