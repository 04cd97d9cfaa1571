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
  return kind_ == Kind::kSqlite ? "" : "SELECT pg_advisory_xact_lock(7385620194)";
}

std::unique_ptr<Engine> open_engine(const std::string& url, Options options) {
  if (url.starts_with(kSqlitePrefix))
    return open_sqlite(url.substr(kSqlitePrefix.size()), std::move(options), kSqliteDialect);
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return open_postgres(url, std::move(options), kPostgresDialect);
  throw Unreachable("the database is given as sqlite:FILE or postgresql://USER@HOST/NAME");
}

}  // namespace db
