#include <cstdint>
#include <cstdlib>

#include "radio/antenna.h"

// Any bytes: a pattern or a refusal; and a pattern never gains.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto pattern = radio::parse_msi({reinterpret_cast<const char*>(data), size});
  if (!pattern) return 0;
  const radio::Antenna antenna{std::make_shared<const radio::Pattern>(*pattern), 359.5, 3};
  for (double azimuth = -720; azimuth < 720; azimuth += 17.3)
    if (!(radio::antenna_loss_db(antenna, {azimuth, azimuth / 8}) >= 0)) std::abort();
  return 0;
}
