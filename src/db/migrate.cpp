#include "db/migrate.h"

#include <algorithm>
#include <map>

#include "base/digest.h"
#include "db/inspect.h"
#include "dialect.h"

namespace db {
namespace {

constexpr std::string_view kOwnTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations (module TEXT NOT NULL, name TEXT NOT NULL, "
    "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (module, name));";

constexpr std::string_view kFolder = "sql/";

struct Key {
  std::string module, name;
  auto operator<=>(const Key&) const = default;
};
using AppliedByKey = std::map<Key, std::string>;

const Sql kApplied{"SELECT module, name, checksum FROM schema_migrations ORDER BY module, name"};
const Sql kInsert{
    "INSERT INTO schema_migrations (module, name, checksum, applied_at) VALUES ($1, $2, $3, $4)"};

AppliedByKey read_applied(Transaction& tx) {
  AppliedByKey out;
  for (AppliedMigration& row : tx.all<AppliedMigration>(kApplied)) out[{row.module, row.name}] = row.checksum;
  return out;
}

std::string checksum_of(std::string_view text) {
  return base::hex(base::sha256(text));
}

void apply(Transaction& tx, const Dialect& dialect, const AppliedMigration& migration, std::string_view text,
           base::Instant now) {
  tx.script(dialect.schema(text));
  tx.execute(kInsert, migration.module, migration.name, migration.checksum, now);
}

[[noreturn]] void refuse_changed(const AppliedMigration& migration) {
  throw WrongVersion("migration " + migration.module + "/" + migration.name +
                     " was changed after this store applied it; run the program that wrote the store");
}

[[noreturn]] void refuse_newer(const Key& unknown) {
  throw WrongVersion("this store was written by a newer program (migration " + unknown.module + "/" +
                     unknown.name + "); install that version or a later one");
}

}  // namespace

int migrate_within(const Database& database, Transaction& tx, std::span<const ModuleMigrations> modules,
                   base::Instant now, const std::vector<AppliedMigration>* only) {
  const Dialect& dialect = database.dialect();
  if (!dialect.lock_for_migration().empty()) tx.script(dialect.lock_for_migration());
  tx.script(dialect.schema(kOwnTable));
  AppliedByKey applied = read_applied(tx);
  int count = 0;
  for (const auto& [module, files] : modules) {
    for (const base::EmbeddedFile& file : files) {
      if (!file.name.starts_with(kFolder)) continue;
      const AppliedMigration wanted{std::string(module), std::string(file.name.substr(kFolder.size())),
                                    checksum_of(file.content)};
      const auto found = applied.find({wanted.module, wanted.name});
      if (found != applied.end()) {
        if (found->second != wanted.checksum) refuse_changed(wanted);
        applied.erase(found);
      } else if (only == nullptr || std::ranges::find(*only, wanted) != only->end()) {
        apply(tx, dialect, wanted, file.content, now);
        ++count;
      }
    }
  }
  if (!applied.empty()) refuse_newer(applied.begin()->first);
  return count;
}

int migrate(Database& database, std::span<const ModuleMigrations> modules, base::Instant now) {
  return database.write([&](Transaction& tx) { return migrate_within(database, tx, modules, now); });
}

std::vector<AppliedMigration> applied_migrations(const Database& database, Reader& reader) {
  const auto is_own = [](const Table& table) { return table.name == "schema_migrations"; };
  if (std::ranges::none_of(tables_of(database, reader), is_own)) return {};
  return reader.all<AppliedMigration>(kApplied);
}

}  // namespace db
