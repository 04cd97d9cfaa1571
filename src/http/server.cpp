#include "http/server.h"

#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <netinet/tcp.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

#include "base/failure.h"
#include "base/log.h"
#include "connection.h"
#include "network.h"

namespace http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::chrono::milliseconds kTick{50};

using UnsentBytes = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_NOTSENT_LOWAT>;

/// Its connections inherit the options.
tcp::acceptor listen(asio::io_context& io, const Address& address, const Limits& limits) {
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(address.host), address.port);
    tcp::acceptor acceptor(io, endpoint.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.set_option(tcp::no_delay(true));
    acceptor.set_option(UnsentBytes(limits.unsent_bytes));
    acceptor.bind(endpoint);
    acceptor.listen();
    return acceptor;
  } catch (const boost::system::system_error& error) {
    throw base::Failure("cannot listen on " + address.host + ':' + std::to_string(address.port) + ": " +
                        error.code().message() + "; choose another address with --listen");
  }
}

Router with_health(Router router, std::function<bool()> ready) {
  router.get("/health/live", [](const Request&) { return text("ok\n").with("Cache-Control", "no-store"); });
  router.get("/health/ready", [ready = std::move(ready)](const Request&) {
    const bool is_ready = !ready || ready();
    return text(is_ready ? "ok\n" : "not ready\n", is_ready ? 200 : 503).with("Cache-Control", "no-store");
  });
  return router;
}

Router metrics_router(const Metrics& metrics, std::function<bool()> ready) {
  Router router;
  router.get("/metrics",
             [&metrics](const Request&) { return bytes("text/plain; version=0.0.4", metrics.format()); });
  return with_health(std::move(router), std::move(ready));
}

}  // namespace

struct Server::State {
  State(Config c, Router router, Assets assets, Changes& changes, Metrics& metrics)
      : config(std::move(c)),
        site(config, with_health(std::move(router), config.ready), assets, changes, metrics),
        operations(config, metrics_router(metrics, config.ready), Assets{}, changes, metrics),
        pool({config.workers, config.limits.queue}),
        hub(config, metrics, pool) {
    metrics.gauge("serumpun_http_connections", "Open connections.",
                  [this] { return static_cast<double>(hub.connection_count()); });
    metrics.gauge("serumpun_http_waiting", "Requests waiting for a worker.",
                  [this] { return static_cast<double>(pool.waiting()); });
    metrics.gauge("serumpun_http_kept_bytes", "Answers kept in memory.",
                  [this] { return static_cast<double>(site.cache_bytes()); });
  }

  asio::awaitable<void> accept(tcp::acceptor* acceptor, Service* service);
  asio::awaitable<void> keep_time();
  void admit(tcp::socket socket, Service& service);
  void begin_stop();

  Config config;
  Service site, operations;
  WorkerPool pool;
  Hub hub;
  std::vector<tcp::acceptor> acceptors;
  std::int64_t cut_at_ms = 0;
  std::mutex mutex;  ///< of stop(), which may be called from anywhere
  std::thread thread;
};

asio::awaitable<void> Server::State::accept(tcp::acceptor* acceptor, Service* service) {
  error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  asio::steady_timer pause(hub.io);
  for (;;) {
    tcp::socket socket(hub.io);
    co_await acceptor->async_accept(socket, token);
    if (!acceptor->is_open()) co_return;
    if (!error) {
      admit(std::move(socket), *service);
      continue;
    }
    // Too many open files: what is open must end first.
    base::log::warn("connection not accepted", {{"reason", error.message()}});
    pause.expires_after(kTick);
    co_await pause.async_wait(token);
  }
}

void Server::State::admit(tcp::socket socket, Service& service) {
  error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return;
  const std::string address = endpoint.address().to_string();
  const auto& trusted = config.trusted_proxies;
  Client client{network_of(address), std::find(trusted.begin(), trusted.end(), address) != trusted.end()};
  socket.non_blocking(true, error);
  auto connection = Connection::admit(hub, service, std::move(socket), std::move(client));
  if (connection) connection->start();
}

asio::awaitable<void> Server::State::keep_time() {
  error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  asio::steady_timer timer(hub.io);
  while (!hub.stopping || hub.connection_count() > 0) {
    timer.expires_after(kTick);
    co_await timer.async_wait(token);
    hub.tick();
    const std::int64_t now = steady_ms();
    for (Connection* connection : hub.connections()) {
      connection->check_time(now);
      if (hub.stopping && now >= cut_at_ms) connection->cut();
    }
  }
  hub.tick();
}

void Server::State::begin_stop() {
  hub.stopping = true;
  cut_at_ms = steady_ms() + config.limits.stop_ms;
  error_code ignored;
  for (tcp::acceptor& acceptor : acceptors) acceptor.close(ignored);
  for (Connection* connection : hub.connections()) connection->stop();
}

Server::Server(Config config, Router router, Assets assets, Changes& changes, Metrics& metrics)
    : state_(std::make_unique<State>(std::move(config), std::move(router), std::move(assets), changes,
                                     metrics)) {}

Server::~Server() {
  stop();
}

void Server::start() {
  State& state = *state_;
  state.acceptors.push_back(listen(state.hub.io, state.config.listen, state.config.limits));
  if (state.config.metrics_listen)
    state.acceptors.push_back(listen(state.hub.io, *state.config.metrics_listen, state.config.limits));
  for (std::size_t i = 0; i < state.acceptors.size(); ++i) {
    asio::co_spawn(state.hub.io, state.accept(&state.acceptors[i], i == 0 ? &state.site : &state.operations),
                   asio::detached);
  }
  asio::co_spawn(state.hub.io, state.keep_time(), asio::detached);
  state.thread = std::thread([&state] { state.hub.io.run(); });
}

void Server::stop() {
  const std::lock_guard lock(state_->mutex);
  if (!state_->thread.joinable()) return;
  State* const state = state_.get();
  asio::post(state->hub.io, [state] { state->begin_stop(); });
  state->thread.join();
}

std::uint16_t Server::port() const {
  return state_->acceptors.at(0).local_endpoint().port();
}
std::uint16_t Server::metrics_port() const {
  return state_->acceptors.at(1).local_endpoint().port();
}
const Router& Server::router() const {
  return state_->site.router();
}

}  // namespace http
