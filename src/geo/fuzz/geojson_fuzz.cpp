#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "geo/clip.h"
#include "geo/geojson.h"
#include "geo/simplify.h"

// Any bytes: features or a refusal; each shape can be thinned, clipped and written in a form that reads
// again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto features = geo::parse_features({reinterpret_cast<const char*>(data), size},
                                            {.bytes = 1u << 16, .features = 100, .vertices = 1000});
  if (!features) return 0;
  for (const auto& feature : *features) {
    if (!feature.geometry) continue;
    const geo::Geometry* shape = &*feature.geometry;
    geo::Coverage({&shape, 1}).simplified(500);
    geo::clip(*shape, {-5, 95, 5, 105});
    if (!geo::parse_geometry(geo::write_geometry(*shape))) std::abort();
  }
  return 0;
}
