#pragma once
// Backup and restore: a whole store, its files included, in one archive that belongs to neither database.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "db/database.h"
#include "db/migrate.h"
#include "files/store.h"

namespace backup {

struct Summary {
  std::int64_t tables = 0, rows = 0, files = 0, size_bytes = 0;
};
/// Told now and then: rows and files so far.
using Progress = std::function<void(const Summary&)>;

/// Writes one moment of the store to `archive`, while others read and write. Replaces an older archive only
/// when whole. Throws db::DiskFull or another base::Failure.
Summary back_up(db::Database& database, const files::Store& files, const std::filesystem::path& archive,
                const base::Clock& clock, const Progress& progress = {});

/// Reads `archive` into an empty database, migrated to this program, and an empty folder of files. All or
/// nothing: the database stays empty until the last row is there. Refuses: kInUse "backup.place_not_empty";
/// what ArchiveReader::open() refuses; kInvalid "backup.newer_program". The archive may come from the other
/// kind of database.
base::Result<Summary> restore(const std::filesystem::path& archive, db::Database& database,
                              files::Store& files, std::span<const db::ModuleMigrations> modules,
                              const base::Clock& clock, const Progress& progress = {});

}  // namespace backup
