#pragma once
// The table that the tests of db write to.
#include <optional>
#include <string>
#include <vector>

#include "db/migrate.h"
#include "support/databases.h"

namespace wells {

inline constexpr base::EmbeddedFile kFiles[] = {
    {"sql/0001_wells.sql",
     "CREATE TABLE villages (code TEXT PRIMARY KEY);"
     "CREATE TABLE wells (id TEXT PRIMARY KEY, depth_m DOUBLE PRECISION, dug_at BIGINT NOT NULL,"
     " dry BOOLEAN NOT NULL, village TEXT REFERENCES villages (code), shape BYTEA,"
     " CONSTRAINT wells_depth CHECK (depth_m < 1000));"
     "CREATE UNIQUE INDEX wells_dug ON wells (village, dug_at);"}};
inline constexpr db::ModuleMigrations kModules[] = {{"wells", kFiles}};

struct Well {
  std::string id;
  std::optional<double> depth_m;
  base::Instant dug_at;
  bool dry = false;
  bool operator==(const Well&) const = default;
};
template <class Visit>
void fields(Visit& visit, Well& w) {
  visit("id", w.id);
  visit("depth_m", w.depth_m);
  visit("dug_at", w.dug_at);
  visit("dry", w.dry);
}

void insert(db::Transaction& tx, const Well& well);
std::vector<Well> all(db::Reader& reader);
std::int64_t count(db::Database& database);

/// On both databases, with the table.
class Test : public support::DatabaseTest {
 protected:
  Test() { db::migrate(database(), kModules, {1}); }
  std::int64_t count() { return wells::count(database()); }
};

}  // namespace wells
