#include <cstdint>
#include <string>

#include "cli/files.h"
#include "towers.h"

// Any bytes: towers, or a refusal that names the row.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    (void)radio_cli::parse_towers(base::source_of(text), "towers", "/nowhere");
  } catch (const cli::RefusedInput&) {
  }
  return 0;
}
