#include <cstdint>
#include <cstdlib>

#include "cli/files.h"
#include "demand.h"

// Any bytes: places on the terrain with a weight each, or a refusal that names the row.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const radio::TerrainShape shape{.north_deg = -2, .west_deg = 102, .rows = 1201, .columns = 1201};
  try {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const radio::Demand& demand : radio_cli::parse_demand(base::source_of(text), "demand", shape))
      if (!shape.contains(demand.place) || !(demand.weight >= 0)) std::abort();
  } catch (const cli::RefusedInput&) {
  }
  return 0;
}
