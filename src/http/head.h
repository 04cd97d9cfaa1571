#pragma once
// The framing guard: reads the raw head of a request strictly, before any other parser sees it.
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "http/limits.h"
#include "http/method.h"

namespace http {

/// A request that is refused at once, its connection closed. `why` is for the log.
struct Refusal {
  int status = 400;
  const char* why = "";
};

/// The views lie in the buffer that was parsed.
struct Head {
  struct Field {
    std::string_view name, value;
  };
  Method method = Method::kGet;
  std::string_view target;
  int minor_version = 1;
  std::vector<Field> fields;
  std::string_view host, cookie, authorization, accept, accept_encoding, if_none_match, range;
  std::optional<std::uint64_t> content_length;
  bool chunked = false, keep_alive = true, expects_continue = false;

  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
  std::string_view get(std::string_view name) const;
};

/// What the bytes so far are: `size` counts the whole head with its empty line once that has come, else 0.
struct HeadProgress {
  std::size_t size = 0;
  std::optional<Refusal> refusal = {};
};

/// Looks for the end of the head. Lines before `scanned` were seen already; `scanned` moves on. Refuses a
/// line that does not end in CRLF, and a request line that is none, without waiting for the rest.
HeadProgress find_head(std::string_view buffer, std::size_t& scanned, const Limits& limits);

/// Parses a whole head into `head`, whose memory is used again. Refuses everything that two servers could
/// understand differently.
std::optional<Refusal> parse_head(std::string_view text, const Limits& limits, Head& head);

}  // namespace http
