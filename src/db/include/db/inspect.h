#pragma once
// Looking at a store from outside its modules: for backup, restore, verify and doctor.
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "db/database.h"
#include "db/migrate.h"

namespace db {

struct Column {
  std::string name;
  Parameter::Kind kind = Parameter::Kind::kText;
};
struct Table {
  std::string name;
  std::vector<Column> columns;
};
/// All tables of the store, by name.
std::vector<Table> tables_of(const Database& database, Reader& reader);

/// What is wrong in the database's own files and references, in its own words; nothing when it is well.
std::vector<std::string> integrity_problems(const Database& database, Reader& reader);

/// Settings under which the promises of this layer do not hold, e.g. "fsync = off". For doctor.
std::vector<std::string> unsafe_settings(const Database& database, Reader& reader);

/// "sqlite" or "postgresql", and its version.
struct About {
  std::string name, version;
};
About about(const Database& database, Reader& reader);

/// A migration that a store holds; `name` as in "0001_areas.sql".
struct AppliedMigration {
  std::string module, name, checksum;
  bool operator==(const AppliedMigration&) const = default;
};
template <class Visit>
void fields(Visit& visit, AppliedMigration& m) {
  visit("module", m.module);
  visit("name", m.name);
  visit("checksum", m.checksum);
}
std::vector<AppliedMigration> applied_migrations(const Database& database, Reader& reader);

/// Within a restore: rows may come before those they refer to, until check_foreign_keys(), which throws
/// db::Damaged.
void defer_foreign_keys(const Database& database, Transaction& tx);
void check_foreign_keys(const Database& database, Transaction& tx);

/// migrate() within a transaction, restricted to what `only` names where that is given.
int migrate_within(const Database& database, Transaction& tx, std::span<const ModuleMigrations> modules,
                   base::Instant now, const std::vector<AppliedMigration>* only = nullptr);

}  // namespace db
