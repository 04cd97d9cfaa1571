#include "postgres_engine.h"

#include <random>
#include <thread>

#include "pool.h"
#include "postgres_connection.h"

namespace db {
namespace {

using Clock = std::chrono::steady_clock;

// The same promise as one writer after the other on SQLite.
constexpr const char* kBeginWrite = "BEGIN ISOLATION LEVEL SERIALIZABLE";
constexpr const char* kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

class PostgresEngine final : public Engine {
 public:
  using Lease = Pool<PostgresConnection>::Lease;

  PostgresEngine(const std::string& url, Options options, const Dialect& dialect)
      : options_(std::move(options)),
        dialect_(dialect),
        pool_(options_.connections, options_.patience,
              [this, url] { return std::make_unique<PostgresConnection>(url, options_); }) {
    pool_.lend();  // an address that does not work is told at once
  }

  void read(FunctionRef<void(Reader&)> f) override {
    Lease connection = begin(kBeginRead);
    const Ending ending{*this, connection};
    Reader reader(*connection);
    f(reader);
    ++counters_.reads;
  }

  void write(FunctionRef<bool(Transaction&)> f) override {
    const Clock::time_point deadline = Clock::now() + options_.patience;
    for (int attempt = 1;; ++attempt) {
      if (attempt_write(f)) break;
      if (Clock::now() > deadline) throw Busy("too many changes to the same rows at once; try again");
      ++counters_.retries;
      wait_a_moment(attempt);
    }
    ++counters_.writes;
  }

  Statistics statistics() const override { return counters_.read_out(); }
  const Dialect& dialect() const override { return dialect_; }

 private:
  /// Leaves the connection between transactions, or throws it away.
  struct Ending {
    PostgresEngine& engine;
    Lease& connection;
    ~Ending() { engine.end(connection); }
  };

  void end(Lease& connection) noexcept {
    try {
      if (!connection->lost() && !connection->idle()) connection->control("ROLLBACK");
    } catch (...) {
      // Whatever it says, the connection is not used again.
    }
    if (!connection->lost() && connection->idle()) return;
    connection.discard();
    pool_.clear();  // the server went away from the others as well
  }

  Lease begin(const char* sql) {
    for (bool second = false;; second = true) {
      Lease connection = pool_.lend();
      try {
        if (options_.fault) options_.fault(Point::kBegin);
        connection->control(sql);
        return connection;
      } catch (const Unreachable&) {
        const bool stale = connection->lost();
        end(connection);
        // A connection that rested in the pool over a restart of the server says so only now.
        if (!stale || second) throw;
      }
    }
  }

  /// False when it must be run again.
  bool attempt_write(FunctionRef<bool(Transaction&)> f) {
    Lease connection = begin(kBeginWrite);
    const Ending ending{*this, connection};
    bool committing = false;
    try {
      Transaction transaction(*connection);
      if (!f(transaction)) return true;
      committing = true;
      if (options_.fault) options_.fault(Point::kCommit);
      connection->commit();
      ++counters_.commits;
      return true;
    } catch (const Collision&) {
      return false;
    } catch (const Unreachable&) {
      // Lost before COMMIT was sent, nothing is stored and it may run again; after, nobody knows.
      if (committing || !connection->lost()) throw;
      return false;
    }
  }

  static void wait_a_moment(int attempt) {
    thread_local std::minstd_rand random{std::random_device{}()};
    const int most_us = 200 << std::min(attempt, 7);
    std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution(0, most_us)(random)));
  }

  Options options_;
  const Dialect& dialect_;
  Counters counters_;
  Pool<PostgresConnection> pool_;
};

}  // namespace

std::unique_ptr<Engine> open_postgres(const std::string& url, Options options, const Dialect& dialect) {
  return std::make_unique<PostgresEngine>(url, std::move(options), dialect);
}

}  // namespace db
