#include "db/migrate.h"

#include <map>

#include "base/digest.h"
#include "dialect.h"

namespace db {
namespace {

constexpr std::string_view kOwnTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations (module TEXT NOT NULL, name TEXT NOT NULL, "
    "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (module, name));";

struct Key {
  std::string module, name;
  auto operator<=>(const Key&) const = default;
};

struct Applied {
  std::string module, name, checksum;
};

template <class Visit>
void fields(Visit& visit, Applied& a) {
  visit("module", a.module);
  visit("name", a.name);
  visit("checksum", a.checksum);
}

using AppliedByKey = std::map<Key, std::string>;

AppliedByKey read_applied(Transaction& tx) {
  AppliedByKey out;
  const Query query("SELECT module, name, checksum FROM schema_migrations ORDER BY module, name");
  for (Applied& row : tx.all<Applied>(query)) out[{row.module, row.name}] = row.checksum;
  return out;
}

std::string checksum_of(std::string_view text) {
  return base::hex(base::sha256(text));
}

void apply(Transaction& tx, const Dialect& dialect, const Key& key, std::string_view text,
           base::Instant now) {
  tx.script(dialect.schema(text));
  Query insert("INSERT INTO schema_migrations (module, name, checksum, applied_at) VALUES (");
  insert.bind(key.module).append(", ").bind(key.name).append(", ").bind(checksum_of(text));
  insert.append(", ").bind(now).append(")");
  tx.execute(insert);
}

}  // namespace

int migrate(Database& database, std::span<const ModuleMigrations> modules, base::Instant now) {
  return database.write([&](Transaction& tx) {
    const Dialect& dialect = database.dialect();
    if (!dialect.lock_for_migration().empty()) tx.script(dialect.lock_for_migration());
    tx.script(dialect.schema(kOwnTable));
    AppliedByKey applied = read_applied(tx);
    int count = 0;
    for (const auto& [module, files] : modules) {
      for (const base::EmbeddedFile& file : files) {
        if (!file.name.starts_with("sql/")) continue;
        const Key key{std::string(module), std::string(file.name.substr(4))};
        const auto found = applied.find(key);
        if (found == applied.end()) {
          apply(tx, dialect, key, file.content, now);
          ++count;
          continue;
        }
        if (found->second != checksum_of(file.content))
          throw WrongVersion(
              "migration " + key.module + "/" + key.name +
              " was changed after this store applied it; run the program that wrote the store");
        applied.erase(found);
      }
    }
    if (!applied.empty())
      throw WrongVersion("this store was written by a newer program (migration " +
                         applied.begin()->first.module + "/" + applied.begin()->first.name +
                         "); install that version or a later one");
    return count;
  });
}

}  // namespace db
