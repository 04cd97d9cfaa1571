#pragma once
// Serving a store over HTTP until the program is told to stop.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "house.h"
#include "http/server.h"

namespace app {

struct ServeOptions {
  std::string listen = "127.0.0.1:8080";
  std::optional<std::string> metrics;  ///< address of /metrics and /health; keep it on the loopback
  int workers = 4;
  std::vector<std::string> trusted_proxies, hosts;
  std::optional<std::string> access_log;  ///< file; "-" is stderr
  HouseOptions house;

  void declare(cli::Options& options);
};

/// "127.0.0.1:8080", "[::1]:8080". Throws cli::RefusedInput.
http::Address parse_address(const std::string& text);

/// Serves until SIGTERM or SIGINT, then lets running requests end. What other programs change in the store
/// meanwhile shows within a second or two. `ready` is told the address once it answers.
int serve(Store& store, const ServeOptions& options,
          const std::function<void(const std::string& address)>& ready);

}  // namespace app
