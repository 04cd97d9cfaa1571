#pragma once
// Verify: whether everything in the store is as it was written.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/seal.h"
#include "db/database.h"
#include "files/store.h"

namespace backup {

/// A module's own look at what it derives from its rows (search index, tiles, rasters): its name, and what is
/// wrong, in English.
struct DerivedCheck {
  std::string name;
  std::function<std::vector<std::string>(db::Reader&)> problems;
};

struct Verified {
  std::vector<std::string> database;  ///< problems, in the database's words
  std::int64_t files = 0;             ///< contents compared with their digests
  std::vector<files::Store::Damage> damaged_files;
  audit::Verdict audit;
  std::vector<std::string> derived;  ///< "name: problem"

  /// An unsealed tail is told, but is no damage: the sealer is at most a second behind.
  bool clean() const { return database.empty() && damaged_files.empty() && !audit.broken && derived.empty(); }
};

/// Reads everything; takes as long as reading the store takes. Others may work meanwhile.
Verified verify(db::Database& database, const files::Store& files,
                const std::vector<DerivedCheck>& derived = {});

}  // namespace backup
