#pragma once
// Rows and values of PostgreSQL in its text form.
#include <libpq-fe.h>

#include <string>
#include <vector>

#include "db/row.h"

namespace db {

class PostgresRow final : public Row {
 public:
  PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
  int columns() const override { return PQnfields(result_); }
  std::string_view column_name(int column) const override { return PQfname(result_, column); }
  bool is_null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
  std::int64_t integer(int column) const override;
  double real(int column) const override;
  std::string_view text(int column) const override;
  std::string_view blob(int column) const override;

 private:
  const PGresult* result_;
  int row_;
  mutable std::vector<std::string> blobs_;  // by column, filled when asked for
};

/// Values as libpq takes them; refers to `parameters`.
class PostgresValues {
 public:
  explicit PostgresValues(Parameters parameters);
  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  std::vector<std::string> texts_;
  std::vector<const char*> values_;
  std::vector<int> lengths_, formats_;
};

/// The type that a C++ value has on the server. Text has none: the statement decides (text, json).
Oid postgres_type(Parameter::Kind kind);

}  // namespace db
