// radio sites: every cell tried as a tower site, the best ones chosen and explained.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "base/json.h"
#include "cli/files.h"
#include "cli/progress.h"
#include "demand.h"
#include "map_file.h"
#include "model_options.h"
#include "radio/sites.h"
#include "radio_cli/commands.h"
#include "say.h"
#include "task_folder.h"
#include "terrain_files.h"
#include "towers.h"

namespace radio_cli {
namespace {

struct SitesOptions {
  PathOptions path;
  radio::SiteQuestion question;
  std::string demand, out;
  std::optional<std::string> towers, explain, visible;
  int top = 0;
};

std::optional<int> parse(const cli::Arguments& arguments, SitesOptions& given) {
  cli::Options options(
      "radio sites", "Every cell tried as a tower site: the demand that a tower there would newly serve",
      "serumpun radio sites --terrain terrain.dem --towers towers.csv --demand villages.csv --height-m 42 "
      "--freq-mhz 900 --eirp-dbm 60 --threshold-dbm -95 --out gain.tif --top 10");
  given.path.radius_m = 15'000;
  given.path.declare(options);
  options.value("--towers", given.towers, "CSV of today's towers: what they serve needs no site");
  options.value("--demand", given.demand, "CSV id,lat,lon,weight of places to be served");
  options.required();
  options.value("--height-m", given.question.height_m, "height of the tower that is tried");
  options.required();
  options.value("--freq-mhz", given.question.frequency_mhz, "its frequency");
  options.required();
  options.value("--eirp-dbm", given.question.eirp_dbm, "its power");
  options.required();
  options.value("--threshold-dbm", given.question.threshold_dbm, "level that counts as served");
  options.required();
  options.value("--out", given.out, "GeoTIFF: band 1 is the weight newly served by a tower in that cell");
  options.required();
  options.value("--top", given.top,
                "print so many sites, the best first: rank,lat,lon,gain,cumulative,bound");
  options.value("--explain", given.explain,
                "CSV: for each site and each demand around it, its level and what stands in the way");
  options.value("--visible", given.visible,
                "GeoTIFF of a first look: the weight seen from each cell over the bare terrain");
  if (const auto stop = options.parse(arguments)) return stop;
  if (given.top < 0 || given.top > 10'000) return misused("radio sites", "--top is 0 to 10000");
  const radio::SiteQuestion& tower = given.question;
  if (!(tower.height_m >= 0.5 && tower.height_m <= 3000))
    return misused("radio sites", "--height-m is 0.5 to 3000");
  if (!(tower.frequency_mhz >= 20 && tower.frequency_mhz <= 20'000))
    return misused("radio sites", "--freq-mhz is 20 to 20000");
  if (!std::isfinite(tower.eirp_dbm) || !std::isfinite(tower.threshold_dbm))
    return misused("radio sites", "--eirp-dbm and --threshold-dbm are numbers");
  given.question.radius_m = given.path.radius_m;
  return given.path.finish("radio sites");
}

std::vector<bool> served_today(const SitesOptions& given, const radio::Terrain& terrain,
                               const std::vector<radio::Demand>& demand) {
  std::vector<bool> served(demand.size());
  if (!given.towers) return served;
  const std::vector<ListedTower> listed = read_towers(*given.towers);
  check_towers(listed, *given.towers, terrain, given.path);
  std::vector<radio::Tower> towers;
  for (const ListedTower& one : listed) towers.push_back(one.tower);
  const auto levels = radio::levels_at(terrain, towers, given.path.model, given.path.radius_m, demand,
                                       given.path.run.threads);
  for (std::size_t i = 0; i < demand.size(); ++i) served[i] = levels[i] >= given.question.threshold_dbm;
  return served;
}

/// On stdout, or on stderr when the summary in JSON is what a program reads.
void print_sites(std::FILE* out, const std::vector<radio::Site>& sites) {
  std::fprintf(out, "rank,lat,lon,gain,cumulative,bound\n");
  for (std::size_t i = 0; i < sites.size(); ++i) {
    std::string line = std::to_string(i + 1);
    for (const double value : {sites[i].place.lat_deg, sites[i].place.lon_deg, sites[i].gain,
                               sites[i].cumulative, sites[i].bound}) {
      line += ',';
      append_number(line, value);
    }
    std::fprintf(out, "%s\n", line.c_str());
  }
}

base::Json json_of(const std::vector<radio::Site>& sites) {
  base::Json list = base::Json::array();
  std::int64_t rank = 0;
  for (const radio::Site& site : sites)
    list.push_back(base::Json::object({{"rank", ++rank},
                                       {"lat", site.place.lat_deg},
                                       {"lon", site.place.lon_deg},
                                       {"gain", site.gain},
                                       {"cumulative", site.cumulative},
                                       {"bound", site.bound}}));
  return list;
}

/// One row a site and demand within its radius.
void explain(const SitesOptions& given, const radio::Terrain& terrain, const radio::SiteSearch& search,
             const std::vector<radio::Site>& sites) {
  cli::OutputFile out(*given.explain);
  out.write(
      "rank,id,weight,newly_served,distance_m,level_dbm,line_of_sight,obstacle_lat,obstacle_lon,obstacle_"
      "height_m\n");
  for (std::size_t i = 0; i < sites.size(); ++i) {
    std::vector<bool> serves(search.demand().size());
    for (const std::size_t d : sites[i].serves) serves[d] = true;
    for (std::size_t d = 0; d < search.demand().size(); ++d) {
      const radio::Demand& demand = search.demand()[d];
      const radio::SiteLink link = radio::site_link(terrain, given.question, sites[i].place, demand);
      if (link.distance_m > given.question.radius_m) continue;
      std::string line = std::to_string(i + 1) + ",";
      base::append_csv_row(line, {demand.id});
      line.back() = ',';
      append_number(line, demand.weight);
      char rest[160];
      std::snprintf(rest, sizeof rest, ",%d,%.0f,%.1f,%d,", serves[d] ? 1 : 0, link.distance_m,
                    link.level_dbm, link.line_of_sight ? 1 : 0);
      line += rest;
      if (link.obstacle)
        std::snprintf(rest, sizeof rest, "%.6f,%.6f,%.0f\n", link.obstacle->place.lat_deg,
                      link.obstacle->place.lon_deg, link.obstacle->height_m);
      out.write(line + (link.obstacle ? rest : ",,\n"));
    }
  }
  out.commit();
}

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Measured {
  double seconds = 0, visible_seconds = 0;
  std::int64_t served_already = 0;
};

/// The list and, asked for, the summary; each where the other and the map are not.
void report(const SitesOptions& given, const radio::SiteSearch& search, const std::vector<radio::Site>& sites,
            const Measured& measured) {
  const bool map_on_stdout = given.out == "-";
  if (given.top > 0) print_sites(given.path.json || map_on_stdout ? stderr : stdout, sites);
  if (!given.path.json) return;
  base::Json summary = base::Json::object({{"points", search.points()},
                                           {"seconds", measured.seconds},
                                           {"cells", static_cast<std::int64_t>(search.window().cells())},
                                           {"demand", static_cast<std::int64_t>(search.demand().size())},
                                           {"served_already", measured.served_already},
                                           {"threads", given.path.run.threads}});
  if (given.visible) summary["visible_seconds"] = measured.visible_seconds;
  if (given.top > 0) summary["sites"] = json_of(sites);
  std::fprintf(map_on_stdout ? stderr : stdout, "%s\n", summary.dump().c_str());
}

}  // namespace

int radio_sites(const cli::Arguments& arguments) {
  SitesOptions given;
  if (const auto stop = parse(arguments, given)) return *stop;
  given.question.model = given.path.model;
  const OpenTerrain opened(given.path.terrain);
  const radio::Terrain& terrain = opened.terrain();
  std::vector<radio::Demand> demand =
      parse_demand(cli::open_input(given.demand), given.demand, terrain.shape());

  const auto start = Clock::now();
  std::vector<bool> served = served_today(given, terrain, demand);
  const std::int64_t already = std::count(served.begin(), served.end(), true);
  auto search = radio::SiteSearch::prepare(terrain, given.question, std::move(demand), std::move(served));
  if (!search) refuse(given.demand, search.error());
  cli::Progress progress("radio sites", cli::Progress::mode_from(given.path.progress));
  const auto told = [&](std::int64_t done, std::int64_t total) {
    progress.update(done, total);
    return true;
  };
  search->compute(given.path.run.threads, told, task_folder(given.path.resume));
  const std::vector<float> gains = search->gains();
  const std::vector<radio::Site> sites = search->best(static_cast<std::size_t>(given.top));
  const double seconds = seconds_since(start);
  if (gains.empty())
    throw cli::RefusedInput(given.demand +
                            ": today's towers serve every place; there is nothing to be tried");

  double visible_seconds = 0;
  if (given.visible) {
    const auto began = Clock::now();
    const auto seen = radio::visible_weight(terrain, given.question, search->demand(), search->window(),
                                            given.path.run.threads);
    visible_seconds = seconds_since(began);
    write_geotiff(*given.visible, terrain.shape(), search->window(), seen,
                  {"weight", "weight of the demand seen over the bare terrain; a first look", {}});
  }
  write_geotiff(
      given.out, terrain.shape(), search->window(), gains,
      {"weight",
       "weight newly served by a tower in this cell",
       {{"MODEL", "Irregular Terrain Model 1.2.2, point to point, from every cell to each place, exact"},
        {"TERRAIN", opened.provenance()}}});
  if (given.explain) explain(given, terrain, *search, sites);
  report(given, *search, sites, {seconds, visible_seconds, already});
  return cli::kDone;
}

}  // namespace radio_cli
