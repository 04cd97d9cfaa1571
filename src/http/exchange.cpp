#include "exchange.h"

#include <array>
#include <charconv>

#include "http/etag.h"
#include "hub.h"

namespace http {

std::string_view Exchange::write_head(const Prepared& prepared, std::string_view date_field) {
  const bool is_head = head.method == Method::kHead;
  const bool asks = (is_head || head.method == Method::kGet) && !head.if_none_match.empty();
  const bool same = asks && prepared.status == 200 && names_etag(head.if_none_match, prepared.etag);
  // An HTTP/1.0 client sees the end of a stream by the end of the connection.
  if (prepared.source && !prepared.source_bytes && head.minor_version == 0) keep_alive = false;

  head_text.assign(same ? prepared.not_modified : prepared.head);
  head_text.append(date_field).append("X-Request-Id: ").append(id).append("\r\n");
  if (!keep_alive) head_text += "Connection: close\r\n";
  if (keep_alive && head.minor_version == 0) head_text += "Connection: keep-alive\r\n";
  head_text += "\r\n";
  if (same || is_head || !prepared.bytes) return {};
  return *prepared.bytes;
}

bool Exchange::is_chunked(const Prepared& prepared) const {
  return !prepared.source_bytes && head.minor_version == 1;
}

void Exchange::log(Hub& hub, int status, std::uint64_t bytes, std::int64_t now_ms) const {
  hub.log({.time = {},
           .network = network,
           .method = name_of(head.method),
           .route = route,
           .id = id,
           .status = status,
           .bytes = bytes,
           .ms = static_cast<double>(now_ms - began_ms)});
}

std::string chunk_line(std::size_t size) {
  std::array<char, 20> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), size, 16).ptr;
  return std::string(text.data(), end) + "\r\n";
}

}  // namespace http
