#pragma once
// Several raster files as one: the grid that they share, and their cells strip by strip.
#include <functional>
#include <string_view>

#include "raster_source.h"

namespace importer {

/// The finest first; of equals the one named first.
base::Result<std::vector<RasterSource>> open_all(const std::vector<std::string>& paths,
                                                 RasterSource::Between between);

/// The grid of the finest source, spread over all of them.
radio::TerrainShape common_grid(const std::vector<RasterSource>& finest_first);

struct Strip {
  std::int32_t row = 0, column = 0, rows = 0, columns = 0;  ///< of the grid
  std::span<const float> values;                            ///< row by row; not a number where there is none
};
/// In strips of some 16 MB, so that no file is in memory twice. Ends with what `visit` refuses.
base::Result<void> visit_strips(const RasterSource& source, const radio::TerrainShape& grid,
                                const std::function<base::Result<void>(const Strip&)>& visit);

/// Throws base::Failure when the disk fails.
void write_file(const std::string& path,
                const std::function<void(const std::function<void(std::string_view)>&)>& give);

}  // namespace importer
