#pragma once
// The server database: a pool of connections, serializable transactions run again where they collide.
#include "dialect.h"

namespace db {

std::unique_ptr<Engine> open_postgres(const std::string& url, Options options, const Dialect& dialect);

}  // namespace db
