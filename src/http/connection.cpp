#include "connection.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>

#include "base/log.h"
#include "body_receiver.h"

// g++-12 miscompiles some coroutines: inside a co_await expression there is no lambda and no temporary with a
// destructor, and parameters are values or pointers to what the caller keeps.

namespace http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr std::size_t kLingerBytes = 1u << 20;

}  // namespace

void Connection::start() {
  asio::co_spawn(hub_.io, run(shared_from_this()), asio::detached);
}

asio::awaitable<void> Connection::run(std::shared_ptr<Connection> self) {
  try {
    co_await serve();
  } catch (const std::exception& error) {
    base::log::error("connection ended", {{"reason", error.what()}});
  }
  self->cut();
}

asio::awaitable<void> Connection::serve() {
  do {
    std::size_t head_size = 0;
    const bool complete = co_await read_head(&head_size);
    if (!complete) co_return;
    if (const auto refusal = parse_head(buffered().substr(0, head_size), hub_.limits, exchange_.head)) {
      co_await refuse(*refusal);
      co_return;
    }
    begin_exchange();
    bool done = true;
    if (!answer_kept(head_size)) {
      done = co_await serve_planned(head_size);
    } else if (unsent_head_.size() + unsent_body_.size() > 0) {
      done = co_await send(unsent_head_, unsent_body_, {});
    }
    if (!done) co_return;
    head_began_ms_ = begin_ == end_ ? 0 : steady_ms();
  } while (exchange_.keep_alive);
  co_await linger();
}

asio::awaitable<bool> Connection::read_head(std::size_t* size) {
  for (;;) {
    const HeadProgress progress = find_head(buffered(), scanned_, hub_.limits);
    if (progress.refusal) {
      co_await refuse(*progress.refusal);
      co_return false;
    }
    *size = progress.size;
    if (progress.size > 0) co_return true;
    const bool idle = begin_ == end_;
    if (idle && hub_.stopping) co_return false;
    deadline_ms_ = idle ? steady_ms() + hub_.limits.idle_ms : head_began_ms_ + hub_.limits.head_ms;
    reading_head_ = true;
    const bool more = co_await read_more();
    reading_head_ = false;
    if (!more) {
      if (timed_out_ && !idle) co_await refuse(Refusal{408, "head too slow"});
      co_return false;
    }
    if (head_began_ms_ == 0) head_began_ms_ = steady_ms();
  }
}

asio::awaitable<bool> Connection::read_more() {
  std::copy(buffer_.get() + begin_, buffer_.get() + end_, buffer_.get());
  end_ -= begin_;
  begin_ = 0;
  error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  const asio::mutable_buffer room(buffer_.get() + end_, hub_.limits.head_bytes - end_);
  const std::size_t got = co_await socket_.async_read_some(room, token);
  deadline_ms_ = kNever;
  end_ += got;
  co_return !error;
}

asio::awaitable<bool> Connection::serve_planned(std::size_t head_size) {
  Plan plan = service_.plan(exchange_.head, client_, exchange_.id, hub_.config.clock->now());
  exchange_.id = plan.request.id;
  exchange_.network = plan.request.network;
  exchange_.route = plan.request.route;
  const bool received = co_await receive_body(&plan, head_size);
  if (!received) co_return false;

  Answer answer;
  WorkerPool::Job work = [this, &answer, &plan] {
    answer = service_.answer(plan);
    wake_from_worker();
  };
  if (!hub_.pool.submit(std::move(work))) {
    hub_.count_refusal();
    answer.prepared = service_.busy();
  } else {
    error_code woken;
    auto token = asio::redirect_error(asio::use_awaitable, woken);
    wake_.expires_at(asio::steady_timer::time_point::max());
    co_await wake_.async_wait(token);
  }
  service_.keep(answer);
  const bool done = co_await respond(answer.prepared.get());
  co_return done;
}

