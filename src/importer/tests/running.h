#pragma once
// Runs the program itself, within limits as serumpun runs it, on small grids.
#include <string>
#include <vector>

#include "base/child.h"
#include "base/json.h"
#include "support/temp_dir.h"

namespace test {

struct Run {
  base::ChildOutcome outcome;
  base::Json answer;
};

inline Run import(std::vector<std::string> arguments) {
  std::string output;
  base::ChildCommand command{.program = base::program_beside_this("serumpun-import"),
                             .arguments = std::move(arguments)};
  command.on_output = [&](std::string_view piece) { output += piece; };
  Run run{base::run_child(command), {}};
  const auto parsed = base::Json::parse(run.outcome.exit_code == 0 ? output : run.outcome.error_text);
  if (parsed) run.answer = *parsed;
  return run;
}

/// An ASCII grid of degrees; GDAL needs the .prj beside it.
inline std::string ascii_grid(const support::TempDir& folder, const std::string& name, const std::string& crs,
                              int columns, int rows, double west, double south, double step,
                              const std::string& cells) {
  support::write_file(folder / (name + ".prj"), crs);
  std::string head = "ncols " + std::to_string(columns) + "\nnrows " + std::to_string(rows) + "\nxllcorner " +
                     std::to_string(west) + "\nyllcorner " + std::to_string(south) + "\ncellsize " +
                     std::to_string(step) + "\nNODATA_value -9999\n";
  return support::write_file(folder / (name + ".asc"), head + cells).string();
}

inline constexpr const char* kWgs84 =
    R"(GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]])";
inline constexpr const char* kUtm48South =
    R"(PROJCS["WGS 84 / UTM zone 48S",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",105],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",10000000],UNIT["metre",1]])";

}  // namespace test
