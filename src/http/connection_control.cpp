#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>
#include <chrono>

#include "connection.h"

// What is done to a connection from outside its coroutine, and the steps of it that never wait.

namespace http {

namespace asio = boost::asio;
using boost::system::error_code;

std::int64_t steady_ms() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

Connection::Connection(Hub& hub, Service& service, Socket socket, Client client)
    : hub_(hub),
      service_(service),
      socket_(std::move(socket)),
      wake_(hub.io),
      client_(std::move(client)),
      buffer_(std::make_unique_for_overwrite<char[]>(hub.limits.head_bytes)) {}

Connection::~Connection() {
  if (entered_) hub_.leave(this, client_.network, !client_.is_trusted_proxy);
}

std::shared_ptr<Connection> Connection::admit(Hub& hub, Service& service, Socket socket, Client client) {
  auto connection = std::make_shared<Connection>(hub, service, std::move(socket), std::move(client));
  connection->entered_ =
      hub.enter(connection.get(), connection->client_.network, !connection->client_.is_trusted_proxy);
  if (connection->entered_) return connection;
  hub.count_refusal();
  connection->exchange_.keep_alive = false;
  connection->exchange_.write_head(*service.busy(), hub.date_field());
  connection->try_send(connection->exchange_.head_text, {});
  return nullptr;
}

void Connection::check_time(std::int64_t now_ms) {
  if (now_ms < deadline_ms_) return;
  deadline_ms_ = kNever;
  timed_out_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

void Connection::stop() {
  const bool idle = reading_head_ && begin_ == end_;
  error_code ignored;
  if (idle) socket_.cancel(ignored);
}

void Connection::cut() {
  error_code ignored;
  socket_.close(ignored);
}

void Connection::consume(std::size_t count) {
  begin_ += count;
  scanned_ = 0;
  if (begin_ == end_) begin_ = end_ = 0;
}

void Connection::begin_exchange() {
  exchange_.began_ms = steady_ms();
  exchange_.id = hub_.next_request_id();
  exchange_.network = client_.network;
  exchange_.keep_alive =
      exchange_.head.keep_alive && !hub_.stopping && ++served_ < hub_.limits.requests_per_connection;
}

bool Connection::answer_kept(std::size_t head_size) {
  std::string_view route;
  kept_ = service_.find_kept(exchange_.head, hub_.config.clock->now(), route);
  if (!kept_) return false;
  hub_.count_kept();
  exchange_.route = route;
  const std::string_view body = exchange_.write_head(*kept_, hub_.date_field());
  const std::string_view head = exchange_.head_text;
  const std::size_t sent = try_send(head, body);
  unsent_head_ = head.substr(std::min(sent, head.size()));
  unsent_body_ = body.substr(sent - std::min(sent, head.size()));
  exchange_.log(hub_, kept_->status, body.size(), steady_ms());
  consume(head_size);
  return true;
}

void Connection::wake_from_worker() {
  asio::post(hub_.io, [this] { wake_.cancel(); });
}

std::size_t Connection::try_send(std::string_view head, std::string_view body) {
  const std::array<asio::const_buffer, 2> buffers{asio::const_buffer(head.data(), head.size()),
                                                  asio::const_buffer(body.data(), body.size())};
  error_code error;
  const std::size_t sent = socket_.write_some(buffers, error);
  return error ? 0 : sent;
}

}  // namespace http
