#include <cstdint>
#include <string>
#include <vector>

#include "radio/hgt.h"

// The first 11 bytes are the name, the rest heights: an odd end is left alone, and a name never leads off the
// earth.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::string_view name = all.substr(0, 11), rest = all.substr(name.size());
  const auto shape = radio::hgt_shape(name, std::size_t{1201} * 1201 * 2);
  if (shape && (shape->north_deg > 91 || shape->west_deg < -180)) __builtin_trap();
  std::vector<float> heights(rest.size() / 2 + 1);
  (void)radio::hgt_heights(rest, heights);
  return 0;
}
