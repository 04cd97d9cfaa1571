#pragma once
// A plain socket that speaks raw HTTP and reads answers strictly.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "http/headers.h"

namespace test {

struct Answer {
  int status = 0;  ///< 0: the connection ended before a whole answer
  http::Headers headers;
  std::string body;
};

class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(Client&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), rest_(std::move(other.rest_)) {}
  Client& operator=(Client&&) = delete;

  /// False when the other side is gone.
  bool send(std::string_view bytes);
  /// The next answer; `has_body` false after HEAD. Waits at most ten seconds.
  Answer read(bool has_body = true);
  /// Whether the server has ended the connection; waits for it.
  bool is_closed();
  /// Up to `size` raw bytes; empty at the end.
  std::string read_some(std::size_t size);

 private:
  bool fill();

  int socket_;
  std::string rest_;
};

}  // namespace test
