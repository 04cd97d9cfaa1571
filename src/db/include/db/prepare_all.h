#pragma once
// For tests: every SQL text of the program, prepared on a database.
#include <string>
#include <vector>

#include "db/database.h"

namespace db {

/// Texts of Sql::all() that this database (migrated) does not understand, each with its reason. Wants none.
std::vector<std::string> prepare_all(Database& database);

}  // namespace db
