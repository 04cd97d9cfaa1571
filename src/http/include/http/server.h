#pragma once
// The HTTP server: one thread for all connections, workers for the handlers.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "http/assets.h"
#include "http/changes.h"
#include "http/limits.h"
#include "http/metrics.h"
#include "http/problem.h"
#include "http/router.h"
#include "http/security.h"

namespace http {

struct Address {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any free one
};

/// Shows an error to a person; the status is set by the server. Called on a worker.
using ErrorPage = std::function<Response(const Request&, const base::Error&)>;

struct Config {
  Address listen = {};
  std::optional<Address> metrics_listen = {};  ///< /metrics and /health; keep it on the loopback
  int workers = 4;
  Limits limits = {};
  Security security = {};
  std::vector<std::string> hosts = {};  ///< names this server answers to; empty: any
  std::vector<std::string> trusted_proxies =
      {};                             ///< addresses whose X-Forwarded-For and X-Request-Id are believed
  std::string spool_folder = "/tmp";  ///< large bodies lie here, without a name
  Say say = {};                       ///< sentences of problem details; without it their keys
  ErrorPage error_page = {};          ///< without it people get problem details too
  std::function<bool()> ready = {};   ///< asked by /health/ready on a worker
  std::function<void(std::string_view lines)> access_log =
      {};  ///< whole lines, some at a time, on a worker; none: no log
  const base::Clock* clock = &base::system_clock();
};

class Server {
 public:
  /// `changes` and `metrics` outlive the server.
  Server(Config config, Router router, Assets assets, Changes& changes, Metrics& metrics);
  /// Stops.
  ~Server();

  /// Listens, and answers from now on. Throws base::Failure when an address is taken or may not be used.
  void start();
  /// Takes no new requests, lets running ones end (Limits::stop_ms), returns when all is quiet. Any thread;
  /// again does nothing.
  void stop();

  std::uint16_t port() const;
  std::uint16_t metrics_port() const;
  const Router& router() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace http
