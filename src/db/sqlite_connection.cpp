#include "sqlite_connection.h"

#include <utility>

#include "utf8.h"

namespace db {
namespace {

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  int columns() const override { return sqlite3_column_count(statement_); }
  std::string_view column_name(int column) const override { return sqlite3_column_name(statement_, column); }
  bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string_view text(int column) const override {
    const auto* begin = sqlite3_column_text(statement_, column);
    return bytes(begin, column);
  }
  std::string_view blob(int column) const override {
    const void* begin = sqlite3_column_blob(statement_, column);
    return bytes(begin, column);
  }

 private:
  std::string_view bytes(const void* begin, int column) const {
    const int size = sqlite3_column_bytes(statement_, column);
    return begin == nullptr
               ? std::string_view{}
               : std::string_view(static_cast<const char*>(begin), static_cast<std::size_t>(size));
  }
  sqlite3_stmt* statement_;
};

int bind(sqlite3_stmt* statement, int index, const Parameter& p) {
  using Kind = Parameter::Kind;
  if (p.null) return sqlite3_bind_null(statement, index);
  switch (p.kind) {
    case Kind::kBool:
    case Kind::kInteger:
      return sqlite3_bind_int64(statement, index, p.integer);
    case Kind::kReal:
      return sqlite3_bind_double(statement, index, p.real);
    case Kind::kBlob: {
      const char* begin = p.text.data() == nullptr ? "" : p.text.data();
      return sqlite3_bind_blob64(statement, index, begin, p.text.size(), SQLITE_STATIC);
    }
    default: {
      // PostgreSQL refuses such text; both do.
      base::check(is_storable_text(p.text), "text for the database must be UTF-8 without NUL");
      const char* begin = p.text.data() == nullptr ? "" : p.text.data();
      return sqlite3_bind_text64(statement, index, begin, p.text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
  }
}

/// SQLite takes `$2` for a name and numbers names as they appear; `?2` is the second value wherever it
/// stands.
std::string with_numbered_values(std::string_view sql) {
  std::string out(sql);
  bool quoted = false;
  for (char& c : out) {
    if (c == '\'') quoted = !quoted;
    if (c == '$' && !quoted) c = '?';
  }
  return out;
}

/// "UNIQUE constraint failed: areas.code, areas.name" → the part after the colon.
std::string constraint_of(std::string_view message) {
  const std::size_t colon = message.find(": ");
  return colon == std::string_view::npos ? std::string{} : std::string(message.substr(colon + 2));
}

}  // namespace

/// A statement between its first step and its reset; one at a time, as PostgreSQL allows no more.
class SqliteConnection::Running {
 public:
  Running(SqliteConnection& connection, std::string_view sql, Parameters parameters)
      : connection_(connection), statement_(connection.statement(sql)) {
    if (connection.running_) bug(sql, "runs inside the rows of another statement");
    const auto wanted = static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_));
    if (wanted != parameters.size()) bug(sql, "got another number of values than it has $n");
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (bind(statement_, static_cast<int>(i) + 1, parameters[i]) != SQLITE_OK)
        bug(sql, "a value is too large");
    connection.running_ = true;
  }
  ~Running() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    connection_.running_ = false;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  int step() { return sqlite3_step(statement_); }
  sqlite3_stmt* get() { return statement_; }

 private:
  SqliteConnection& connection_;
  sqlite3_stmt* statement_;
};

SqliteConnection::SqliteConnection(const std::string& file, Use use, const Options& options)
    : file_(file), fault_(options.fault) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
  const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK)
    throw Unreachable("cannot open " + file + ": does its folder exist, may this user write it?");
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, static_cast<int>(options.patience.count()));
  // WAL: readers see their snapshot and never wait. FULL: a commit is on disk when it returns.
  // case_sensitive_like: LIKE means the same on both databases.
  run_each("PRAGMA journal_mode = WAL");
  run_each(
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON; PRAGMA "
      "temp_store = MEMORY;"
      "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 67108864");
  if (use == Use::kReading) run_each("PRAGMA query_only = ON");
}

void SqliteConnection::query(std::string_view sql, Parameters parameters, RowFunction f, bool) {
  if (fault_) fault_(Point::kStatement);
  Running running(*this, sql, parameters);
  const SqliteRow row(running.get());
  for (;;) {
    const int code = running.step();
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) fail(code, sql);
    if (!f(row)) return;
  }
}

tl::expected<std::int64_t, Refused> SqliteConnection::execute(std::string_view sql, Parameters parameters,
                                                              bool) {
  if (fault_) fault_(Point::kStatement);
  // A refused statement undoes only itself here, so that the transaction can always go on.
  Running running(*this, sql, parameters);
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = running.step();
  if (code == SQLITE_DONE) return sqlite3_changes64(handle_.get());
  if (auto refused = refusal()) return tl::unexpected(std::move(*refused));
  fail(code, sql);
}

void SqliteConnection::script(std::string_view sql) {
  if (fault_) fault_(Point::kStatement);
  run_each(sql);
}

void SqliteConnection::control(std::string_view sql) {
  sqlite3_stmt* prepared = statement(sql);
  const int code = sqlite3_step(prepared);
  sqlite3_reset(prepared);
  if (code != SQLITE_DONE) fail(code, sql);
}

void SqliteConnection::run_each(std::string_view sql) {
  const int code = sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, sql);
}

sqlite3_stmt* SqliteConnection::statement(std::string_view sql) {
  if (StatementHandle* known = statements_.find(sql)) return known->get();
  sqlite3_stmt* made = nullptr;
  const std::string numbered = with_numbered_values(sql);
  const int code = sqlite3_prepare_v3(handle_.get(), numbered.data(), static_cast<int>(numbered.size()),
                                      SQLITE_PREPARE_PERSISTENT, &made, nullptr);
  if (code != SQLITE_OK) fail(code, sql);
  statements_.make_room();
  return statements_.add(sql, StatementHandle(made)).get();
}

std::optional<Refused> SqliteConnection::refusal() const {
  const std::string_view message = sqlite3_errmsg(handle_.get());
  switch (sqlite3_extended_errcode(handle_.get())) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return Refused{Violation::kUnique, constraint_of(message)};
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return Refused{Violation::kForeignKey, {}};
    case SQLITE_CONSTRAINT_CHECK:
      return Refused{Violation::kCheck, constraint_of(message)};
    case SQLITE_CONSTRAINT_NOTNULL:
      return Refused{Violation::kNotNull, constraint_of(message)};
    default:
      return std::nullopt;
  }
}

void SqliteConnection::fail(int code, std::string_view sql) {
  const std::string why = file_ + ": " + sqlite3_errmsg(handle_.get());
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Busy(why + "; another program is writing to it, try again");
    case SQLITE_FULL:
      throw DiskFull(why + "; make room on the disk");
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Damaged(why + "; check the disk, then run verify");
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw Unreachable(why + "; may this user write the file and its folder?");
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    default:
      bug(sql, sqlite3_errmsg(handle_.get()));
  }
}

}  // namespace db
