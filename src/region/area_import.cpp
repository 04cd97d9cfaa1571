#include "region/area_import.h"

#include <vector>

#include "area_rows.h"
#include "audit/audit.h"
#include "identity/audit.h"
#include "region/settings.h"

namespace region {
namespace {

const db::Sql kInsert{
    "INSERT INTO areas (id, code, name, level, parent_code, slug, lat, lon, postal_code, decree, "
    "boundary_kind,"
    " boundary_source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'none', '')"};
const db::Sql kUpdate{
    "UPDATE areas SET code = $2, name = $3, level = $4, parent_code = $5, slug = $6, lat = $7, lon = $8, "
    "postal_code = $9,"
    " decree = $10 WHERE id = $1"};
const db::Sql kKeepCode{
    "INSERT INTO area_codes (code, decree, area_id, name, recorded_at) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (code, decree) DO UPDATE SET name = excluded.name"};
// A decree may swap codes or names: each gives its own up before anyone takes another's.
const db::Sql kPark{"UPDATE areas SET code = id, slug = id WHERE id = $1"};
const db::Sql kOrphan{
    "SELECT a.code FROM areas a WHERE a.level <> 'kabupaten'"
    " AND NOT EXISTS (SELECT 1 FROM areas p WHERE p.code = a.parent_code) ORDER BY a.code"};
const db::Sql kKeepBps{
    "INSERT INTO area_bps_codes (bps_code, area_id, source) VALUES ($1, $2, $3)"
    " ON CONFLICT (bps_code, area_id) DO UPDATE SET source = excluded.source"};
const db::Sql kHasBps{"SELECT count(*) FROM area_bps_codes WHERE bps_code = $1 AND area_id = $2"};

bool same(const Area& stored, const Area& row) {
  return stored.code == row.code && stored.name == row.name && stored.level == row.level &&
         stored.parent_code == row.parent_code && stored.slug == row.slug && stored.centre == row.centre &&
         stored.postal_code == row.postal_code && stored.decree == row.decree;
}

base::Json as_json(const Area& area) {
  return base::Json::object({{"code", area.code}, {"name", area.name}, {"decree", area.decree}});
}

void write(db::Transaction& tx, const identity::Actor& actor, const AreaRow& row, const AreaImport& options) {
  Area area = row.area;
  const Area* stored = row.stored;
  if (stored == nullptr) {
    area.id = AreaId::make(options.now);
    tx.execute(kInsert, area.id, area.code, area.name, name_of(area.level), area.parent_code, area.slug,
               area.centre.lat, area.centre.lon, area.postal_code, area.decree);
  } else {
    area.id = stored->id;
    tx.execute(kUpdate, area.id, area.code, area.name, name_of(area.level), area.parent_code, area.slug,
               area.centre.lat, area.centre.lon, area.postal_code, area.decree);
    if (stored->code != area.code || stored->name != area.name)
      audit::record(tx,
                    {.who = identity::who(actor),
                     .action = "region.area_renamed",
                     .subject = "area/" + area.id.text(),
                     .before = as_json(*stored),
                     .after = as_json(area)},
                    options.now);
  }
  tx.execute(kKeepCode, area.code, area.decree, area.id, area.name, options.now);
  if (!row.bps_code.empty()) tx.execute(kKeepBps, row.bps_code, area.id, options.source);
}

}  // namespace

base::Result<ImportReport> import_areas(db::Transaction& tx, const identity::Actor& actor,
                                        base::ByteSource file, const AreaImport& options) {
  if (auto no = identity::refuse(actor, identity::Permission::kManageAreas)) return base::fail(*no);
  const auto book = AreaBook::load(tx);
  ImportReport report;
  auto rows = read_area_rows(std::move(file), *book, options.decree, report);
  if (!rows) return base::fail(rows.error());
  std::vector<const AreaRow*> changed;
  for (const AreaRow& row : *rows) {
    const bool stays =
        row.stored != nullptr && same(*row.stored, row.area) &&
        (row.bps_code.empty() || *tx.one<std::int64_t>(kHasBps, row.bps_code, row.stored->id) > 0);
    if (!stays) changed.push_back(&row);
  }
  report.changed = static_cast<int>(changed.size());
  if (options.dry_run || !report.refused.empty() || changed.empty()) return report;
  for (const AreaRow* row : changed)
    if (row->stored != nullptr) tx.execute(kPark, row->stored->id);
  for (const AreaRow* row : changed) write(tx, actor, *row, options);
  if (const auto orphan = tx.one<std::string>(kOrphan))
    return base::fail(base::ErrorCode::kInvalid, {"region.import.parent_gone", {{"code", *orphan}}});
  areas_changed(tx);
  audit::record(tx,
                {.who = identity::who(actor),
                 .action = "region.areas_imported",
                 .subject = "areas",
                 .after = base::Json::object(
                     {{"rows", report.rows}, {"changed", report.changed}, {"decree", options.decree}})},
                options.now);
  return report;
}

}  // namespace region
