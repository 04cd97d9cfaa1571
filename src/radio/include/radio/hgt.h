#pragma once
// SRTM tiles: one degree square of big-endian 16-bit metres, named by its south-western corner
// ("N00E011.hgt").
#include <string_view>
#include <vector>

#include "base/result.h"
#include "radio/terrain.h"

namespace radio {

struct HgtTile {
  TerrainShape shape;            ///< 1201 × 1201 posts (3") or 3601 × 3601 (1")
  std::vector<float> heights_m;  ///< row by row from the north-west; voids are not a number
  std::int64_t voids = 0;
};

constexpr std::size_t kLargestHgtBytes = std::size_t{3601} * 3601 * 2;

/// `name` is the file's name without folders, with or without ".gz". Refuses names without a corner
/// (radio.hgt_name), any other length than the two that exist (radio.hgt_size), and tiles without one height
/// (radio.terrain_empty).
base::Result<HgtTile> parse_hgt(std::string_view name, std::string_view bytes);

}  // namespace radio
