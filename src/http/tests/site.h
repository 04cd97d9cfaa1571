#pragma once
// A small site on a free port, for tests of the server.
#include <functional>
#include <string>

#include "client.h"
#include "http/server.h"

namespace test {

/// Fast limits, so that a test of slowness does not take long itself.
http::Limits quick_limits();

class Site {
 public:
  /// `add` puts further routes beside the usual ones; `change` alters the configuration.
  explicit Site(std::function<void(http::Router&)> add = {}, std::function<void(http::Config&)> change = {});

  http::Server& server() { return server_; }
  http::Changes& changes() { return changes_; }
  http::Metrics& metrics() { return metrics_; }
  Client connect() const { return Client(server_.port()); }
  /// One GET on a connection of its own; `fields` are whole lines.
  Answer get(const std::string& target, const std::string& fields = {}) const;
  Answer post(const std::string& target, const std::string& content_type, const std::string& body) const;

 private:
  http::Changes changes_;
  http::Metrics metrics_;
  http::Server server_;
};

/// `count` bytes that do not compress to nothing and differ by place.
std::string pattern(std::size_t count);

}  // namespace test
