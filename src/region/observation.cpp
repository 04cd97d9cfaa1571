#include "region/observation.h"

#include <map>
#include <set>

#include "audit/audit.h"
#include "base/id.h"
#include "identity/audit.h"
#include "region/area_book.h"
#include "table.h"
#include "tables/number.h"
#include "tables/text.h"

namespace region {
namespace {

const db::Sql kOfArea{
    "SELECT o.indicator, i.name_id, i.name_en, i.unit, o.value, o.source, o.observed_on, o.certainty, o.note"
    " FROM observations o JOIN indicators i ON i.key = o.indicator WHERE o.area_id = $1"
    " ORDER BY i.name_id, o.observed_on DESC, o.source"};
const db::Sql kIndicatorUnit{"SELECT unit FROM indicators WHERE key = $1"};
const db::Sql kAddIndicator{
    "INSERT INTO indicators (key, name_id, name_en, unit) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO "
    "NOTHING"};
const db::Sql kStored{
    "SELECT value FROM observations WHERE area_id = $1 AND indicator = $2 AND source = $3 AND observed_on = "
    "$4"};
const db::Sql kKeepObservation{
    "INSERT INTO observations (id, area_id, indicator, value, source, observed_on, certainty, note, "
    "recorded_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    " ON CONFLICT (area_id, indicator, source, observed_on) DO UPDATE SET value = excluded.value,"
    " certainty = excluded.certainty, note = excluded.note, recorded_at = excluded.recorded_at"};

struct Row {
  const Area* area = nullptr;
  Observation seen;
};

/// "2024-12-31", "2024-12" and "2024" are dates as exact as their source.
bool is_partial_date(std::string_view text) {
  constexpr std::string_view kFirst = "2000-01-01";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  return base::parse_date(std::string(text) + std::string(kFirst.substr(text.size()))).has_value();
}

/// An old figure may have lost its date; the file must say so, a blank cell says nothing.
bool is_unknown(std::string_view date) {
  const std::string folded = tables::fold(date);
  return folded == "tidakdiketahui" || folded == "unknown";
}

std::optional<std::string> certainty_of(std::string_view text) {
  const std::string folded = tables::fold(text);
  if (folded.empty() || folded == "stated" || folded == "dinyatakan") return "stated";
  if (folded == "estimate" || folded == "perkiraan") return "estimate";
  if (folded == "sample" || folded == "isiancontoh" || folded == "contoh") return "sample";
  return std::nullopt;
}

struct ObservationJudge {
  const Table& table;
  const AreaBook& book;
  db::Reader& reader;
  std::map<std::string, std::string>& units;  ///< of the indicators that earlier rows brought
  ImportReport& report;
  bool refused = false;

  void refuse(std::string_view column, base::Message reason) {
    report.refuse(table.row(), table.header(column), std::move(reason));
    refused = true;
  }
  static base::Message about(const char* key, std::string_view value) {
    return {key, {{"value", tables::shorten(value, 60)}}};
  }

  void read_unit(Observation& seen) {
    const std::string given(table["unit"]);
    auto known = units.find(seen.indicator);
    if (known == units.end()) {
      const auto stored = reader.one<std::string>(kIndicatorUnit, seen.indicator);
      known = units.emplace(seen.indicator, stored.value_or(given)).first;
    }
    seen.unit = known->second;
    if (!given.empty() && given != seen.unit)
      refuse("unit", {"region.import.unit_differs",
                      {{"value", given}, {"unit", seen.unit}, {"indicator", seen.indicator}}});
  }

  std::optional<Row> read() {
    Row row;
    row.area = book.find(table["code"]);
    if (row.area == nullptr) refuse("code", about("region.import.code_unknown", table["code"]));
    Observation& seen = row.seen;
    seen.indicator = table["indicator"];
    if (seen.indicator.empty())
      refuse("indicator", {"region.import.indicator_missing", {}});
    else
      read_unit(seen);
    const auto number = tables::parse_number(table["value"], {.decimal = '.'});
    if (number.number)
      seen.value = number.number->value;
    else
      refuse("value", about("region.import.no_number", table["value"]));
    seen.source = table["source"];
    if (seen.source.empty()) refuse("source", {"region.import.source_missing", {}});
    seen.observed_on = is_unknown(table["date"]) ? std::string_view{} : table["date"];
    if (!seen.observed_on.empty() && !is_partial_date(seen.observed_on))
      refuse("date", about("region.import.no_date", table["date"]));
    if (table["date"].empty()) refuse("date", about("region.import.no_date", ""));
    const auto certainty = certainty_of(table["certainty"]);
    if (certainty)
      seen.certainty = *certainty;
    else
      refuse("certainty", about("region.import.certainty_unknown", table["certainty"]));
    seen.note = table["note"];
    seen.name_id = table["name_id"].empty() ? std::string_view(seen.indicator) : table["name_id"];
    seen.name_en = table["name_en"].empty() ? std::string_view(seen.name_id) : table["name_en"];
    if (refused) return std::nullopt;
    return row;
  }
};

}  // namespace

std::vector<Observation> observations_of(db::Reader& reader, const AreaId& area) {
  return reader.all<Observation>(kOfArea, area);
}

base::Result<ImportReport> import_observations(db::Transaction& tx, const identity::Actor& actor,
                                               base::ByteSource file, const FiguresImport& options) {
  if (auto no = identity::refuse(actor, identity::Permission::kManageFigures)) return base::fail(*no);
  auto table = Table::open(std::move(file), {{"code", {"kode", "kode wilayah", "code"}, true},
                                             {"indicator", {"indikator", "indicator"}, true},
                                             {"value", {"nilai", "value"}, true},
                                             {"unit", {"satuan", "unit"}, true},
                                             {"source", {"sumber", "source"}, true},
                                             {"date", {"tanggal", "date", "tahun", "year"}, true},
                                             {"certainty", {"kepastian", "certainty"}},
                                             {"note", {"catatan", "note"}},
                                             {"name_id", {"nama indikator", "indicator name id"}},
                                             {"name_en", {"nama indikator en", "indicator name en"}}});
  if (!table) return base::fail(table.error());
  const auto book = AreaBook::load(tx);
  ImportReport report;
  std::vector<Row> changed;
  std::map<std::string, std::string> units;
  while (table->next()) {
    ++report.rows;
    auto row = ObservationJudge{*table, *book, tx, units, report}.read();
    if (!row) continue;
    ++report.ready;
    const auto stored =
        tx.one<double>(kStored, row->area->id, row->seen.indicator, row->seen.source, row->seen.observed_on);
    if (!stored || *stored != row->seen.value) changed.push_back(std::move(*row));
  }
  report.changed = static_cast<int>(changed.size());
  if (options.dry_run || !report.refused.empty() || changed.empty()) return report;
  for (const auto& [area, seen] : changed) {
    tx.execute(kAddIndicator, seen.indicator, seen.name_id, seen.name_en, seen.unit);
    tx.execute(kKeepObservation, base::new_uuid_v7(options.now), area->id, seen.indicator, seen.value,
               seen.source, seen.observed_on, seen.certainty, seen.note, options.now);
  }
  audit::record(tx,
                {.who = identity::who(actor),
                 .action = "region.observations_imported",
                 .subject = "observations",
                 .after = base::Json::object({{"rows", report.rows}, {"changed", report.changed}})},
                options.now);
  return report;
}

}  // namespace region
