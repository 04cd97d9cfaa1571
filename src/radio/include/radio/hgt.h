#pragma once
// SRTM tiles: one degree square of big-endian 16-bit metres, named by its south-western corner
// ("N00E011.hgt").
#include <span>
#include <string_view>

#include "base/result.h"
#include "radio/terrain.h"

namespace radio {

constexpr std::size_t kLargestHgtBytes = std::size_t{3601} * 3601 * 2;

/// `name` is the file's name without folders, `bytes` its length unpacked. Refuses names without a corner
/// (radio.hgt_name) and any other length than the two that exist: 1201 or 3601 posts a side (radio.hgt_size).
base::Result<TerrainShape> hgt_shape(std::string_view name, std::size_t bytes);

/// Heights of some rows, from the north-west; voids become not a number. Returns how many.
std::int64_t hgt_heights(std::string_view bytes, std::span<float> heights_m);

}  // namespace radio
