#pragma once
// The embedded database: a pool of readers, and one writer thread whose commits are shared.
#include "dialect.h"

namespace db {

std::unique_ptr<Engine> open_sqlite(const std::string& file, Options options, const Dialect& dialect);

}  // namespace db
