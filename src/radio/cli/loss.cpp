#include <algorithm>
#include <cstdio>
#include <optional>
#include <thread>

#include "base/json.h"
#include "loss_models.h"
#include "radio_cli/commands.h"
#include "terrain_files.h"

namespace radio_cli {
namespace {

struct LossArguments {
  std::optional<std::string> points, profiles, area, p1812;
  std::vector<std::string> terrain;
  std::string profile_dir, model = "itm", polarization = "v", out = "-", land_cover;
  ClutterOptions clutter;
  int threads = 0;  ///< 0: one for each processor
  bool json = false;
  LossOptions options;
};

void declare(cli::Options& options, LossArguments& given) {
  radio::itm::Link& link = given.options.link;
  radio::itm::Variability& variability = given.options.variability;
  options.value("--points", given.points,
                "CSV of places: tx_lat,tx_lon,rx_lat,rx_lon,freq_mhz,tx_h_m,rx_h_m; with --terrain");
  options.values("--terrain", given.terrain, "a store of `import terrain`, or SRTM tiles and GeoTIFF");
  options.value("--profiles", given.profiles, "CSV of profiles: pfl, or heights_m and spacing_m");
  options.value("--area", given.area, "CSV of areas: d__km, delta_h__meter");
  options.value("--p1812", given.p1812, "CSV of cases of ITU-R P.1812, with --profile-dir");
  options.value("--profile-dir", given.profile_dir, "folder of the profiles that the cases name");
  options.value("--model", given.model, "of --points: itm or p1812");
  options.value("--step-m", given.options.step_m, "spacing of the terrain profiles");
  options.value("--climate", link.climate, "1 equatorial … 7 maritime temperate over sea");
  options.value("--n0", link.n0, "refractivity at sea level, N-units");
  options.value(
      "--delta-n", given.options.delta_n,
      "of p1812: fall of refractivity in the lowest kilometre, N-units. 50 is assumed for the tropics; take "
      "the place's own from the map of ITU-R P.1812, which is not ours to ship");
  options.value(
      "--clutter", given.clutter.kind,
      "ITU-R P.2108 at the receiver, added to the loss: none; statistical (section 3.2, --location per "
      "cent, 0.5 to 67 GHz, from 250 m); or what stands around it (section 3.1, 0.03 to 3 GHz): water, "
      "open, suburban, urban, trees, dense-urban, or landcover to take it from --landcover");
  options.value("--clutter-height-m", given.clutter.height_m,
                "of what stands around the receiver; 0: 10 m, urban and trees 15 m, dense-urban 20 m");
  options.value("--street-width-m", given.clutter.street_width_m, "of section 3.1");
  options.value("--landcover", given.land_cover,
                "a store of `import landcover`: for --clutter landcover, and along the path for p1812");
  options.value("--epsilon", link.epsilon, "relative permittivity of the ground");
  options.value("--sigma", link.sigma_s_per_m, "conductivity of the ground, S/m");
  options.value("--mdvar", variability.mdvar, "mode of variability: 0 … 3, +10, +20");
  options.value("--time", variability.time_percent, "per cent of the time");
  options.value("--location", variability.location_percent, "per cent of places");
  options.value("--situation", variability.situation_percent, "per cent of situations");
  options.value("--polarization", given.polarization, "v or h");
  options.value("--threads", given.threads, "0: one for each processor; the result is the same");
  options.value("--out", given.out, "CSV to write");
  options.flag("--json", given.json,
               "summary in JSON: points, refused, seconds (on stderr when the table is on stdout)");
}

std::optional<int> parse(const cli::Arguments& arguments, LossArguments& given) {
  cli::Options options("radio loss",
                       "Loss between places: every row passes through with the model's answer behind it. In "
                       "each CSV, - is stdin.",
                       "serumpun radio loss --terrain N00E011.hgt.gz --points places.csv --out losses.csv");
  declare(options, given);
  if (const auto stop = options.parse(arguments)) return stop;
  const auto usage = [](const char* what) {
    std::fprintf(stderr, "serumpun: %s\nSee: serumpun radio loss --help\n", what);
    return std::optional<int>(cli::kUsage);
  };
  const int tables = int{given.points.has_value()} + int{given.profiles.has_value()} +
                     int{given.area.has_value()} + int{given.p1812.has_value()};
  if (tables != 1) return usage("radio loss needs one of --points, --profiles, --area and --p1812");
  if (given.points && given.terrain.empty()) return usage("--points needs --terrain");
  if (given.p1812 && given.profile_dir.empty()) return usage("--p1812 needs --profile-dir");
  if (given.p1812 && given.clutter.kind != "none")
    return usage("--clutter is not for --p1812: its cases hold theirs");
  if (given.clutter.kind == "landcover" && !given.points) return usage("--clutter landcover is for --points");
  if (given.polarization != "v" && given.polarization != "h") return usage("--polarization is v or h");
  if (given.model != "itm" && given.model != "p1812") return usage("--model is itm or p1812");
  if (!(given.options.step_m >= 1 && given.options.step_m <= 1e5)) return usage("--step-m is 1 to 100000");
  if (given.threads < 0 || given.threads > 1024) return usage("--threads is 0 to 1024");
  if (given.threads == 0) given.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  given.options.link.polarization = given.polarization == "v" ? 1 : 0;
  given.options.by_p1812 = given.model == "p1812";
  return std::nullopt;
}

/// Throws cli::RefusedInput for a store that is none; cli::kUsage where --clutter is not understood.
std::optional<int> set_clutter(LossArguments& given, std::optional<OpenLandCover>& open) {
  if (!given.land_cover.empty()) open.emplace(given.land_cover);
  given.options.land_cover = open ? &open->cover() : nullptr;
  const auto clutter = TerminalClutter::make(given.clutter, given.options.land_cover);
  if (!clutter) {
    std::fprintf(
        stderr,
        "serumpun: --clutter %s is not understood, or lacks --landcover\nSee: serumpun radio loss --help\n",
        given.clutter.kind.c_str());
    return cli::kUsage;
  }
  given.options.clutter = *clutter;
  return std::nullopt;
}

template <class MakeModel>
LossSummary run_table(const std::string& path, int threads, cli::OutputFile& out, MakeModel make_model) {
  RowReader reader(cli::open_input(path), path);
  Row header;
  if (!reader.next(header)) throw cli::RefusedInput(path + " is empty; a row of column names is needed");
  const std::string raw(header.raw);  // the reader's buffer moves on
  header.raw = raw;
  Columns columns(header);
  const auto model = make_model(columns);
  columns.check(path);
  return pass_rows(reader, header, model, threads, out);
}

LossSummary run_tables(const LossArguments& given, cli::OutputFile& out) {
  if (given.profiles)
    return run_table(*given.profiles, given.threads, out,
                     [&](Columns& c) { return ProfileModel(c, given.options); });
  if (given.points) {
    const OpenTerrain open(given.terrain);
    return run_table(*given.points, given.threads, out,
                     [&](Columns& c) { return PointsModel(c, given.options, open.terrain()); });
  }
  if (given.area)
    return run_table(*given.area, given.threads, out,
                     [&](Columns& c) { return AreaModel(c, given.options); });
  return run_table(*given.p1812, given.threads, out,
                   [&](Columns& c) { return P1812Model(c, given.profile_dir); });
}

}  // namespace

int radio_loss(const cli::Arguments& arguments) {
  LossArguments given;
  if (const auto stop = parse(arguments, given)) return *stop;
  std::optional<OpenLandCover> land_cover;
  if (const auto stop = set_clutter(given, land_cover)) return *stop;
  cli::OutputFile out(given.out);
  const LossSummary summary = run_tables(given, out);
  out.commit();
  if (given.json) {
    const base::Json json = base::Json::object({{"points", summary.points},
                                                {"refused", summary.refused},
                                                {"seconds", summary.seconds},
                                                {"threads", given.threads}});
    std::fprintf(given.out == "-" ? stderr : stdout, "%s\n", json.dump().c_str());
  }
  return cli::kDone;
}

}  // namespace radio_cli
