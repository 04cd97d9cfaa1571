#pragma once
// One client: its requests one after another, in one coroutine.
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "exchange.h"
#include "hub.h"
#include "service.h"

namespace http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Socket = boost::asio::ip::tcp::socket;

  /// nullptr, and a 503 on its way, when the house or the client's network is full.
  static std::shared_ptr<Connection> admit(Hub& hub, Service& service, Socket socket, Client client);
  Connection(Hub& hub, Service& service, Socket socket, Client client);
  ~Connection();

  /// Serves until the client, a limit or stop() ends it; keeps itself alive meanwhile.
  void start();
  /// Cuts what is too slow.
  void check_time(std::int64_t now_ms);
  /// No further request after the one that is running.
  void stop();
  void cut();

 private:
  template <class T>
  using Awaitable = boost::asio::awaitable<T>;

  Awaitable<void> run(std::shared_ptr<Connection> self);
  Awaitable<void> serve();
  Awaitable<bool> read_head(std::size_t* size);
  Awaitable<bool> read_more();
  Awaitable<bool> serve_planned(std::size_t head_size);
  Awaitable<bool> receive_body(Plan* plan, std::size_t head_size);
  Awaitable<void> on_worker(const WorkerPool::Job* work);
  Awaitable<bool> respond(const Prepared* prepared);
  Awaitable<bool> send_source(const Prepared* prepared);
  Awaitable<bool> send(std::string_view head, std::string_view body, std::string_view tail);
  Awaitable<void> refuse(Refusal refusal);
  Awaitable<void> linger();

  /// Answers from what is ready, without leaving this thread; false: make a plan. What the socket did not
  /// take is in unsent_.
  bool answer_kept(std::size_t head_size);
  std::string_view buffered() const { return {buffer_.get() + begin_, end_ - begin_}; }
  void consume(std::size_t count);
  std::size_t try_send(std::string_view head, std::string_view body);
  void begin_exchange();
  void wake_from_worker();

  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  Hub& hub_;
  Service& service_;
  Socket socket_;
  boost::asio::steady_timer wake_;
  Client client_;
  Exchange exchange_;
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_ = 0, end_ = 0, scanned_ = 0;
  std::shared_ptr<const Prepared> kept_;
  std::string_view unsent_head_, unsent_body_;
  std::int64_t deadline_ms_ = kNever, head_began_ms_ = 0;
  std::uint32_t served_ = 0;
  bool entered_ = false, timed_out_ = false, reading_head_ = false, unread_ = false;
};

/// Milliseconds of a clock that never jumps.
std::int64_t steady_ms();

}  // namespace http
