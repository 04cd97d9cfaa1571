#include "postgres_connection.h"

#include <charconv>
#include <utility>

#include "postgres_row.h"

namespace db {
namespace {

std::string_view field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string_view{} : std::string_view(text);
}

/// "Key (code, year)=(15.03, 2026) already exists." with table areas → "areas.code, areas.year", in any
/// language.
std::string columns_of(const PGresult* result) {
  const std::string_view detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  const std::size_t begin = detail.find('('), end = detail.find(")=");
  if (begin == std::string_view::npos || end == std::string_view::npos)
    return std::string(field(result, PG_DIAG_CONSTRAINT_NAME));
  const std::string table(field(result, PG_DIAG_TABLE_NAME));
  std::string out = table + ".";
  for (const char c : detail.substr(begin + 1, end - begin - 1)) {
    out += c;
    if (c == ' ') out += table + ".";
  }
  return out;
}

std::optional<Refused> refusal(const PGresult* result) {
  const std::string_view state = field(result, PG_DIAG_SQLSTATE);
  if (state == "23505") return Refused{Violation::kUnique, columns_of(result)};
  if (state == "23503") return Refused{Violation::kForeignKey, {}};
  if (state == "23514")
    return Refused{Violation::kCheck, std::string(field(result, PG_DIAG_CONSTRAINT_NAME))};
  if (state == "23502")
    return Refused{Violation::kNotNull, std::string(field(result, PG_DIAG_TABLE_NAME)) + "." +
                                            std::string(field(result, PG_DIAG_COLUMN_NAME))};
  return std::nullopt;
}

bool succeeded(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE;
}

/// Reads what is left of an answer, so that the connection can be used again.
void drain(PGconn* handle) {
  while (PostgresResult(PQgetResult(handle)) != nullptr) {
  }
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& url, const Options& options)
    : fault_(options.fault) {
  const char* const names[] = {"dbname", "client_encoding", "application_name", "connect_timeout", nullptr};
  const char* const values[] = {url.c_str(), "UTF8", "serumpun", "5", nullptr};
  handle_.reset(PQconnectdbParams(names, values, 1));
  if (lost())
    throw Unreachable(std::string(PQerrorMessage(handle_.get())) +
                      "is PostgreSQL running, and does the address fit?");
  PQsetNoticeProcessor(
      handle_.get(), [](void*, const char*) {}, nullptr);
  const std::string patience = std::to_string(options.patience.count());
  control(("SET lock_timeout = " + patience + "; SET TimeZone = 'UTC'; SET bytea_output = 'hex'").c_str());
}

void PostgresConnection::query(std::string_view sql, Parameters parameters, RowFunction f, bool streaming) {
  if (fault_) fault_(Point::kStatement);
  if (running_) bug(sql, "runs inside the rows of another statement");
  running_ = true;
  try {
    if (streaming) {
      stream(sql, parameters, f);
    } else {
      const PostgresResult result = run(sql, parameters);
      if (!succeeded(result.get())) fail(result.get(), sql);
      const int count = PQntuples(result.get());
      for (int i = 0; i < count; ++i)
        if (!f(PostgresRow(result.get(), i))) break;
    }
  } catch (...) {
    running_ = false;
    throw;
  }
  running_ = false;
}

void PostgresConnection::stream(std::string_view sql, Parameters parameters, RowFunction f) {
  const std::string& name = prepared(sql, parameters);
  const PostgresValues values(parameters);
  if (PQsendQueryPrepared(handle_.get(), name.c_str(), values.count(), values.values(), values.lengths(),
                          values.formats(), 0) == 0)
    fail(nullptr, sql);
  PQsetSingleRowMode(handle_.get());
  struct Drained {
    PGconn* handle;
    ~Drained() { drain(handle); }
  } const drained{handle_.get()};
  while (const PostgresResult result{PQgetResult(handle_.get())}) {
    if (!succeeded(result.get())) fail(result.get(), sql);
    if (PQntuples(result.get()) > 0 && !f(PostgresRow(result.get(), 0))) return;
  }
}

tl::expected<std::int64_t, Refused> PostgresConnection::execute(std::string_view sql, Parameters parameters,
                                                                bool go_on) {
  if (fault_) fault_(Point::kStatement);
  if (running_) bug(sql, "runs inside the rows of another statement");
  if (!go_on) return try_once(sql, parameters);
  // A refused statement would end the whole transaction.
  control("SAVEPOINT attempt");
  auto changed = try_once(sql, parameters);
  control(changed ? "RELEASE attempt" : "ROLLBACK TO attempt; RELEASE attempt");
  return changed;
}

tl::expected<std::int64_t, Refused> PostgresConnection::try_once(std::string_view sql,
                                                                 Parameters parameters) {
  const PostgresResult result = run(sql, parameters);
  if (!succeeded(result.get())) {
    if (auto refused = refusal(result.get())) return tl::unexpected(std::move(*refused));
    fail(result.get(), sql);
  }
  const std::string_view count = PQcmdTuples(result.get());
  std::int64_t changed = 0;
  std::from_chars(count.data(), count.data() + count.size(), changed);
  return changed;
}

PostgresResult PostgresConnection::run(std::string_view sql, Parameters parameters) {
  const std::string& name = prepared(sql, parameters);
  const PostgresValues values(parameters);
  return PostgresResult(PQexecPrepared(handle_.get(), name.c_str(), values.count(), values.values(),
                                       values.lengths(), values.formats(), 0));
}

const std::string& PostgresConnection::prepared(std::string_view sql, Parameters parameters) {
  // The same text with values of other types is another statement to the server.
  std::string key(sql);
  for (const Parameter& p : parameters) key += static_cast<char>(p.kind);
  if (const std::string* known = statements_.find(key)) return *known;
  if (const auto oldest = statements_.make_room()) control(("DEALLOCATE " + *oldest).c_str());
  std::vector<Oid> types;
  for (const Parameter& p : parameters) types.push_back(postgres_type(p.kind));
  std::string name = "s" + std::to_string(++made_);
  const PostgresResult result(PQprepare(handle_.get(), name.c_str(), std::string(sql).c_str(),
                                        static_cast<int>(types.size()), types.data()));
  if (!succeeded(result.get())) fail(result.get(), sql);
  return statements_.add(key, std::move(name));
}

void PostgresConnection::script(std::string_view sql) {
  if (fault_) fault_(Point::kStatement);
  control(std::string(sql).c_str());
}

void PostgresConnection::control(const char* sql) {
  const PostgresResult result(PQexec(handle_.get(), sql));
  if (!succeeded(result.get())) fail(result.get(), sql);
}

void PostgresConnection::commit() {
  const PostgresResult result(PQexec(handle_.get(), "COMMIT"));
  if (!succeeded(result.get())) fail(result.get(), "COMMIT");
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") bug("COMMIT", "after a statement that failed");
}

void PostgresConnection::fail(const PGresult* result, std::string_view sql) {
  const std::string why = PQerrorMessage(handle_.get());
  const std::string_view state = field(result, PG_DIAG_SQLSTATE);
  const std::string_view kind = state.substr(0, 2);
  if (state == "08P01") bug(sql, why);  // another number of values than it has $n
  // An error without a state is libpq's own: the server did not answer, even where PQstatus() does not know
  // it yet.
  broken_ = broken_ || state.empty();
  if (lost() || kind == "08" || kind == "57") throw Unreachable("PostgreSQL: " + why + "is it running?");
  if (state == "40001" || state == "40P01") throw Collision{};
  if (state == "55P03") throw Busy("PostgreSQL: " + why + "another change is under way, try again");
  if (state == "53100") throw DiskFull("PostgreSQL: " + why + "make room on its disk");
  if (kind == "53") throw Busy("PostgreSQL: " + why + "allow it more, or this program fewer connections");
  if (kind == "58" || kind == "XX") throw Damaged("PostgreSQL: " + why + "check its disk and its log");
  bug(sql, why);
}

}  // namespace db
