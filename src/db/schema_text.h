#pragma once
// Migrations are written with PostgreSQL's types; this makes STRICT SQLite tables of them.
#include <string>
#include <string_view>

namespace db {

/// BIGINT, BOOLEAN → INTEGER; DOUBLE PRECISION → REAL; BYTEA → BLOB; JSON, JSONB → TEXT; each CREATE TABLE
/// gets STRICT.
std::string strict_sqlite_schema(std::string_view text);

}  // namespace db
