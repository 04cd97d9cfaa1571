#include "sqlite_engine.h"

#include <fcntl.h>
#include <unistd.h>

#include "group_writer.h"
#include "pool.h"
#include "sqlite_connection.h"

namespace db {
namespace {

/// Personal data is nobody else's to read. SQLite gives its other files the rights of this one.
void make_private(const std::string& file) {
  // Only where it is new: closing a descriptor of an open database would drop the locks that SQLite holds.
  const int made = open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made >= 0) close(made);
}

class SqliteEngine final : public Engine {
 public:
  SqliteEngine(const std::string& file, Options options, const Dialect& dialect)
      : options_(std::move(options)),
        dialect_(dialect),
        writer_(connect(file, SqliteConnection::Use::kWriting), options_, counters_),
        readers_(options_.connections, options_.patience,
                 [this, file] { return connect(file, SqliteConnection::Use::kReading); }) {}

  void read(FunctionRef<void(Reader&)> f) override {
    auto connection = readers_.lend();
    if (options_.fault) options_.fault(Point::kBegin);
    connection->control("BEGIN");
    ++counters_.reads;
    try {
      Reader reader(*connection);
      f(reader);
      connection->control("ROLLBACK");
    } catch (...) {
      if (connection->in_transaction()) connection->control("ROLLBACK");
      throw;
    }
  }

  void write(FunctionRef<bool(Transaction&)> f) override {
    writer_.write(f);
    ++counters_.writes;
  }

  Statistics statistics() const override { return counters_.read_out(); }
  const Dialect& dialect() const override { return dialect_; }

 private:
  std::unique_ptr<SqliteConnection> connect(const std::string& file, SqliteConnection::Use use) {
    return std::make_unique<SqliteConnection>(file, use, options_);
  }

  Options options_;
  const Dialect& dialect_;
  Counters counters_;
  GroupWriter writer_;
  Pool<SqliteConnection> readers_;
};

}  // namespace

std::unique_ptr<Engine> open_sqlite(const std::string& file, Options options, const Dialect& dialect) {
  if (!file.starts_with("file:")) make_private(file);
  return std::make_unique<SqliteEngine>(file, std::move(options), dialect);
}

}  // namespace db
