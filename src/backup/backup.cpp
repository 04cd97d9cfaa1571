#include "backup/backup.h"

#include <cstdio>
#include <memory>

#include "archive.h"
#include "base/failure.h"
#include "base/id.h"
#include "rows.h"

namespace backup {
namespace {

const db::Sql kNote{"INSERT INTO backups (id, taken_at, size_bytes) VALUES ($1, $2, $3)"};

base::Json manifest_of(const db::Database& database, db::Reader& reader, const std::vector<db::Table>& tables,
                       base::Instant now) {
  const db::About about = db::about(database, reader);
  base::Json::Array migrations, columns_of_tables;
  for (const db::AppliedMigration& m : db::applied_migrations(database, reader))
    migrations.push_back(base::to_json(m));
  for (const db::Table& table : tables) {
    base::Json::Array columns;
    for (const db::Column& column : table.columns) columns.emplace_back(column.name);
    columns_of_tables.push_back(base::Json::object({{"name", table.name}, {"columns", columns}}));
  }
  return base::Json::object({{"format", "serumpun-backup"},
                             {"version", 1},
                             {"taken_at", base::format_rfc3339(now)},
                             {"database", about.name + " " + about.version},
                             {"migrations", migrations},
                             {"tables", columns_of_tables}});
}

void add_file(ArchiveWriter& archive, const files::Store& files, const files::Digest& digest) {
  const auto path = files.find(digest);
  if (!path) throw base::Failure("the file " + digest.text + " is missing from the store; run verify");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path->c_str(), "rb"), std::fclose);
  if (!file) throw base::Failure("cannot read " + path->string());
  archive.begin("files/" + digest.text);
  std::vector<char> piece(256u << 10);
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), file.get()))
    archive.write({piece.data(), got});
  if (std::ferror(file.get()) != 0) throw base::Failure("cannot read " + path->string());
  archive.end();
}

}  // namespace

Summary back_up(db::Database& database, const files::Store& files, const std::filesystem::path& target,
                const base::Clock& clock, const Progress& progress) {
  const base::Instant now = clock.now();
  // What the snapshot refers to must still be there when its turn comes.
  const files::Store::Hold hold = files.hold_sweeps();
  ArchiveWriter archive(target, now.ms / 1000);
  Summary summary;
  const auto tell = [&] {
    if (progress) progress(summary);
  };
  database.read([&](db::Reader& reader) {
    const std::vector<db::Table> tables = db::tables_of(database, reader);
    archive.begin("manifest.json");
    archive.write(manifest_of(database, reader, tables, now).dump(1) + "\n");
    archive.end();
    for (const db::Table& table : tables) {
      archive.begin("tables/" + table.name + ".jsonl");
      reader.each(select_all(table), [&](const db::Row& row) {
        archive.write(line_of(row, table));
        if (++summary.rows % kTellEvery == 0) tell();
      });
      archive.end();
      ++summary.tables;
    }
    for (const files::Stored& stored : files::referred(reader)) {
      add_file(archive, files, stored.digest);
      ++summary.files;
      tell();
    }
  });
  summary.size_bytes = archive.commit();
  database.write(
      [&](db::Transaction& tx) { tx.execute(kNote, base::new_uuid_v7(now), now, summary.size_bytes); });
  return summary;
}

}  // namespace backup
