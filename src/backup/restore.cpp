#include <algorithm>

#include "archive.h"
#include "backup/backup.h"
#include "rows.h"

namespace backup {
namespace {

using base::ErrorCode;

std::vector<db::AppliedMigration> migrations_of(const base::Json& manifest) {
  std::vector<db::AppliedMigration> out;
  for (const base::Json& m : manifest.at("migrations").as_array())
    out.push_back({m.at("module").as_string(), m.at("name").as_string(), m.at("checksum").as_string()});
  return out;
}

/// One that this program does not know, as "module/name"; empty when it knows all.
std::string unknown_migration(const std::vector<db::AppliedMigration>& wanted,
                              std::span<const db::ModuleMigrations> modules) {
  for (const db::AppliedMigration& m : wanted) {
    const bool known = std::ranges::any_of(modules, [&](const db::ModuleMigrations& module) {
      return module.module == m.module &&
             std::ranges::any_of(module.files, [&](const base::EmbeddedFile& file) {
               return file.name == "sql/" + m.name && base::hex(base::sha256(file.content)) == m.checksum;
             });
    });
    if (!known) return m.module + "/" + m.name;
  }
  return {};
}

bool is_empty(db::Database& database, const files::Store& files) {
  const bool no_tables =
      database.read([&](db::Reader& reader) { return db::tables_of(database, reader).empty(); });
  return no_tables && std::filesystem::is_empty(files.folder() / "contents");
}

/// Takes away what a restore that failed has put; all of it, as the place was empty before.
void empty_again(const files::Store& files) noexcept {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(files.folder() / "contents", ignored))
    std::filesystem::remove_all(entry.path(), ignored);
}

class Restoring {
 public:
  Restoring(const ArchiveReader& archive, const base::Json& manifest, const Progress& progress)
      : archive_(archive), manifest_(manifest), progress_(progress) {}

  void put_files(files::Store& files) {
    for (const ArchiveReader::Entry& entry : archive_.entries()) {
      if (!entry.name.starts_with("files/")) continue;
      files.put_unnoted(archive_.read(entry));
      ++summary_.files;
      summary_.size_bytes += entry.size_bytes;
      tell();
    }
  }

  void load_tables(const db::Database& database, db::Transaction& tx) {
    summary_.rows = summary_.tables = 0;  // a transaction may run again
    const std::vector<db::Table> tables = db::tables_of(database, tx);
    db::defer_foreign_keys(database, tx);
    // Migrations put rows of their own; the archive has them as they were.
    for (const db::Table& table : tables)
      if (table.name != kMigrations) tx.execute(db::Query("DELETE FROM \"" + table.name + "\""));
    for (const base::Json& described : manifest_.at("tables").as_array()) load_table(tx, tables, described);
    db::check_foreign_keys(database, tx);
  }

  const Summary& summary() const { return summary_; }

 private:
  static constexpr const char* kMigrations = "schema_migrations";

  void load_table(db::Transaction& tx, const std::vector<db::Table>& tables, const base::Json& described) {
    const std::string& name = described.at("name").as_string();
    if (name == kMigrations) return;
    const auto table = std::ranges::find(tables, name, &db::Table::name);
    const ArchiveReader::Entry* entry = archive_.find("tables/" + name + ".jsonl");
    if (table == tables.end() || entry == nullptr)
      throw db::Damaged("the archive's table " + name + " has no place");
    std::vector<std::string> columns;
    for (const base::Json& column : described.at("columns").as_array()) columns.push_back(column.as_string());
    RowLoader loader(*table, columns);
    each_line(archive_.read(*entry), [&](std::string_view line) {
      loader.load(tx, line);
      if (++summary_.rows % kTellEvery == 0) tell();
    });
    ++summary_.tables;
  }
  void tell() const {
    if (progress_) progress_(summary_);
  }

  const ArchiveReader& archive_;
  const base::Json& manifest_;
  const Progress& progress_;
  Summary summary_;
};

}  // namespace

base::Result<Summary> restore(const std::filesystem::path& path, db::Database& database, files::Store& files,
                              std::span<const db::ModuleMigrations> modules, const base::Clock& clock,
                              const Progress& progress) {
  if (!is_empty(database, files)) return base::fail(ErrorCode::kInUse, {"backup.place_not_empty", {}});
  const auto archive = ArchiveReader::open(path);
  if (!archive) return base::fail(archive.error());
  const ArchiveReader::Entry* entry = archive->find("manifest.json");
  const auto manifest = entry != nullptr ? base::Json::parse(archive->read_whole(*entry)) : base::Json();
  if (!manifest || manifest->at("format").as_string() != "serumpun-backup" ||
      manifest->at("version").as_int() != 1)
    return base::fail(ErrorCode::kInvalid, {"backup.no_such_format", {}});
  const auto migrations = migrations_of(*manifest);
  if (std::string unknown = unknown_migration(migrations, modules); !unknown.empty())
    return base::fail(ErrorCode::kInvalid, {"backup.newer_program", {{"name", std::move(unknown)}}});

  Restoring restoring(*archive, *manifest, progress);
  try {
    restoring.put_files(files);
    database.write([&](db::Transaction& tx) {
      db::migrate_within(database, tx, modules, clock.now(), &migrations);
      restoring.load_tables(database, tx);
      db::migrate_within(database, tx, modules, clock.now());
    });
  } catch (...) {
    empty_again(files);
    throw;
  }
  return restoring.summary();
}

}  // namespace backup
