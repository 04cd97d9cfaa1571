#include "client.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <stdexcept>

namespace test {

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  timeval patience{.tv_sec = 10, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("not connected");
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Client::fill() {
  const std::string more = read_some(64 * 1024);
  rest_ += more;
  return !more.empty();
}

std::string Client::read_some(std::size_t size) {
  std::string out(size, '\0');
  const ssize_t got = ::recv(socket_, out.data(), out.size(), 0);
  out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return out;
}

bool Client::is_closed() {
  char byte;
  return rest_.empty() && ::recv(socket_, &byte, 1, 0) == 0;
}

Answer Client::read(bool has_body) {
  std::size_t end;
  while ((end = rest_.find("\r\n\r\n")) == rest_.npos) {
    if (!fill()) return {};
  }
  Answer answer;
  const std::string head = rest_.substr(0, end + 2);
  rest_.erase(0, end + 4);
  std::from_chars(head.data() + 9, head.data() + 12, answer.status);
  for (std::size_t begin = head.find("\r\n") + 2; begin < head.size();) {
    const std::size_t stop = head.find("\r\n", begin), colon = head.find(": ", begin);
    answer.headers.add(head.substr(begin, colon - begin), head.substr(colon + 2, stop - colon - 2));
    begin = stop + 2;
  }
  if (!has_body || answer.status == 304 || answer.status == 204 || answer.status == 100) return answer;
  if (answer.headers.get("Transfer-Encoding") == "chunked") {
    for (;;) {
      std::size_t line;
      while ((line = rest_.find("\r\n")) == rest_.npos) {
        if (!fill()) return {};
      }
      std::size_t size = 0;
      std::from_chars(rest_.data(), rest_.data() + line, size, 16);
      while (rest_.size() < line + size + 4) {
        if (!fill()) return {};
      }
      answer.body += rest_.substr(line + 2, size);
      rest_.erase(0, line + size + 4);
      if (size == 0) return answer;
    }
  }
  std::size_t size = 0;
  const std::string length(answer.headers.get("Content-Length"));
  if (length.empty()) {
    while (fill()) {
    }
    answer.body = std::move(rest_);
    rest_.clear();
    return answer;
  }
  std::from_chars(length.data(), length.data() + length.size(), size);
  while (rest_.size() < size) {
    if (!fill()) return {};
  }
  answer.body = rest_.substr(0, size);
  rest_.erase(0, size);
  return answer;
}

}  // namespace test