asio::awaitable<bool> Connection::receive_body(Plan* plan, std::size_t head_size) {
  BodyReceiver body(exchange_.head,
                    {plan->max_body_bytes, &hub_.limits, hub_.config.spool_folder, steady_ms()});
  body.start(buffered().substr(0, head_size));
  consume(head_size);
  const WorkerPool::Job store = [&body] { body.store(); };
  if (exchange_.head.expects_continue && exchange_.head.has_body() && !body.refusal()) {
    const bool told = co_await send("HTTP/1.1 100 Continue\r\n\r\n", {}, {});
    if (!told) co_return false;
  }
  while (!body.done() && !body.refusal()) {
    consume(body.take(buffered()));
    if (body.needs_disk()) {
      // The disk may be slow; the other connections do not wait for it.
      co_await on_worker(&store);
    } else {
      body.store();
    }
    if (body.done() || body.refusal()) break;
    deadline_ms_ = body.deadline_ms();
    const bool more = co_await read_more();
    if (!more) {
      if (timed_out_) co_await refuse(Refusal{408, "body too slow"});
      co_return false;
    }
  }
  if (body.refusal()) {
    hub_.count_refusal();
    exchange_.keep_alive = false;
    unread_ = true;
    service_.refuse(*plan, body.refusal()->status,
                    body.refusal()->status == 413 ? "http.too_large" : "http.bad_body");
  }
  plan->request.body = body.body();
  co_return true;
}

asio::awaitable<void> Connection::on_worker(const WorkerPool::Job* work) {
  WorkerPool::Job step = [this, work] {
    (*work)();
    wake_from_worker();
  };
  hub_.pool.submit_step(std::move(step));
  error_code woken;
  auto token = asio::redirect_error(asio::use_awaitable, woken);
  wake_.expires_at(asio::steady_timer::time_point::max());
  co_await wake_.async_wait(token);
}

asio::awaitable<bool> Connection::respond(const Prepared* prepared) {
  const std::string_view body = exchange_.write_head(*prepared, hub_.date_field());
  bool done = co_await send(exchange_.head_text, body, {});
  std::uint64_t bytes = body.size();
  if (done && prepared->source && exchange_.head.method != Method::kHead) {
    done = co_await send_source(prepared);
    bytes = prepared->source_bytes.value_or(0);
  }
  exchange_.log(hub_, prepared->status, bytes, steady_ms());
  co_return done;
}

asio::awaitable<bool> Connection::send_source(const Prepared* prepared) {
  const bool chunked = exchange_.is_chunked(*prepared);
  std::string piece(hub_.limits.stream_piece_bytes, '\0');
  std::size_t got = 0;
  bool failed = false;
  const WorkerPool::Job pull = [this, prepared, &piece, &got, &failed] {
    try {
      got = prepared->source(piece.data(), piece.size());
    } catch (const std::exception& error) {
      base::log::error("answer broken off",
                       {{"id", exchange_.id}, {"route", exchange_.route}, {"reason", error.what()}});
      failed = true;
    }
  };
  for (std::uint64_t total = 0; !prepared->source_bytes || total < *prepared->source_bytes; total += got) {
    co_await on_worker(&pull);
    if (failed) co_return false;
    const std::string line = chunked ? chunk_line(got) : std::string();
    const std::string_view content(piece.data(), got), end = chunked ? "\r\n" : "";
    const bool sent = co_await send(line, content, end);
    if (!sent) co_return false;
    if (got == 0) break;
  }
  co_return true;
}

asio::awaitable<bool> Connection::send(std::string_view head, std::string_view body, std::string_view tail) {
  std::array<asio::const_buffer, 3> buffers{asio::const_buffer(head.data(), head.size()),
                                            asio::const_buffer(body.data(), body.size()),
                                            asio::const_buffer(tail.data(), tail.size())};
  error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  while (asio::buffer_size(buffers) > 0) {
    deadline_ms_ = steady_ms() + hub_.limits.write_ms;
    std::size_t sent = co_await socket_.async_write_some(buffers, token);
    deadline_ms_ = kNever;
    if (error) co_return false;
    for (asio::const_buffer& buffer : buffers) {
      const std::size_t part = std::min(sent, buffer.size());
      buffer += part;
      sent -= part;
    }
  }
  co_return true;
}

asio::awaitable<void> Connection::refuse(Refusal refusal) {
  hub_.count_refusal();
  exchange_.head = Head{};
  begin_exchange();
  exchange_.keep_alive = false;
  exchange_.route = refusal.why;
  std::replace(exchange_.route.begin(), exchange_.route.end(), ' ', '_');
  unread_ = true;
  const std::shared_ptr<const Prepared> answer = service_.bare(refusal.status);
  const bool sent = co_await respond(answer.get());
  if (sent) co_await linger();
}

asio::awaitable<void> Connection::linger() {
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  // Closing with unread bytes resets the connection, and the client would never read why it was refused.
  const std::int64_t until = steady_ms() + hub_.limits.linger_ms;
  for (std::size_t total = 0; unread_ && total < kLingerBytes; total += end_) {
    begin_ = end_ = 0;
    deadline_ms_ = until;
    const bool more = co_await read_more();
    if (!more) co_return;
  }
}

}  // namespace http
