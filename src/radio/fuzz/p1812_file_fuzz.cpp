#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "radio/p1812_file.h"

// Any bytes: a profile or a refusal; and any profile: a loss or a return code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = radio::parse_p1812_file({reinterpret_cast<const char*>(data), size});
  if (!file) return 0;
  const radio::p1812::Link link{
      .frequency_ghz = 0.9, .tx_height_m = 30, .rx_height_m = 1.5, .time_percent = 10};
  const radio::p1812::Answer answer = radio::p1812::loss(link, file->path());
  if ((answer.rc <= radio::p1812::kSuccessWithWarnings) != std::isfinite(answer.loss_db)) std::abort();
  return 0;
}
