#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/etag.h"
#include "http/negotiate.h"
#include "http/range.h"

// Any bytes as Accept, Accept-Language, Accept-Encoding, Range, If-None-Match: an answer within its bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const http::Preference& preference : http::parse_preferences(text)) {
    if (preference.name.empty() || preference.thousandths < 0 || preference.thousandths > 1000) std::abort();
  }
  (void)http::prefers_json(text);
  (void)http::preferred_language(text, text::Language::kId);
  (void)http::preferred_encoding(text);
  (void)http::names_etag(text, "\"abc\"");
  for (const std::uint64_t whole : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1'000}, UINT64_MAX}) {
    const auto range = http::parse_range(text, whole);
    const auto* part = std::get_if<http::ByteRange>(&range);
    if (part && (part->length == 0 || part->offset >= whole || part->length > whole - part->offset))
      std::abort();
  }
  return 0;
}
