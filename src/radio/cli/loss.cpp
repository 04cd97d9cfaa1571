#include <cstdio>
#include <optional>

#include "base/json.h"
#include "loss_models.h"
#include "model_options.h"
#include "radio_cli/commands.h"
#include "terrain_files.h"

namespace radio_cli {
namespace {

struct LossArguments {
  std::optional<std::string> points, profiles, area, p1812;
  std::vector<std::string> terrain;
  std::string profile_dir, model = "itm", out = "-", land_cover;
  ClutterOptions clutter;
  RunOptions run;
  bool json = false;
  LossOptions options;
};

void declare_tables(cli::Options& options, LossArguments& given) {
  options.value("--points", given.points,
                "CSV of places: tx_lat,tx_lon,rx_lat,rx_lon,freq_mhz,tx_h_m,rx_h_m; with --terrain");
  options.values("--terrain", given.terrain, "a store of `import terrain`, or SRTM tiles and GeoTIFF");
  options.value("--profiles", given.profiles, "CSV of profiles: pfl, or heights_m and spacing_m");
  options.value("--area", given.area, "CSV of areas: d__km, delta_h__meter");
  options.value("--p1812", given.p1812, "CSV of cases of ITU-R P.1812, with --profile-dir");
  options.value("--profile-dir", given.profile_dir, "folder of the profiles that the cases name");
  options.value("--out", given.out, "CSV to write");
  options.flag("--json", given.json,
               "summary in JSON: points, refused, seconds (on stderr when the table is on stdout)");
}

void declare_models(cli::Options& options, LossArguments& given) {
  options.value("--model", given.model, "of --points: itm or p1812");
  options.value("--step-m", given.options.step_m, "spacing of the terrain profiles");
  declare_ground(options, given.options.link, given.options.variability);
  options.value("--delta-n", given.options.delta_n,
                "of p1812: fall of refractivity in the lowest kilometre, N-units, from the map of ITU-R "
                "P.1812; without it, what the air of --n0 has on average (Bean and Thayer): 54.5 for 360");
  given.run.declare(options);
}

void declare_clutter(cli::Options& options, LossArguments& given) {
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
}

std::optional<int> parse(const cli::Arguments& arguments, LossArguments& given) {
  cli::Options options("radio loss",
                       "Loss between places: every row passes through with the model's answer behind it. In "
                       "each CSV, - is stdin.",
                       "serumpun radio loss --terrain N00E011.hgt.gz --points places.csv --out losses.csv");
  declare_tables(options, given);
  declare_models(options, given);
  declare_clutter(options, given);
  if (const auto stop = options.parse(arguments)) return stop;
  const auto usage = [](const char* what) { return std::optional(misused("radio loss", what)); };
  const int tables = int{given.points.has_value()} + int{given.profiles.has_value()} +
                     int{given.area.has_value()} + int{given.p1812.has_value()};
  if (tables != 1) return usage("radio loss needs one of --points, --profiles, --area and --p1812");
  if (given.points && given.terrain.empty()) return usage("--points needs --terrain");
  if (given.p1812 && given.profile_dir.empty()) return usage("--p1812 needs --profile-dir");
  if (given.p1812 && given.clutter.kind != "none")
    return usage("--clutter is not for --p1812: its cases hold theirs");
  if (given.clutter.kind == "landcover" && !given.points) return usage("--clutter landcover is for --points");
  if (given.model != "itm" && given.model != "p1812") return usage("--model is itm or p1812");
  if (!(given.options.step_m >= 1 && given.options.step_m <= 1e5)) return usage("--step-m is 1 to 100000");
  if (const auto stop = given.run.finish("radio loss")) return stop;
  given.options.link.polarization = given.run.polarization_number();
  given.options.by_p1812 = given.model == "p1812";
  return std::nullopt;
}

/// Throws cli::RefusedInput for a store that is none; cli::kUsage where --clutter is not understood.
std::optional<int> set_clutter(LossArguments& given, std::optional<OpenLandCover>& open) {
  if (!given.land_cover.empty()) open.emplace(given.land_cover);
  given.options.land_cover = open ? &open->cover() : nullptr;
  const auto clutter = TerminalClutter::make(given.clutter, given.options.land_cover);
  if (!clutter)
    return misused("radio loss",
                   ("--clutter " + given.clutter.kind + " is not understood, or lacks --landcover").c_str());
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
    return run_table(*given.profiles, given.run.threads, out,
                     [&](Columns& c) { return ProfileModel(c, given.options); });
  if (given.points) {
    const OpenTerrain open(given.terrain);
    return run_table(*given.points, given.run.threads, out,
                     [&](Columns& c) { return PointsModel(c, given.options, open.terrain()); });
  }
  if (given.area)
    return run_table(*given.area, given.run.threads, out,
                     [&](Columns& c) { return AreaModel(c, given.options); });
  return run_table(*given.p1812, given.run.threads, out,
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
                                                {"threads", given.run.threads}});
    std::fprintf(given.out == "-" ? stderr : stdout, "%s\n", json.dump().c_str());
  }
  return cli::kDone;
}

}  // namespace radio_cli
