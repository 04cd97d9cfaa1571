#pragma once
// Writes a raster over posts of the terrain as GeoTIFF.
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "radio/coverage.h"

namespace radio_cli {

struct MapLabels {
  std::string unit, description;
  std::vector<std::pair<std::string, std::string>> metadata;
};

/// Through serumpun-import; `path` as cli::OutputFile takes it.
void write_geotiff(const std::string& path, const radio::TerrainShape& shape, const radio::Window& window,
                   std::span<const float> values, const MapLabels& labels);

/// Decimal text: as many digits as it takes to give the same number back.
void append_number(std::string& out, double value);

}  // namespace radio_cli
