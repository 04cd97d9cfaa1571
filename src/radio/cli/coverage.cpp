// radio coverage: the level that towers give around them.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>

#include "base/json.h"
#include "cli/files.h"
#include "cli/progress.h"
#include "level_options.h"
#include "map_file.h"
#include "model_options.h"
#include "radio/network.h"
#include "radio/p1812_terrain.h"
#include "radio/path_profile.h"
#include "radio_cli/commands.h"
#include "say.h"
#include "task_folder.h"
#include "terrain_files.h"
#include "towers.h"

namespace radio_cli {
namespace {

struct CoverageOptions {
  PathOptions path;
  LevelOptions level;
  std::string towers, out;
  std::optional<std::string> csv, shares, server, second, probability, doubt;
};

std::optional<int> parse(const cli::Arguments& arguments, CoverageOptions& given) {
  cli::Options options("radio coverage",
                       "Received level around towers, each cell over its own terrain profile",
                       "serumpun radio coverage --terrain terrain.dem --towers towers.csv --out level.tif");
  given.path.declare(options);
  options.value("--towers", given.towers,
                "CSV name,lat,lon,height_m,freq_mhz,eirp_dbm[,azimuth_deg,…], or - for stdin");
  options.required();
  options.value("--out", given.out, "GeoTIFF: band 1 is the level of the best tower in dBm");
  options.required();
  options.value("--csv", given.csv, "CSV lat,lon,level_dbm of every cell");
  options.value("--probability", given.probability,
                "GeoTIFF of the probability that the level there reaches the threshold");
  options.value(
      "--doubt", given.doubt,
      "GeoTIFF of what ITU-R P.1812 would add to the level, dB: a second opinion, some 20 µs a cell; "
      "where the two are far apart, believe neither");
  options.value("--shares", given.shares,
                "CSV of what each tower serves, shares, and what is lost when it fails");
  options.value("--server", given.server, "GeoTIFF of the best tower's place in the list, from 1");
  options.value("--second", given.second,
                "GeoTIFF of the level that is left in dBm when the best tower fails");
  given.level.declare(options);
  if (const auto stop = options.parse(arguments)) return stop;
  if (const auto stop = given.level.finish("radio coverage")) return stop;
  return given.path.finish("radio coverage");
}

void write_cells(const std::string& path, const radio::TerrainShape& shape, const radio::Window& window,
                 std::span<const float> levels) {
  cli::OutputFile out(path);
  std::string text = "lat,lon,level_dbm\n";
  for (std::int32_t r = 0; r < window.rows; ++r) {
    for (std::int32_t c = 0; c < window.columns; ++c) {
      const float level = levels[static_cast<std::size_t>(r) * static_cast<std::size_t>(window.columns) +
                                 static_cast<std::size_t>(c)];
      if (std::isnan(level)) continue;
      append_number(text, shape.lat_of(window.row + r));
      text += ',';
      append_number(text, shape.lon_of(window.column + c));
      char digits[32];
      text.append(digits, static_cast<std::size_t>(
                              std::snprintf(digits, sizeof digits, ",%.4f\n", static_cast<double>(level))));
    }
    out.write(text);
    text.clear();
  }
  out.commit();
}

void write_shares(const CoverageOptions& given, const std::vector<ListedTower>& towers,
                  const std::vector<radio::TowerShare>& shares) {
  cli::OutputFile out(*given.shares);
  out.write("name,best_cells,best_km2,overlap_cells,lost_if_it_fails_km2\n");
  for (std::size_t t = 0; t < towers.size(); ++t) {
    char numbers[128];
    std::snprintf(numbers, sizeof numbers, "%lld,%.2f,%lld,%.2f",
                  static_cast<long long>(shares[t].best_cells), shares[t].best_km2,
                  static_cast<long long>(shares[t].overlap_cells), shares[t].lost_km2);
    std::string line;
    base::append_csv_row(line, {towers[t].tower.name});
    line.back() = ',';
    out.write(line + numbers + "\n");
  }
  out.commit();
}

std::vector<float> levels_of(std::span<const radio::Served> served, float radio::Served::*dbm,
                             const LevelOptions& level) {
  std::vector<float> levels(served.size());
  std::ranges::transform(served, levels.begin(), [&](const radio::Served& s) {
    return static_cast<float>(static_cast<double>(s.*dbm) + level.offset_db());
  });
  return levels;
}

/// Places in the list from 1; nothing where no tower reaches.
std::vector<float> servers_of(std::span<const radio::Served> served) {
  std::vector<float> servers(served.size());
  std::ranges::transform(served, servers.begin(), [](const radio::Served& s) {
    return s.best < 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(s.best + 1);
  });
  return servers;
}

/// The second model's loss over the path from the best tower, taken from the first one's.
std::vector<float> doubts(const CoverageOptions& given, const radio::Terrain& terrain,
                          const radio::Window& window, std::span<const radio::Served> served,
                          const std::vector<ListedTower>& towers) {
  std::vector<float> result(served.size(), std::numeric_limits<float>::quiet_NaN());
  const radio::PathModel& model = given.path.model;
  radio::run_tasks(
      given.path.run.threads, window.rows,
      [&](std::int64_t row) {
        radio::P1812OverTerrain second(terrain, {model.step_m, std::nullopt, nullptr});
        std::vector<double> heights_m;
        for (std::int32_t column = 0; column < window.columns; ++column) {
          const auto i = static_cast<std::size_t>(row * window.columns + column);
          if (served[i].best < 0) continue;
          const radio::Tower& tower = towers[static_cast<std::size_t>(served[i].best)].tower;
          const radio::Place cell{terrain.shape().lat_of(static_cast<double>(window.row + row)),
                                  terrain.shape().lon_of(window.column + column)};
          const auto link = model.link(tower.height_m, tower.frequency_mhz);
          const auto profile = radio::sample_profile(terrain, tower.place, cell, model.step_m, 2, heights_m);
          result[i] =
              static_cast<float>(radio::itm::point_to_point(link, profile, model.variability).loss_db -
                                 second.loss(link, model.variability, tower.place, cell).loss_db);
        }
      },
      {});
  return result;
}

void write_maps(const CoverageOptions& given, const OpenTerrain& terrain, const radio::Window& window,
                std::span<const radio::Served> served, const std::vector<float>& levels, std::size_t towers) {
  const LevelOptions& level = given.level;
  const auto exact = [](double value) {
    std::string text;
    append_number(text, value);
    return text;
  };
  MapLabels labels{"dBm",
                   level.level_name() + " of the best tower",
                   {{"MODEL", "Irregular Terrain Model 1.2.2, point to point, every cell exact"},
                    {"TOWERS", std::to_string(towers)},
                    {"RX_HEIGHT_M", exact(given.path.model.rx_height_m)},
                    {"BIAS_DB", exact(level.bias_db)},
                    {"TERRAIN", terrain.provenance()}}};
  const radio::TerrainShape& shape = terrain.terrain().shape();
  write_geotiff(given.out, shape, window, levels, labels);
  if (given.second) {
    labels.description = level.level_name() + " of the second best tower";
    write_geotiff(*given.second, shape, window, levels_of(served, &radio::Served::second_dbm, level), labels);
  }
  if (given.server) {
    labels.unit = "1";
    labels.description = "place of the best tower in the list";
    write_geotiff(*given.server, shape, window, servers_of(served), labels);
  }
  if (!given.probability) return;
  std::vector<float> probabilities(levels.size());
  std::ranges::transform(levels, probabilities.begin(), [&](float dbm) { return level.probability(dbm); });
  labels.unit = "1";
  labels.description = "probability of " + level.level_name() + " of the threshold or more";
  labels.metadata.insert(labels.metadata.end(), {{"THRESHOLD_DBM", exact(level.needed_dbm())},
                                                 {"SPREAD_DB", exact(level.spread_db)}});
  write_geotiff(*given.probability, shape, window, probabilities, labels);
}

radio::Network network_of(const CoverageOptions& given, const OpenTerrain& terrain,
                          const std::vector<ListedTower>& towers) {
  radio::Network network(terrain.terrain(), given.path.model, given.path.radius_m);
  const std::string reasons = refusals(towers, given.towers, terrain.terrain(), given.path.offshore,
                                       [&](const radio::Tower& tower) -> base::Result<void> {
                                         if (const auto added = network.add(tower); !added)
                                           return base::fail(added.error());
                                         return {};
                                       });
  if (!reasons.empty()) throw cli::RefusedInput(reasons);
  return network;
}

}  // namespace

int radio_coverage(const cli::Arguments& arguments) {
  CoverageOptions given;
  if (const auto stop = parse(arguments, given)) return *stop;
  const std::vector<ListedTower> towers = read_towers(given.towers);
  const OpenTerrain terrain(given.path.terrain);
  radio::Network network = network_of(given, terrain, towers);

  cli::Progress progress("radio coverage", cli::Progress::mode_from(given.path.progress));
  const auto start = std::chrono::steady_clock::now();
  const auto told = [&](std::int64_t done, std::int64_t total) {
    progress.update(done, total);
    return true;
  };
  network.compute(given.path.run.threads, told, task_folder(given.path.resume));
  const radio::Window window = network.window();
  const auto served = network.served(window);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

  const radio::TerrainShape& shape = terrain.terrain().shape();
  const std::vector<float> levels = levels_of(served, &radio::Served::best_dbm, given.level);
  if (given.csv) write_cells(*given.csv, shape, window, levels);
  if (given.shares)
    write_shares(given, towers,
                 network.shares(window, served, given.level.needed_dbm() - given.level.offset_db()));
  write_maps(given, terrain, window, served, levels, towers.size());
  if (given.doubt)
    write_geotiff(*given.doubt, shape, window, doubts(given, terrain.terrain(), window, served, towers),
                  {"dB",
                   "level by ITU-R P.1812 less that by the Irregular Terrain Model",
                   {{"TERRAIN", terrain.provenance()}}});
  if (given.path.json)
    std::fprintf(given.out == "-" ? stderr : stdout, "%s\n",
                 base::Json::object({{"points", network.points()},
                                     {"seconds", seconds},
                                     {"towers", static_cast<std::int64_t>(towers.size())},
                                     {"rows", window.rows},
                                     {"columns", window.columns},
                                     {"threads", given.path.run.threads}})
                     .dump()
                     .c_str());
  return cli::kDone;
}

}  // namespace radio_cli
