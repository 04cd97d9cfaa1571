#include <cstdint>
#include <cstdlib>

#include "cli/files.h"
#include "land_classes.h"

// Any bytes: codes with a class each, or a refusal that names the row.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto& [code, land_class] : radio_cli::parse_land_classes(base::source_of(text), "classes"))
      if (code < 0 || code > 65'535 || radio::path_clutter_height_m(land_class) < 0) std::abort();
  } catch (const cli::RefusedInput&) {
  }
  return 0;
}
