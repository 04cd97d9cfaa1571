// import landcover: rasters of land classes to one store of the classes of ITU-R P.2108.
#include <cstdio>
#include <filesystem>

#include "cli/files.h"
#include "import_program.h"
#include "land_classes.h"
#include "radio_cli/commands.h"
#include "terrain_files.h"

namespace radio_cli {
namespace {

struct ImportLandCoverOptions {
  std::vector<std::string> files;
  std::string data = "var/demo", classes = "worldcover", source, date;
  std::optional<std::string> out;
  bool json = false;
};

std::optional<int> parse(const cli::Arguments& arguments, ImportLandCoverOptions& given) {
  cli::Options options(
      "import landcover",
      "Land cover from GeoTIFF in any CRS to one file: what stands on the ground, for P.1812 and P.2108",
      "serumpun import landcover ESA_WorldCover_10m_2021_S03E102.tif --out cover.lcv");
  options.values("files", given.files,
                 "GeoTIFF or ASCII grid of class codes; overlaps: the finest, then the first named");
  options.required();
  options.value("--classes", given.classes,
                "worldcover, or a CSV code,class with water, open, suburban, urban, trees, dense-urban; "
                "other codes are marked unknown");
  options.value("--out", given.out, "the store to write; otherwise landcover.lcv in the data folder");
  options.value("--data", given.data, "data folder");
  options.value("--source", given.source, "who mapped it, kept with the store");
  options.value("--date", given.date, "when it was mapped, kept with the store");
  options.flag("--json", given.json, "summary in JSON");
  return options.parse(arguments);
}

}  // namespace

int import_land_cover(const cli::Arguments& arguments) {
  ImportLandCoverOptions given;
  if (const auto stop = parse(arguments, given)) return *stop;
  const ScratchFolder folder;
  std::vector<std::string> words{"landcover",  "--out",  folder / "cover", "--source",
                                 given.source, "--date", given.date};
  for (const auto& [code, clutter] : land_classes(given.classes)) {
    words.push_back("--class");
    words.push_back(std::to_string(code) + "=" + std::to_string(static_cast<int>(clutter)));
  }
  for (const std::string& file : given.files) words.push_back(std::filesystem::absolute(file).string());
  const base::Json summary = run_import(std::move(words));
  const MappedFile made(folder / "cover");
  cli::OutputFile out(given.out.value_or(given.data + "/landcover.lcv"));
  out.write(made.bytes());
  out.commit();
  if (given.json)
    std::printf("%s\n", summary.dump().c_str());
  else
    std::printf("%lld x %lld cells, %lld of them without a known class\n",
                static_cast<long long>(summary.at("rows").as_int()),
                static_cast<long long>(summary.at("columns").as_int()),
                static_cast<long long>(summary.at("unknown").as_int()));
  return cli::kDone;
}

}  // namespace radio_cli
