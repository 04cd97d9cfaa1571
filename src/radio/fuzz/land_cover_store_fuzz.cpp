#include <cstdint>
#include <cstdlib>
#include <string>

#include "radio/land_cover.h"

// Any bytes: land cover that answers at each corner and outside, or a refusal. The header's own digest would
// hide the checks behind it, so it is not asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto stored = radio::read_land_cover_store(bytes, radio::Verify::kUntrusted);
  if (!stored) return 0;
  const radio::TerrainShape& shape = stored->cover.shape();
  for (const double row : {-1.0, 0.0, shape.rows - 1.0, shape.rows + 0.0})
    for (const double column : {-1.0, 0.0, shape.columns - 1.0, shape.columns + 0.0}) {
      const auto found = stored->cover.at({shape.lat_of(row), shape.lon_of(column)});
      if (found && !(radio::path_clutter_height_m(*found) >= 0)) std::abort();
    }
  return 0;
}
