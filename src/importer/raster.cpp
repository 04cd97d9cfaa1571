// raster: files of heights to one terrain store.
#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>

#include "base/failure.h"
#include "importer/subcommand.h"
#include "radio/terrain_builder.h"
#include "radio/terrain_store.h"
#include "raster_source.h"

namespace importer {
namespace {

/// The grid of the finest source, spread over all of them.
radio::TerrainShape common_grid(const std::vector<RasterSource>& finest_first) {
  radio::TerrainShape grid = finest_first.front().shape();
  double north = grid.north_deg, west = grid.west_deg, south = north, east = west;
  for (const RasterSource& source : finest_first) {
    const radio::TerrainShape& s = source.shape();
    north = std::max(north, s.north_deg);
    west = std::min(west, s.west_deg);
    south = std::min(south, s.lat_of(s.rows - 1));
    east = std::max(east, s.lon_of(s.columns - 1));
  }
  const auto steps = [](double degrees, double per_deg) { return std::ceil(degrees * per_deg - 0.01); };
  grid.north_deg += steps(north - grid.north_deg, grid.rows_per_deg) / grid.rows_per_deg;
  grid.west_deg -= steps(grid.west_deg - west, grid.columns_per_deg) / grid.columns_per_deg;
  const auto count = [&](double degrees, double per_deg) {
    return static_cast<std::int32_t>(std::min(1e9, steps(degrees, per_deg))) + 1;
  };
  grid.rows = count(grid.north_deg - south, grid.rows_per_deg);
  grid.columns = count(east - grid.west_deg, grid.columns_per_deg);
  return grid;
}

/// Strips of some 16 MB, so that no file is in memory twice.
base::Result<std::int64_t> add_source(const RasterSource& source, const radio::TerrainShape& grid,
                                      radio::TerrainBuilder& builder) {
  const radio::TerrainShape& s = source.shape();
  const auto inside = [](double at, std::int32_t limit) {
    return std::clamp(static_cast<std::int32_t>(std::lround(at)), 0, limit);
  };
  const std::int32_t first_row = inside(grid.row_of(s.north_deg), grid.rows);
  const std::int32_t first_column = inside(grid.column_of(s.west_deg), grid.columns);
  const std::int32_t end_row = inside(grid.row_of(s.lat_of(s.rows - 1)) + 1, grid.rows);
  const std::int32_t columns =
      inside(grid.column_of(s.lon_of(s.columns - 1)) + 1, grid.columns) - first_column;
  std::int64_t voids = 0;
  std::vector<float> heights;
  const std::int32_t strip = std::max(1, (4 << 20) / std::max(1, columns));
  for (std::int32_t row = first_row; row < end_row; row += strip) {
    const std::int32_t rows = std::min(strip, end_row - row);
    if (auto read = source.read(grid, row, first_column, rows, columns, heights); !read)
      return base::fail(read.error());
    voids += std::ranges::count_if(heights, [](float h) { return std::isnan(h); });
    if (auto added = builder.add({row, first_column, rows, columns, heights}); !added)
      return base::fail(added.error());
  }
  return voids;
}

base::Result<std::vector<RasterSource>> open_all(const std::vector<std::string>& paths) {
  std::vector<RasterSource> sources;
  for (const std::string& path : paths) {
    auto source = RasterSource::open(path);
    if (!source) return base::fail(source.error());
    sources.push_back(std::move(*source));
  }
  // The finest first; of equals the one named first: what is set once stays.
  std::ranges::stable_sort(sources, std::greater{},
                           [](const RasterSource& s) { return std::round(s.shape().rows_per_deg); });
  return sources;
}

void write_store(const std::string& path, const radio::BuiltTerrain& built) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), std::fclose);
  if (!file) throw base::Failure(path + " cannot be written");
  radio::write_terrain_store(built.view(), built.provenance, [&](std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size())
      throw base::Failure(path + ": writing failed; is the disk full?");
  });
  if (std::fflush(file.get()) != 0) throw base::Failure(path + ": writing failed; is the disk full?");
}

}  // namespace

Answer raster(const std::vector<std::string>& arguments) {
  const Words words = words_of(arguments);
  const std::string out = words.value("--out");
  if (out.empty() || words.rest.empty()) return base::fail(base::ErrorCode::kInvalid, {"importer.usage", {}});
  GDALAllRegister();
  CPLSetErrorHandler(CPLQuietErrorHandler);
  auto sources = open_all(words.rest);
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
  write_store(out, builder->take(provenance.dump()));
  return base::Json::object({{"rows", grid.rows},
                             {"columns", grid.columns},
                             {"known", counts->known},
                             {"interpolated", counts->interpolated},
                             {"assumed_sea", counts->assumed_sea},
                             {"resolution_arcsec", 3600 / grid.rows_per_deg}});
}

}  // namespace importer
