// What a citizen's phone receives before it can show a page: the answer's head and its compressed body, over
// a socket.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support/temp_dir.h"
#include "tests/frame.h"

namespace view {
namespace {

// Ten TCP segments: what the server may send before the first acknowledgement.
constexpr std::size_t kBudget = 14'600;
const std::filesystem::path kGolden = std::filesystem::path(SERUMPUN_VIEW_TESTS) / "golden";

/// Bytes of the whole answer to a browser's request.
std::size_t bytes_of(std::uint16_t port, const std::string& path) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const std::string request =
      "GET " + path +
      " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Encoding: gzip, br\r\n"
      "Connection: close\r\n\r\n";
  EXPECT_EQ(send(socket, request.data(), request.size(), 0), static_cast<ssize_t>(request.size()));
  std::string answer;
  std::array<char, 4096> piece;
  while (true) {
    const ssize_t size = recv(socket, piece.data(), piece.size(), 0);
    if (size <= 0) break;
    answer.append(piece.data(), static_cast<std::size_t>(size));
  }
  close(socket);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200"));
  EXPECT_NE(answer.find("br\r\n"), std::string::npos) << "compressed by brotli";
  return answer.size();
}

TEST(FirstLoad, OfACitizenPageFitsTenSegments) {
  http::Router router;
  for (const std::string name : {"home", "object", "form", "form-error"})
    router.get("/" + name, [name](const http::Request&) {
      return http::html(support::read_file(kGolden / (name + ".html")));
    });
  http::Changes changes;
  http::Metrics metrics;
  http::Config config{.listen = {.port = 0}};
  config.security.style_hashes = {Look().style_hash()};
  http::Server server(std::move(config), std::move(router), {}, changes, metrics);
  server.start();
  for (const std::string name : {"home", "object", "form", "form-error"}) {
    const std::size_t bytes = bytes_of(server.port(), "/" + name);
    EXPECT_LE(bytes, kBudget) << name;
    RecordProperty(name, std::to_string(bytes));
    std::printf("first load of %s: %zu bytes of %zu\n", name.c_str(), bytes, kBudget);
  }
  server.stop();
}

}  // namespace
}  // namespace view
