#pragma once
// The seal: entries are joined to a hash chain behind the changes, so that the chain makes no change wait for
// another.
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "db/database.h"

namespace audit {

/// Seals the oldest unsealed entries, at most `limit`, and answers how many. Two sealers do no harm: one
/// answers 0.
int seal_pending(db::Database& database, int limit = 500);

/// A thread that keeps the chain at most a second behind.
class Sealer {
 public:
  explicit Sealer(db::Database& database);
  /// Seals what is there and stops.
  ~Sealer();
  Sealer(const Sealer&) = delete;
  Sealer& operator=(const Sealer&) = delete;

 private:
  void work();
  void seal_all();

  db::Database& database_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

struct Broken {
  std::int64_t position;  ///< of the first entry that is not what was sealed
  std::string entry_id;   ///< empty where an entry is missing
  std::string reason;     ///< for the operator, in English
};

struct Verdict {
  std::int64_t sealed = 0;  ///< entries found in order
  std::int64_t unsealed = 0;
  std::string seal;  ///< of the last one: note it elsewhere, and not even the owner of the disk can rewrite
                     ///< what is before
  std::optional<Broken> broken;
};

/// Walks the whole chain.
Verdict verify(db::Reader& reader);

}  // namespace audit
