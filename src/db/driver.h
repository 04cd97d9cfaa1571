#pragma once
// The boundary between the layer and the two databases: one connection, and the engine that hands connections
// out.
#include <atomic>

#include "db/database.h"

namespace db {

/// One connection; used by one thread at a time.
class Connection {
 public:
  virtual ~Connection() = default;

  /// Calls f for each row until it answers false. With `streaming`, in flat memory.
  virtual void query(std::string_view sql, Parameters parameters, RowFunction f, bool streaming) = 0;
  /// Rows changed, or the constraint that refused. With `go_on`, the transaction can be used after a refusal.
  virtual tl::expected<std::int64_t, Refused> execute(std::string_view sql, Parameters parameters,
                                                      bool go_on) = 0;
  virtual void script(std::string_view sql) = 0;
  /// Throws base::Failure or std::logic_error with the database's own words.
  virtual void prepare(std::string_view sql) = 0;
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual void read(FunctionRef<void(Reader&)> f) = 0;
  /// Commits when f answers true.
  virtual void write(FunctionRef<bool(Transaction&)> f) = 0;
  virtual Statistics statistics() const = 0;
  virtual const Dialect& dialect() const = 0;
};

/// Counters that many threads raise.
struct Counters {
  std::atomic<std::int64_t> reads = 0, writes = 0, commits = 0, retries = 0;
  Statistics read_out() const { return {reads, writes, commits, retries}; }
};

/// Our bug, in the database's words: throws as base::check does.
[[noreturn]] void bug(std::string_view sql, std::string_view why);

}  // namespace db
