#include <cstdint>
#include <cstdlib>
#include <string>

#include "tables/encoding.h"
#include "tables/format.h"
#include "utf8.h"

// Any bytes become valid UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tables::format_of(bytes);
  tables::Utf8Source source(base::source_of(bytes));
  std::string text(64, '\0');
  for (;;) {
    const std::size_t got = source.read(text.data(), text.size());
    if (got == 0) return 0;
    for (std::size_t at = 0; at < got;) {
      const auto c = tables::decode(std::string_view(text.data(), got), at);
      if (c.size == 0) std::abort();
      at += c.size;
    }
  }
}
