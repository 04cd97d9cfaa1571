#include <cstdint>
#include <cstdlib>

#include "base/json.h"

// Any bytes: a value or a refusal; and a value survives writing and reading.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = base::Json::parse({reinterpret_cast<const char*>(data), size});
  if (!value) return 0;
  const auto again = base::Json::parse(value->dump());
  if (!again || again->dump() != value->dump()) std::abort();
  return 0;
}
