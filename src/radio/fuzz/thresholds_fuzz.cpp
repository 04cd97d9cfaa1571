#include <cstdint>
#include <cstdlib>

#include "radio/thresholds.h"

// Any bytes: dated thresholds that a phone can measure, or a refusal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto thresholds = radio::parse_thresholds({reinterpret_cast<const char*>(data), size});
  if (!thresholds) return 0;
  if (thresholds->date.empty()) std::abort();
  for (const radio::Threshold& t : thresholds->list)
    if (!(t.outdoor_dbm >= -150 && t.outdoor_dbm <= -20) || t.source.empty()) std::abort();
  return 0;
}
