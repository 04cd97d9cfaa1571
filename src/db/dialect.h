#pragma once
// Dialect: what the two databases say differently. dialect.cpp alone asks which one it is.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "driver.h"

namespace db {

class Dialect {
 public:
  enum class Kind { kSqlite, kPostgres };
  constexpr explicit Dialect(Kind kind) : kind_(kind) {}

  std::string_view name() const;
  /// A migration's text as this database takes it.
  std::string schema(std::string_view text) const;
  /// Lets one migration run at a time over all processes; empty where a write transaction already does.
  std::string_view lock_for_migration() const;

  /// One column `name`: the tables of the store.
  std::string_view list_tables() const;
  /// Columns `name`, `type` of the table $1.
  std::string_view list_columns() const;
  Parameter::Kind kind_of_column(std::string_view type) const;
  /// Each row is one problem.
  std::vector<std::string_view> find_problems() const;
  /// Each row is one setting, "name = value".
  std::string_view find_unsafe_settings() const;
  std::string_view tell_version() const;
  /// Scripts before and after rows are loaded in any order.
  std::string_view defer_foreign_keys() const;
  std::string_view check_foreign_keys() const;

 private:
  Kind kind_;
};

std::unique_ptr<Engine> open_engine(const std::string& url, Options options);

}  // namespace db
