#include "postgres_engine.h"

namespace db {

std::unique_ptr<Engine> open_postgres(const std::string&, Options, const Dialect&) {
  throw Unreachable("PostgreSQL is not supported yet; use sqlite:FILE");
}

}  // namespace db
