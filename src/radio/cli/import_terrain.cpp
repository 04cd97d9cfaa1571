// import terrain: files of heights to one terrain store.
#include <cstdio>

#include "cli/files.h"
#include "import_program.h"
#include "radio/terrain_store.h"
#include "radio_cli/commands.h"
#include "terrain_files.h"

namespace radio_cli {
namespace {

struct ImportTerrainOptions {
  std::vector<std::string> files;
  std::string data = "var/demo", source, date, progress = "auto";
  std::optional<std::string> out;
  bool dry_run = false, json = false;
};

std::optional<int> parse(const cli::Arguments& arguments, ImportTerrainOptions& given) {
  cli::Options options(
      "import terrain", "Heights of the ground from SRTM tiles and GeoTIFF in any CRS to one file",
      "serumpun import terrain N00E011.hgt.gz N00E012.hgt.gz --out terrain.dem --source \"SRTM 3\\\"\"");
  options.values("files", given.files,
                 "SRTM .hgt or .hgt.gz, GeoTIFF, ASCII grid; overlaps: the finest, then the first named");
  options.required();
  options.value("--out", given.out, "the store to write; otherwise terrain.dem in the data folder");
  options.value("--data", given.data, "data folder");
  options.value("--source", given.source, "who measured it, kept with the terrain");
  options.value("--date", given.date, "when it was measured, kept with the terrain");
  options.value("--progress", given.progress, "auto, json or none");
  options.flag("--dry-run", given.dry_run, "read and judge, write nothing");
  options.flag("--json", given.json, "summary in JSON");
  return options.parse(arguments);
}

/// Writes the store to `path` and answers what went in.
base::Json make_store(const ImportTerrainOptions& given, const ScratchFolder& folder,
                      const std::string& path) {
  if (!are_hgt_of_one_spacing(given.files)) {
    std::vector<std::string> words{"raster", "--out", path, "--source", given.source, "--date", given.date};
    for (std::string& file : unpacked(given.files, folder)) words.push_back(std::move(file));
    return run_import(std::move(words));
  }
  radio::TerrainCounts counts;
  const radio::BuiltTerrain built = build_from_hgt(given.files, {given.source, given.date}, counts);
  cli::OutputFile out(path);
  radio::write_terrain_store(built.view(), built.provenance,
                             [&](std::string_view bytes) { out.write(bytes); });
  out.commit();
  return base::Json::object({{"rows", built.shape.rows},
                             {"columns", built.shape.columns},
                             {"known", counts.known},
                             {"interpolated", counts.interpolated},
                             {"assumed_sea", counts.assumed_sea},
                             {"resolution_arcsec", 3600 / built.shape.rows_per_deg}});
}

}  // namespace

int import_terrain(const cli::Arguments& arguments) {
  ImportTerrainOptions given;
  if (const auto stop = parse(arguments, given)) return *stop;
  const ScratchFolder folder;
  const base::Json summary = make_store(given, folder, folder / "terrain");
  if (!given.dry_run) {
    cli::OutputFile out(given.out.value_or(given.data + "/terrain.dem"));
    const MappedFile made(folder / "terrain");
    out.write(made.bytes());
    out.commit();
  }
  if (given.json) {
    std::printf("%s\n", summary.dump().c_str());
  } else {
    std::printf("%lld x %lld posts, %lld of them filled from neighbours, %lld taken as sea\n",
                static_cast<long long>(summary.at("rows").as_int()),
                static_cast<long long>(summary.at("columns").as_int()),
                static_cast<long long>(summary.at("interpolated").as_int()),
                static_cast<long long>(summary.at("assumed_sea").as_int()));
  }
  return cli::kDone;
}

}  // namespace radio_cli
