#include <cstdint>
#include <cstdlib>
#include <string>

#include "body_parser.h"
#include "head.h"
#include "target.h"

// Any bytes: a refusal, or a head whose framing the second parser reads the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const http::Limits limits;
  std::size_t scanned = 0;
  const http::HeadProgress progress = http::find_head(bytes, scanned, limits);
  if (progress.refusal || progress.size == 0) return 0;
  const std::string_view text = bytes.substr(0, progress.size);
  http::Head head;
  if (http::parse_head(text, limits, head)) return 0;
  if (head.target != "*") (void)http::parse_target(head.target);

  http::BodyParser parser(head, UINT64_MAX);
  if (parser.start(text)) std::abort();
  std::string out;
  std::string_view rest = bytes.substr(progress.size);
  while (!parser.done() && !rest.empty()) {
    const auto fed = parser.feed(rest, out);
    if (fed.refusal || fed.consumed == 0) break;
    rest.remove_prefix(fed.consumed);
  }
  if (out.size() > size) std::abort();
  return 0;
}
