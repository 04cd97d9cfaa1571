// raster: files of heights to one terrain store.
#include <algorithm>
#include <cmath>

#include "importer/subcommand.h"
#include "radio/terrain_builder.h"
#include "radio/terrain_store.h"
#include "raster_files.h"

namespace importer {
namespace {

base::Result<std::int64_t> add_source(const RasterSource& source, const radio::TerrainShape& grid,
                                      radio::TerrainBuilder& builder) {
  std::int64_t voids = 0;
  const auto added = visit_strips(source, grid, [&](const Strip& strip) {
    voids += std::ranges::count_if(strip.values, [](float h) { return std::isnan(h); });
    return builder.add({strip.row, strip.column, strip.rows, strip.columns, strip.values});
  });
  if (!added) return base::fail(added.error());
  return voids;
}

}  // namespace

Answer raster(const std::vector<std::string>& arguments) {
  const Words words = words_of(arguments);
  const std::string out = words.value("--out");
  if (out.empty() || words.rest.empty()) return base::fail(base::ErrorCode::kInvalid, {"importer.usage", {}});
  auto sources = open_all(words.rest, RasterSource::Between::kCubic);
  if (!sources) return base::fail(sources.error());
  radio::TerrainShape grid = common_grid(*sources);
  const bool whole = std::ranges::all_of(
      *sources, [&](const RasterSource& s) { return s.whole_metres() && s.lies_on(grid); });
  grid.unit_m =
      radio::fitting_unit_m(whole, radio::TerrainBuilder::kLowest_m, radio::TerrainBuilder::kHighest_m);
  auto builder = radio::TerrainBuilder::make(grid);
  if (!builder) return base::fail(builder.error());

  base::Json files = base::Json::array();
  for (const RasterSource& source : *sources) {
    const auto voids = add_source(source, grid, *builder);
    if (!voids) return base::fail(voids.error());
    base::Json description = source.description();
    description["voids"] = *voids;
    description["resampled"] = !source.lies_on(grid);
    files.push_back(std::move(description));
  }
  const auto counts = builder->fill();
  if (!counts) return base::fail(counts.error());
  base::Json provenance =
      base::Json::object({{"source", words.value("--source")}, {"date", words.value("--date")}});
  provenance["files"] = std::move(files);
  const radio::BuiltTerrain built = builder->take(provenance.dump());
  write_file(out,
             [&](const auto& write) { radio::write_terrain_store(built.view(), built.provenance, write); });
  return base::Json::object({{"rows", grid.rows},
                             {"columns", grid.columns},
                             {"known", counts->known},
                             {"interpolated", counts->interpolated},
                             {"assumed_sea", counts->assumed_sea},
                             {"resolution_arcsec", 3600 / grid.rows_per_deg}});
}

}  // namespace importer
