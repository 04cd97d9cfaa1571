#include "raster_files.h"

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>

#include "base/failure.h"

namespace importer {

base::Result<std::vector<RasterSource>> open_all(const std::vector<std::string>& paths,
                                                 RasterSource::Between between) {
  GDALAllRegister();
  CPLSetErrorHandler(CPLQuietErrorHandler);
  std::vector<RasterSource> sources;
  for (const std::string& path : paths) {
    auto source = RasterSource::open(path, between);
    if (!source) return base::fail(source.error());
    sources.push_back(std::move(*source));
  }
  // The finest first; of equals the one named first: what is set once stays.
  std::ranges::stable_sort(sources, std::greater{},
                           [](const RasterSource& s) { return std::round(s.shape().rows_per_deg); });
  return sources;
}

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

base::Result<void> visit_strips(const RasterSource& source, const radio::TerrainShape& grid,
                                const std::function<base::Result<void>(const Strip&)>& visit) {
  const radio::TerrainShape& s = source.shape();
  // A class holds for its whole cell, half a cell beyond the middle; a height is known between posts only.
  const bool cells = source.between() == RasterSource::Between::kNearest;
  const double beyond = cells ? 0.5 : 0;
  const auto first = [&](double at, std::int32_t limit) {
    return std::clamp(static_cast<std::int32_t>(cells ? std::ceil(at - 1e-6) : std::round(at)), 0, limit);
  };
  const auto end = [&](double at, std::int32_t limit) {
    return std::clamp(static_cast<std::int32_t>(cells ? std::floor(at + 1e-6) : std::round(at)) + 1, 0,
                      limit);
  };
  const std::int32_t first_row = first(grid.row_of(s.lat_of(-beyond)), grid.rows);
  const std::int32_t first_column = first(grid.column_of(s.lon_of(-beyond)), grid.columns);
  const std::int32_t end_row = end(grid.row_of(s.lat_of(s.rows - 1 + beyond)), grid.rows);
  const std::int32_t columns =
      end(grid.column_of(s.lon_of(s.columns - 1 + beyond)), grid.columns) - first_column;
  std::vector<float> values;
  const std::int32_t strip = std::max(1, (4 << 20) / std::max(1, columns));
  for (std::int32_t row = first_row; row < end_row; row += strip) {
    const std::int32_t rows = std::min(strip, end_row - row);
    if (auto read = source.read(grid, row, first_column, rows, columns, values); !read)
      return base::fail(read.error());
    if (auto visited = visit({row, first_column, rows, columns, values}); !visited)
      return base::fail(visited.error());
  }
  return {};
}

void write_file(const std::string& path,
                const std::function<void(const std::function<void(std::string_view)>&)>& give) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), std::fclose);
  if (!file) throw base::Failure(path + " cannot be written");
  give([&](std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size())
      throw base::Failure(path + ": writing failed; is the disk full?");
  });
  if (std::fflush(file.get()) != 0) throw base::Failure(path + ": writing failed; is the disk full?");
}

}  // namespace importer
