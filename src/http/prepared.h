#pragma once
// An answer ready to be sent: its head is written, its body compressed; what differs each time is added on
// the way out.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/response.h"
#include "http/security.h"

namespace http {

struct Prepared {
  int status = 200;
  std::string head;  ///< status line and fields; without Date, X-Request-Id, Connection and the empty line
  std::string not_modified;  ///< the head of a 304 for the same thing; empty when it has no tag
  std::string etag;
  std::shared_ptr<const std::string> bytes;  ///< nullptr when `source` is the body
  base::ByteSource source = {};
  std::optional<std::uint64_t> source_bytes = {};  ///< none: sent in chunks

  std::uint64_t body_bytes() const { return bytes ? bytes->size() : source_bytes.value_or(0); }
};

/// What the request asked about the form of the answer.
struct Wanted {
  bool is_get = true;  ///< or HEAD
  bool is_http_1_0 = false;
  std::string_view accept_encoding = {}, if_none_match = {}, range = {}, if_range = {};
};

class Finisher {
 public:
  explicit Finisher(const Security& security);

  /// Tags, ranges, compression, and the head. A file that is not there is a base::Failure.
  Prepared finish(Response response, const Wanted& wanted) const;

 private:
  void write_head(const Response& response, Prepared& prepared) const;

  Headers security_;
  std::string security_text_;
};

/// "HTTP/1.1 404 Not Found\r\n"
std::string status_line(int status);

}  // namespace http
