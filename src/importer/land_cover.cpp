// landcover: files of class codes to one store of land classes.
#include "radio/land_cover.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "importer/subcommand.h"
#include "radio/terrain_builder.h"
#include "raster_files.h"

namespace importer {
namespace {

/// "10=5" as `import landcover` writes it; nothing for other text.
std::optional<std::pair<int, std::uint8_t>> code_and_class(std::string_view text) {
  int code = 0, land_class = 0;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, code);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '=') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, land_class);
  if (second.ec != std::errc() || second.ptr != end || land_class < 1 || land_class > 6) return std::nullopt;
  return std::pair{code, static_cast<std::uint8_t>(land_class)};
}

using Classes = std::map<int, std::uint8_t>;

/// Sets the cells that no finer source knows.
void set_classes(const Strip& strip, const radio::TerrainShape& grid, const Classes& known,
                 std::vector<std::uint8_t>& cells) {
  std::size_t i = 0;
  for (std::int32_t r = strip.row; r < strip.row + strip.rows; ++r)
    for (std::int32_t c = strip.column; c < strip.column + strip.columns; ++c, ++i) {
      std::uint8_t& cell = cells[grid.bit_of(r, c)];
      const float value = strip.values[i];
      if (cell != radio::LandCover::kUnknown || !(value >= 0 && value <= 65'535)) continue;
      const auto found = known.find(static_cast<int>(std::lround(value)));
      if (found != known.end()) cell = found->second;
    }
}

}  // namespace

Answer land_cover(const std::vector<std::string>& arguments) {
  const Words words = words_of(arguments);
  const std::string out = words.value("--out");
  Classes known;
  for (const auto& [name, text] : words.options) {
    if (name != "--class") continue;
    const auto pair = code_and_class(text);
    if (!pair) return base::fail(base::ErrorCode::kInvalid, {"importer.usage", {}});
    known.insert(*pair);
  }
  if (out.empty() || words.rest.empty() || known.empty())
    return base::fail(base::ErrorCode::kInvalid, {"importer.usage", {}});
  auto sources = open_all(words.rest, RasterSource::Between::kNearest);
  if (!sources) return base::fail(sources.error());
  const radio::TerrainShape grid = common_grid(*sources);
  if (auto sane = radio::TerrainBuilder::check_shape(grid); !sane) return base::fail(sane.error());

  std::vector<std::uint8_t> cells(static_cast<std::size_t>(grid.rows) *
                                  static_cast<std::size_t>(grid.columns));
  base::Json files = base::Json::array();
  for (const RasterSource& source : *sources) {
    const auto read = visit_strips(source, grid, [&](const Strip& strip) -> base::Result<void> {
      set_classes(strip, grid, known, cells);
      return {};
    });
    if (!read) return base::fail(read.error());
    files.push_back(source.description());
  }
  base::Json classes = base::Json::object({});
  for (const auto& [code, land_class] : known) classes[std::to_string(code)] = int{land_class};
  base::Json provenance = base::Json::object(
      {{"source", words.value("--source")}, {"date", words.value("--date")}, {"classes", classes}});
  provenance["files"] = std::move(files);
  write_file(
      out, [&](const auto& write) { radio::write_land_cover_store(grid, cells, provenance.dump(), write); });
  const auto unknown = std::ranges::count(cells, radio::LandCover::kUnknown);
  return base::Json::object({{"rows", grid.rows},
                             {"columns", grid.columns},
                             {"unknown", static_cast<std::int64_t>(unknown)},
                             {"resolution_arcsec", 3600 / grid.rows_per_deg}});
}

}  // namespace importer
