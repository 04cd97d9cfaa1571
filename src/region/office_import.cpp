#include "region/office_import.h"

#include <algorithm>
#include <map>
#include <set>

#include "audit/audit.h"
#include "identity/audit.h"
#include "office_limits.h"
#include "region/area_book.h"
#include "region/area_names.h"
#include "region/office.h"
#include "table.h"
#include "tables/number.h"
#include "tables/text.h"

namespace region {
namespace {

constexpr std::string_view kSampleBasis = "isian contoh";

const db::Sql kKeepOffice{
    "INSERT INTO offices (id, key, name, short_name, kind, area_id, sample, active, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)"
    " ON CONFLICT (key) DO UPDATE SET name = excluded.name, short_name = excluded.short_name, kind = "
    "excluded.kind,"
    " area_id = excluded.area_id, sample = excluded.sample, version = offices.version + 1"};
const db::Sql kDutyOf{"SELECT id FROM tupoksi_items WHERE office_id = $1 AND number = $2"};
const db::Sql kAddDuty{
    "INSERT INTO tupoksi_items (id, office_id, number, text, legal_basis, sample, active, position)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT coalesce(max(position), 0) + 1 FROM tupoksi_items WHERE "
    "office_id = $2))"};
const db::Sql kChangeDuty{
    "UPDATE tupoksi_items SET text = $2, legal_basis = $3, sample = $4, active = $5 WHERE id = $1"};

struct OfficeRows {
  Office office;
  std::vector<TupoksiItem> items = {};
};

/// "Dinas Pariwisata" → "dinas", from the first word where the file says nothing.
std::string kind_of(std::string_view given, std::string_view name) {
  const std::string kind(given.empty() ? name.substr(0, name.find(' ')) : given);
  const std::string folded = tables::fold(kind);
  return is_office_kind(folded) ? folded : given.empty() ? "lainnya" : std::string();
}

class OfficeJudge {
 public:
  OfficeJudge(const Table& table, const AreaBook& book, ImportReport& report)
      : table_(table), book_(book), report_(report) {}

  void read(std::vector<OfficeRows>& offices) {
    refused_ = false;
    Office office = read_office();
    TupoksiItem item = read_item();
    if (refused_) return;
    ++report_.ready;
    auto known = std::ranges::find(offices, office.key, [](const OfficeRows& o) { return o.office.key; });
    if (known == offices.end()) known = offices.insert(offices.end(), {office});
    if (item.text.empty()) return;
    known->items.push_back(item);
  }

 private:
  void refuse(std::string_view column, base::Message reason) {
    report_.refuse(table_.row(), table_.header(column), std::move(reason));
    refused_ = true;
  }

  Office read_office() {
    Office office;
    office.name = table_["name"];
    if (office.name.empty()) refuse("name", {"region.import.name_missing", {}});
    if (tables::length(office.name) > kMaxOfficeName)
      refuse("name", {"region.import.name_too_long", {{"limit", static_cast<std::int64_t>(kMaxOfficeName)}}});
    office.key = slug_of_name(table_["key"].empty() ? std::string_view(office.name) : table_["key"]);
    office.short_name = table_["short_name"];
    office.kind = kind_of(table_["kind"], office.name);
    if (office.kind.empty())
      refuse("kind", {"region.import.kind_unknown", {{"value", std::string(table_["kind"])}}});
    if (const std::string_view code = table_["area"]; !code.empty()) {
      if (const Area* area = book_.find(code))
        office.area_id = area->id;
      else
        refuse("area", {"region.import.code_unknown", {{"value", std::string(code)}}});
    }
    office.sample = is_sample();
    return office;
  }

  TupoksiItem read_item() {
    TupoksiItem item;
    item.number = table_["number"];
    item.text = table_["text"];
    item.sample = is_sample();
    item.legal_basis = table_["legal_basis"].empty() ? kSampleBasis : table_["legal_basis"];
    if (item.text.empty() != item.number.empty())
      refuse(item.text.empty() ? "text" : "number", {"region.import.item_incomplete", {}});
    if (tables::length(item.text) > kMaxDutyText)
      refuse("text", {"region.import.name_too_long", {{"limit", static_cast<std::int64_t>(kMaxDutyText)}}});
    if (!item.number.empty() &&
        !numbers_.emplace(tables::fold(table_["key"]) + tables::fold(table_["name"]) + '/' + item.number)
             .second)
      refuse("number", {"region.import.item_twice", {{"value", item.number}}});
    return item;
  }

