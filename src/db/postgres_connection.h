#pragma once
// One PostgreSQL connection: statements prepared once, values sent as text, errors told apart by SQLSTATE.
#include <libpq-fe.h>

#include <functional>
#include <memory>
#include <string>

#include "driver.h"
#include "statement_cache.h"

namespace db {

/// Two transactions met (SQLSTATE 40001, 40P01): this one is to be run again. Caught by the engine.
struct Collision {};

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

class PostgresConnection final : public Connection {
 public:
  PostgresConnection(const std::string& url, const Options& options);

  void query(std::string_view sql, Parameters parameters, RowFunction f, bool streaming) override;
  tl::expected<std::int64_t, Refused> execute(std::string_view sql, Parameters parameters,
                                              bool go_on) override;
  void script(std::string_view sql) override;
  void prepare(std::string_view sql) override { prepared(sql, {}); }

  /// BEGIN, SAVEPOINT …: no fault is injected here.
  void control(const char* sql);
  void commit();
  bool lost() const { return broken_ || PQstatus(handle_.get()) == CONNECTION_BAD; }
  /// Whether it stands between transactions, fit for the next one.
  bool idle() const { return PQtransactionStatus(handle_.get()) == PQTRANS_IDLE; }

 private:
  struct CloseHandle {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };

  /// The name of the statement on the server, prepared where it is new.
  const std::string& prepared(std::string_view sql, Parameters parameters);
  PostgresResult run(std::string_view sql, Parameters parameters);
  void stream(std::string_view sql, Parameters parameters, RowFunction f);
  tl::expected<std::int64_t, Refused> try_once(std::string_view sql, Parameters parameters);
  [[noreturn]] void fail(const PGresult* result, std::string_view sql);

  std::unique_ptr<PGconn, CloseHandle> handle_;
  std::function<void(Point)> fault_;
  StatementCache<std::string> statements_;
  std::int64_t made_ = 0;
  bool running_ = false, broken_ = false;
};

}  // namespace db
