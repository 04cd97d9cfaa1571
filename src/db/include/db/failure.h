#pragma once
// How the database itself can fail: thrown, caught once at the edge. Each says what happened and what to do.
#include "base/failure.h"

namespace db {

/// Someone else holds what is needed for longer than Options::patience; the same call may succeed later.
class Busy : public base::Failure {
 public:
  using base::Failure::Failure;
};

/// The database cannot be reached, or the connection was lost. Thrown by a commit whose answer never came, it
/// leaves open whether that transaction is stored: an idempotency key tells.
class Unreachable : public base::Failure {
 public:
  using base::Failure::Failure;
};

class DiskFull : public base::Failure {
 public:
  using base::Failure::Failure;
};

/// The file is no database, a page of it is damaged, or reading and writing it failed.
class Damaged : public base::Failure {
 public:
  using base::Failure::Failure;
};

/// The store was written by a newer program, or its migrations are not the ones of this program.
class WrongVersion : public base::Failure {
 public:
  using base::Failure::Failure;
};

}  // namespace db