  bool is_sample() const {
    return table_["legal_basis"].empty() || tables::parse_yes_no(table_["sample"]).value_or(false);
  }

  const Table& table_;
  const AreaBook& book_;
  ImportReport& report_;
  std::set<std::string> numbers_;
  bool refused_ = false;
};

bool same(const Office& a, const Office& b) {
  return a.name == b.name && a.short_name == b.short_name && a.kind == b.kind && a.area_id == b.area_id &&
         a.sample == b.sample;
}
bool same(const TupoksiItem& a, const TupoksiItem& b) {
  return a.text == b.text && a.legal_basis == b.legal_basis && a.sample == b.sample && a.active;
}

/// The items of the file that are new or differ.
std::vector<const TupoksiItem*> changed_items(db::Reader& reader, const std::optional<Office>& stored,
                                              const OfficeRows& rows) {
  const auto known = stored ? tupoksi_of(reader, stored->id, true) : std::vector<TupoksiItem>{};
  std::vector<const TupoksiItem*> out;
  for (const TupoksiItem& item : rows.items) {
    const auto found = std::ranges::find(known, item.number, &TupoksiItem::number);
    if (found == known.end() || !same(*found, item)) out.push_back(&item);
  }
  return out;
}

void write(db::Transaction& tx, const OfficeRows& rows, const std::optional<Office>& stored,
           base::Instant now) {
  const Office& o = rows.office;
  const OfficeId id = stored ? stored->id : OfficeId::make(now);
  const auto items = changed_items(tx, stored, rows);
  tx.execute(kKeepOffice, id, o.key, o.name, o.short_name, o.kind, o.area_id, o.sample, true);
  for (const TupoksiItem* item : items) {
    if (const auto known = tx.one<TupoksiItemId>(kDutyOf, id, item->number))
      tx.execute(kChangeDuty, *known, item->text, item->legal_basis, item->sample, true);
    else
      tx.execute(kAddDuty, TupoksiItemId::make(now), id, item->number, item->text, item->legal_basis,
                 item->sample, true);
  }
}

}  // namespace

base::Result<ImportReport> import_offices(db::Transaction& tx, const identity::Actor& actor,
                                          base::ByteSource file, const OfficeImport& options) {
  if (auto no = identity::refuse(actor, identity::Permission::kManageOffices)) return base::fail(*no);
  auto table = Table::open(std::move(file), {{"name", {"nama", "nama opd", "opd", "name", "office"}, true},
                                             {"key", {"kunci", "key"}},
                                             {"short_name", {"singkatan", "short name"}},
                                             {"kind", {"jenis", "kind"}},
                                             {"area", {"kode wilayah", "kode", "area code"}},
                                             {"number", {"nomor", "no tupoksi", "number"}},
                                             {"text", {"tupoksi", "tugas", "uraian", "task"}},
                                             {"legal_basis", {"dasar hukum", "legal basis"}},
                                             {"sample", {"contoh", "sample"}}});
  if (!table) return base::fail(table.error());
  const auto book = AreaBook::load(tx);
  ImportReport report;
  std::vector<OfficeRows> rows;
  OfficeJudge judge(*table, *book, report);
  while (table->next()) {
    ++report.rows;
    judge.read(rows);
  }
  std::vector<std::pair<const OfficeRows*, std::optional<Office>>> changed;
  for (const OfficeRows& row : rows) {
    auto stored = find_office(tx, row.office.key);
    const auto items = changed_items(tx, stored, row);
    if (stored && same(*stored, row.office) && items.empty()) continue;
    report.changed += std::max(1, static_cast<int>(items.size()));
    changed.emplace_back(&row, std::move(stored));
  }
  if (options.dry_run || !report.refused.empty() || changed.empty()) return report;
  for (const auto& [row, stored] : changed) write(tx, *row, stored, options.now);
  audit::record(tx,
                {.who = identity::who(actor),
                 .action = "region.offices_imported",
                 .subject = "offices",
                 .after = base::Json::object({{"rows", report.rows}, {"changed", report.changed}})},
                options.now);
  return report;
}

}  // namespace region
