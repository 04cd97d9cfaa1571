#pragma once
// One SQLite connection: statements bound, stepped and their errors told apart.
#include <sqlite3.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "driver.h"
#include "statement_cache.h"

namespace db {

class SqliteConnection final : public Connection {
 public:
  enum class Use { kReading, kWriting };
  SqliteConnection(const std::string& file, Use use, const Options& options);

  void query(std::string_view sql, Parameters parameters, RowFunction f, bool streaming) override;
  tl::expected<std::int64_t, Refused> execute(std::string_view sql, Parameters parameters,
                                              bool go_on) override;
  void script(std::string_view sql) override;
  void prepare(std::string_view sql) override { statement(sql); }

  /// One of BEGIN, COMMIT, SAVEPOINT …: no fault is injected here.
  void control(std::string_view sql);
  /// False after an error that made SQLite roll the whole transaction back.
  bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

 private:
  struct CloseHandle {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using StatementHandle = std::unique_ptr<sqlite3_stmt, Finalize>;
  class Running;

  void run_each(std::string_view sql);
  sqlite3_stmt* statement(std::string_view sql);
  [[noreturn]] void fail(int code, std::string_view sql);
  std::optional<Refused> refusal() const;

  std::string file_;
  std::function<void(Point)> fault_;
  std::unique_ptr<sqlite3, CloseHandle> handle_;
  StatementCache<StatementHandle> statements_;
  bool running_ = false;
};

}  // namespace db
