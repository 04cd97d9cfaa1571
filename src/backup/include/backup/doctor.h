#pragma once
// Doctor: what is missing or misconfigured, each with its remedy.
#include <filesystem>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "db/database.h"
#include "db/migrate.h"

namespace backup {

struct Finding {
  enum class Level { kAdvice, kTrouble };
  Level level = Level::kTrouble;
  base::Message what;
  base::Message remedy;
};

/// The database: pending or unknown migrations, settings that lose data, parked jobs, a sealer that stands
/// still, no recent backup.
std::vector<Finding> examine_database(db::Database& database, std::span<const db::ModuleMigrations> modules,
                                      const base::Clock& clock);

/// The folder of data: can it be written, is there room, may others read it, is it on a disk of this machine;
/// and this process's limit of open files.
std::vector<Finding> examine_folder(const std::filesystem::path& folder);

}  // namespace backup
