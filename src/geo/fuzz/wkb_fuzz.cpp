#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "geo/measure.h"
#include "geo/wkb.h"

// Any bytes: a shape or a refusal; a shape can be measured, and is written back as it was read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto geometry = geo::decode_wkb({reinterpret_cast<const char*>(data), size});
  if (!geometry) return 0;
  if (!(geo::area_m2(*geometry) >= -1e20)) std::abort();
  if (!geo::is_valid(geo::inside_point(*geometry))) std::abort();
  const auto again = geo::decode_wkb(geo::encode_wkb(*geometry));
  if (!again || *again != *geometry) std::abort();
  return 0;
}
