#pragma once
// Failure: the request cannot go on (database away, disk full). Thrown, and caught once at the edge.
#include <stdexcept>
#include <string>

namespace base {

/// `what()` is for the log and the operator: what, where, and the remedy; never personal data.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace base
