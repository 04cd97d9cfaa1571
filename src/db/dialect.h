#pragma once
// Dialect: what the two databases say differently. dialect.cpp alone asks which one it is.
#include <memory>
#include <string>
#include <string_view>

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

 private:
  Kind kind_;
};

std::unique_ptr<Engine> open_engine(const std::string& url, Options options);

}  // namespace db
