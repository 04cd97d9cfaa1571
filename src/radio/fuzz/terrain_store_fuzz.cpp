#include <cstdint>
#include <string>

#include "radio/terrain_store.h"

// Any bytes: a terrain that can be read at each corner, or a refusal. The header's own digest would hide the
// checks behind it, so only the lengths and the shape are asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto stored = radio::read_terrain_store(bytes, radio::Verify::kUntrusted);
  if (!stored) return 0;
  const auto& terrain = stored->terrain;
  const int rows = terrain.shape().rows, columns = terrain.shape().columns;
  volatile double sum =
      terrain.height_m(0, 0) + terrain.height_m(rows - 1, columns - 1) +
      terrain.height_m(radio::Place{terrain.shape().lat_of(rows - 1), terrain.shape().lon_of(0)});
  sum = sum + terrain.filled(rows - 1, columns - 1);
  return 0;
}
