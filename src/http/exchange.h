#pragma once
// One request and its answer, as far as the wire and the log are concerned.
#include <cstdint>
#include <string>
#include <string_view>

#include "head.h"
#include "prepared.h"

namespace http {

class Hub;

struct Exchange {
  Head head;
  std::string id, network, route;
  std::int64_t began_ms = 0;
  bool keep_alive = true;
  std::string head_text;  ///< used again for each answer

  /// Writes head_text: the head of this answer with what differs each time. Returns the body that goes with
  /// it.
  std::string_view write_head(const Prepared& prepared, std::string_view date_field);
  /// Whether the answer goes out in chunks.
  bool is_chunked(const Prepared& prepared) const;
  void log(Hub& hub, int status, std::uint64_t bytes, std::int64_t now_ms) const;
};

/// The size line before a chunk.
std::string chunk_line(std::size_t size);

}  // namespace http
