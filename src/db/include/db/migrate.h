#pragma once
// Migrations: brings a store to the tables this program works with.
#include <span>
#include <string_view>

#include "base/embedded.h"
#include "base/time.h"
#include "db/database.h"

namespace db {

/// A module's embedded files; of these, `sql/NNNN_name.sql` are its migrations.
struct ModuleMigrations {
  std::string_view module;
  base::EmbeddedFiles files;
};

/// Applies what is missing, in the order given and by number, all in one transaction. Answers how many were
/// applied. Throws WrongVersion where the store holds migrations that this program does not know (a newer
/// program wrote it) or that read differently. The SQL is written with PostgreSQL's types (see README); on
/// SQLite they become STRICT ones.
int migrate(Database& database, std::span<const ModuleMigrations> modules, base::Instant now);

}  // namespace db
