#pragma once
// The statements of the import that several of its files use.
#include "db/sql.h"

namespace imports::sql {

extern const db::Sql kFind;
extern const db::Sql kSetState;
extern const db::Sql kSetProgress;
extern const db::Sql kSetCounts;
extern const db::Sql kForgetRows;

}  // namespace imports::sql
