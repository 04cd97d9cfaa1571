#include "area_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "region/area_names.h"
#include "table.h"
#include "tables/number.h"
#include "tables/text.h"

namespace region {
namespace {

constexpr std::size_t kMaxName = 120;

base::Message about(const char* key, std::string_view value) {
  return {key, {{"value", tables::shorten(value, 60)}}};
}

/// A decimal degree; refused where it is none or beyond the limit.
std::optional<double> degrees(const Table& table, std::string_view key, double limit, ImportReport& report) {
  const auto number = tables::parse_number(table[key], {.decimal = '.', .certain = true});
  if (!number.number || std::abs(number.number->value) > limit) {
    report.refuse(table.row(), table.header(key), about("region.import.no_coordinate", table[key]));
    return std::nullopt;
  }
  return number.number->value;
}

struct Reader {
  const Table& table;
  const AreaBook& book;
  ImportReport& report;
  bool refused = false;

  void refuse(std::string_view column, base::Message reason) {
    report.refuse(table.row(), table.header(column), std::move(reason));
    refused = true;
  }

  void read_code(AreaRow& row) {
    const std::string_view code = table["code"];
    const auto level = level_of_code(code);
    if (!level) {
      refuse("code", code.empty() ? base::Message{"region.import.code_missing", {}}
                                  : about("region.import.code_malformed", code));
      return;
    }
    row.area.code = code;
    row.area.level = *level;
    row.area.parent_code = *level == Level::kRegency ? std::string() : parent_code(code);
    const std::string_view stated = table["level"];
    if (!stated.empty() && tables::fold(stated) != tables::fold(name_of(*level)))
      refuse("level", {"region.import.level_differs",
                       {{"value", std::string(stated)}, {"level", std::string(name_of(*level))}}});
    const std::string_view parent = table["parent"];
    if (!parent.empty() && *level != Level::kRegency && parent != row.area.parent_code)
      refuse("parent",
             {"region.import.parent_differs", {{"value", std::string(parent)}, {"code", std::string(code)}}});
  }

  void find_stored(AreaRow& row) {
    const std::string_view old_code = table["old_code"];
    row.stored = book.find(old_code.empty() ? row.area.code : old_code);
    // A code of the past that another area bears now, or the reverse, says nothing of this row.
    if (old_code.empty() && row.stored != nullptr && row.stored->code != row.area.code) row.stored = nullptr;
    if (!old_code.empty() && row.stored == nullptr)
      refuse("old_code", about("region.import.old_code_unknown", old_code));
  }

  void read_name(AreaRow& row) {
    std::string scratch;
    const std::string_view name = tables::clean(table["name"], scratch);
    if (name.empty()) return refuse("name", {"region.import.name_missing", {}});
    if (tables::length(name) > kMaxName)
      return refuse("name",
                    {"region.import.name_too_long", {{"limit", static_cast<std::int64_t>(kMaxName)}}});
    row.area.name = name;
  }

  void read_place(AreaRow& row) {
    if (table["lat"].empty() && table["lon"].empty()) {
      if (row.stored != nullptr)
        row.area.centre = row.stored->centre;
      else
        refuse("lat", {"region.import.centre_missing", {}});
      return;
    }
    const auto lat = degrees(table, "lat", 90, report), lon = degrees(table, "lon", 180, report);
    if (lat && lon)
      row.area.centre = {*lat, *lon};
    else
      refused = true;
  }
};

/// Slugs are unique within a parent; the second of two equal names carries its code.
void give_slugs(std::vector<AreaRow>& rows, const AreaBook& book) {
  std::set<std::pair<std::string, std::string>> taken;
  for (const Area& area : book.areas()) {
    const bool replaced = std::ranges::any_of(rows, [&](const AreaRow& row) { return row.stored == &area; });
    if (!replaced) taken.insert({area.parent_code, area.slug});
  }
  for (AreaRow& row : rows) {
    row.area.slug = slug_of_name(row.area.name);
    if (!taken.insert({row.area.parent_code, row.area.slug}).second) {
      std::string code = row.area.code;
      std::erase(code, '.');
      row.area.slug += '-' + code;
      taken.insert({row.area.parent_code, row.area.slug});
    }
  }
}

}  // namespace

base::Result<std::vector<AreaRow>> read_area_rows(base::ByteSource file, const AreaBook& book,
                                                  const std::string& decree, ImportReport& report) {
  auto table = Table::open(std::move(file),
                           {{"code", {"kode", "kode wilayah", "code", "kode kemendagri"}, true},
                            {"name", {"nama", "nama wilayah", "name", "wilayah"}, true},
                            {"level", {"level", "tingkat"}},
                            {"parent", {"kode induk", "induk", "parent", "parent code"}},
                            {"lat", {"lat", "lintang", "latitude", "lat centroid"}},
                            {"lon", {"lon", "lng", "bujur", "longitude", "lng centroid", "lon centroid"}},
                            {"postal_code", {"kodepos", "kode pos", "postal code"}},
                            {"bps_code", {"kode bps", "kode bps kec", "bps code"}},
                            {"old_code", {"kode lama", "old code"}}});
  if (!table) return base::fail(table.error());
  std::vector<AreaRow> rows;
  std::unordered_map<std::string, int> row_of_code;
  std::map<std::string, int> children_wait;  // a parent that must yet be found, and who asked first
  while (table->next()) {
    ++report.rows;
    AreaRow row;
    Reader reader{*table, book, report};
    reader.read_code(row);
    if (!row.area.code.empty()) reader.find_stored(row);
    reader.read_name(row);
    reader.read_place(row);
    row.area.decree = decree;
    row.area.postal_code = (*table)["postal_code"];
    row.bps_code = (*table)["bps_code"];
    if (row.area.code.empty()) continue;
    const auto [first, is_new] = row_of_code.emplace(row.area.code, table->row());
    if (!is_new)
      reader.refuse("code", {"region.import.code_twice",
                             {{"value", row.area.code}, {"row", static_cast<std::int64_t>(first->second)}}});
    if (reader.refused) continue;
    if (!row.area.parent_code.empty()) children_wait.emplace(row.area.parent_code, table->row());
    rows.push_back(std::move(row));
  }
  for (const auto& [parent, asked_in] : children_wait)
    if (!row_of_code.contains(parent) && book.find(parent) == nullptr)
      report.refuse(asked_in, table->header("code"), about("region.import.parent_unknown", parent));
  std::ranges::stable_sort(rows, {}, [](const AreaRow& row) { return row.area.code.size(); });
  give_slugs(rows, book);
  report.ready = static_cast<int>(rows.size());
  return rows;
}

}  // namespace region
