#include <cstdint>
#include <cstdlib>

#include "radio/samples.h"

// Any bytes: samples or a refusal; and what is taken lies on earth with a level that a phone can measure.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto samples = radio::parse_samples({reinterpret_cast<const char*>(data), size});
  if (!samples) return 0;
  for (const radio::Sample& s : samples->good)
    if (!(s.lat_deg >= -90 && s.lat_deg <= 90 && s.lon_deg >= -180 && s.lon_deg <= 180 && s.level_dbm < 0))
      std::abort();
  return 0;
}
