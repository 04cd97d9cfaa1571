#pragma once
// Database: the store, embedded (SQLite) or a server (PostgreSQL), behind one door.
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "db/failure.h"
#include "db/reader.h"

namespace db {

/// Where a test may make the database fail; see Options::fault.
enum class Point { kBegin, kStatement, kCommit };

struct Options {
  /// Connections for reading (SQLite), or in all (PostgreSQL).
  int connections = 16;
  /// How long to wait for a lock or a free connection before db::Busy.
  std::chrono::milliseconds patience{5000};
  /// Transactions that share one fsync at most (SQLite).
  int batch = 512;
  /// Tests only: called before each step; what it throws is what the step is taken to have failed with.
  std::function<void(Point)> fault = {};
};

/// Counted since open, for /metrics.
struct Statistics {
  std::int64_t reads = 0, writes = 0;
  std::int64_t commits = 0;  ///< SQLite: fewer than writes where writes shared an fsync
  std::int64_t retries = 0;  ///< transactions run again
};

class Engine;
class Dialect;

class Database {
 public:
  /// `sqlite:FILE` (made when missing) or `postgresql://…` (must exist). Throws db::Unreachable, db::Damaged.
  static std::unique_ptr<Database> open(const std::string& url, Options options = {});
  ~Database();

  /// Runs f(Reader&) on a snapshot and answers what f answers. Never waits for writers.
  template <class F>
  auto read(F f) {
    using R = std::invoke_result_t<F&, Reader&>;
    if constexpr (std::is_void_v<R>) {
      run_read([&](Reader& reader) { f(reader); });
    } else {
      std::optional<R> result;
      run_read([&](Reader& reader) { result.emplace(f(reader)); });
      return std::move(*result);
    }
  }

  /// Runs f(Transaction&), which answers Result<T>, T or void, and answers the same once the change is on
  /// disk. An error or an exception of f undoes it. f may run more than once (serialization, shared commits)
  /// and on another thread: it must have no effect but through the transaction, and may not call write().
  template <class F>
  auto write(F f) {
    using R = std::invoke_result_t<F&, Transaction&>;
    if constexpr (std::is_void_v<R>) {
      run_write([&](Transaction& transaction) {
        f(transaction);
        return true;
      });
    } else {
      std::optional<R> result;
      run_write([&](Transaction& transaction) {
        result.emplace(f(transaction));
        return keeps(*result);
      });
      return std::move(*result);
    }
  }

  Statistics statistics() const;
  const Dialect& dialect() const;  ///< for db itself, backup and doctor

 private:
  explicit Database(std::unique_ptr<Engine> engine);
  template <class R>
  static bool keeps(const R& result) {
    if constexpr (requires {
                    result.has_value();
                    result.error();
                  })
      return result.has_value();
    else
      return true;
  }
  void run_read(FunctionRef<void(Reader&)> f);
  void run_write(FunctionRef<bool(Transaction&)> f);

  std::unique_ptr<Engine> engine_;
};

}  // namespace db
