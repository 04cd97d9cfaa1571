#include "map_file.h"

#include <charconv>

#include "cli/files.h"
#include "import_program.h"
#include "terrain_files.h"

namespace radio_cli {
namespace {

std::string exact(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

}  // namespace

void append_number(std::string& out, double value) {
  char digits[32];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void write_geotiff(const std::string& path, const radio::TerrainShape& shape, const radio::Window& window,
                   std::span<const float> values, const MapLabels& labels) {
  cli::OutputFile out(path);
  const ScratchFolder folder;
  {
    cli::OutputFile raw(folder / "raw");
    raw.write({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
    raw.commit();
  }
  std::vector<std::string> words{"geotiff",
                                 "--raw",
                                 folder / "raw",
                                 "--columns",
                                 std::to_string(window.columns),
                                 "--rows",
                                 std::to_string(window.rows),
                                 "--north",
                                 exact(shape.lat_of(window.row)),
                                 "--west",
                                 exact(shape.lon_of(window.column)),
                                 "--rows-per-deg",
                                 exact(shape.rows_per_deg),
                                 "--columns-per-deg",
                                 exact(shape.columns_per_deg),
                                 "--unit",
                                 labels.unit,
                                 "--description",
                                 labels.description,
                                 "--out",
                                 folder / "map.tif"};
  for (const auto& [key, value] : labels.metadata) {
    words.push_back("--meta");
    words.push_back(key + "=" + value);
  }
  run_import(std::move(words));
  const MappedFile made(folder / "map.tif");
  out.write(made.bytes());
  out.commit();
}

}  // namespace radio_cli
