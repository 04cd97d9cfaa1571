#pragma once
// ChangeWatch: what others changed in the store while this program serves it: the command line, a second
// server.
#include <cstdint>
#include <string>
#include <vector>

#include "db/database.h"

namespace app {

class ChangeWatch {
 public:
  /// Knows everything up to now.
  explicit ChangeWatch(db::Database& database);

  /// The topics of kept answers that changed since the last call, our own changes included. The sealed audit
  /// tells, which is at most half a second behind. Throws base::Failure when the database is away.
  std::vector<std::string> look();

 private:
  db::Database& database_;
  std::int64_t position_;
};

}  // namespace app
