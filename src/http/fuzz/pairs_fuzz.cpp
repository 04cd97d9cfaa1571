#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "http/pairs.h"
#include "http/percent.h"
#include "target.h"

// Any bytes as a query, a form, a target and cookies; what was read survives writing and reading.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto decoded = http::percent_decode(text)) {
    if (http::percent_decode(http::percent_encode(*decoded)) != decoded) std::abort();
  }
  if (const auto target = http::parse_target(text)) {
    if (target->path.find("/../") != std::string::npos || target->path.find('\0') != std::string::npos)
      std::abort();
  }
  for (const auto& [name, value] : http::parse_cookies(text)) {
    if (name.empty() || value.find(';') != std::string::npos) std::abort();
  }
  const auto pairs = http::parse_urlencoded(text, 1'000);
  if (!pairs) return 0;
  const auto again = http::parse_urlencoded(http::format_urlencoded(*pairs), 1'000);
  if (!again || !std::equal(pairs->begin(), pairs->end(), again->begin(), again->end())) std::abort();
  return 0;
}
