#include "dialect.h"

#include "postgres_engine.h"
#include "schema_text.h"
#include "sqlite_engine.h"

namespace db {
namespace {
constexpr Dialect kSqliteDialect{Dialect::Kind::kSqlite};
constexpr Dialect kPostgresDialect{Dialect::Kind::kPostgres};
constexpr std::string_view kSqlitePrefix = "sqlite:";
}  // namespace

std::string_view Dialect::name() const {
  return kind_ == Kind::kSqlite ? "sqlite" : "postgresql";
}

std::string Dialect::schema(std::string_view text) const {
  return kind_ == Kind::kSqlite ? strict_sqlite_schema(text) : std::string(text);
}

std::string_view Dialect::lock_for_migration() const {
  if (kind_ == Kind::kSqlite) return "";
  // Waiting would not help: this transaction would go on with what it saw before. A collision makes it run
  // again.
  return R"(DO $$ BEGIN IF NOT pg_try_advisory_xact_lock(7385620194) THEN
    RAISE EXCEPTION 'another program is migrating' USING ERRCODE = '40001'; END IF; END $$)";
}

std::string_view Dialect::list_tables() const {
  if (kind_ == Kind::kSqlite)
    return "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
           "ORDER BY name";
  return "SELECT table_name AS name FROM information_schema.tables "
         "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name COLLATE "
         "\"C\"";
}

std::string_view Dialect::list_columns() const {
  if (kind_ == Kind::kSqlite) return "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
  return "SELECT column_name AS name, data_type AS type FROM information_schema.columns "
         "WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position";
}

Parameter::Kind Dialect::kind_of_column(std::string_view type) const {
  using ParameterKind = Parameter::Kind;
  if (type == "boolean") return ParameterKind::kBool;
  if (type == "INTEGER" || type == "integer" || type == "bigint" || type == "smallint")
    return ParameterKind::kInteger;
  if (type == "REAL" || type == "double precision") return ParameterKind::kReal;
  if (type == "BLOB" || type == "bytea") return ParameterKind::kBlob;
  return type.starts_with("json") ? ParameterKind::kJson : ParameterKind::kText;
}

std::vector<std::string_view> Dialect::find_problems() const {
  if (kind_ == Kind::kSqlite)
    return {"SELECT integrity_check AS problem FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
            "SELECT 'a row of ' || \"table\" || ' refers to a missing row of ' || parent AS problem "
            "FROM pragma_foreign_key_check"};
  return {
      "SELECT 'constraint ' || conname || ' was never checked' AS problem FROM pg_constraint "
      "WHERE NOT convalidated AND connamespace = current_schema()::regnamespace",
      "SELECT 'index ' || indexrelid::regclass || ' is invalid' AS problem FROM pg_index "
      "JOIN pg_class ON pg_class.oid = indexrelid WHERE NOT indisvalid AND "
      "relnamespace = current_schema()::regnamespace"};
}

std::string_view Dialect::find_unsafe_settings() const {
  if (kind_ == Kind::kSqlite)
    return "SELECT 'journal_mode = ' || journal_mode AS setting FROM pragma_journal_mode WHERE journal_mode "
           "<> 'wal'";
  return "SELECT name || ' = ' || setting AS setting FROM pg_settings WHERE "
         "(name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off') OR "
         "(name = 'server_encoding' AND setting <> 'UTF8') UNION ALL "
         "SELECT 'lc_collate = ' || datcollate FROM pg_database WHERE datname = current_database() AND "
         "datcollate NOT IN ('C', 'POSIX') AND datcollate NOT LIKE 'C.%' ORDER BY 1";
}

std::string_view Dialect::tell_version() const {
  return kind_ == Kind::kSqlite ? "SELECT sqlite_version() AS version"
                                : "SELECT current_setting('server_version') AS version";
}

std::string_view Dialect::defer_foreign_keys() const {
  if (kind_ == Kind::kSqlite) return "PRAGMA defer_foreign_keys = ON";
  return R"(DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conrelid::regclass AS at, conname FROM pg_constraint
             WHERE contype = 'f' AND connamespace = current_schema()::regnamespace LOOP
      EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE', c.at, c.conname);
    END LOOP; END $$; SET CONSTRAINTS ALL DEFERRED)";
}

std::string_view Dialect::check_foreign_keys() const {
  // SQLite checks at COMMIT; find_problems() tells before.
  if (kind_ == Kind::kSqlite) return "";
  return R"(SET CONSTRAINTS ALL IMMEDIATE; DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conrelid::regclass AS at, conname FROM pg_constraint
             WHERE contype = 'f' AND connamespace = current_schema()::regnamespace LOOP
      EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I NOT DEFERRABLE', c.at, c.conname);
    END LOOP; END $$)";
}

std::unique_ptr<Engine> open_engine(const std::string& url, Options options) {
  if (url.starts_with(kSqlitePrefix))
    return open_sqlite(url.substr(kSqlitePrefix.size()), std::move(options), kSqliteDialect);
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return open_postgres(url, std::move(options), kPostgresDialect);
  throw Unreachable("the database is given as sqlite:FILE or postgresql://USER@HOST/NAME");
}

}  // namespace db
