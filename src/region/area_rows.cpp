#include "area_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "area_places.h"
#include "region/area_names.h"
#include "table.h"
#include "tables/text.h"

namespace region {
namespace {

constexpr std::size_t kMaxAreaName = 120;

base::Message about(const char* key, std::string_view value) {
  return {key, {{"value", tables::shorten(value, 60)}}};
}

/// "Kec.", "kecamatan", "KEC" for "kecamatan".
bool names_level(std::string_view stated, Level level) {
  const std::string word = tables::fold(stated), whole = tables::fold(name_of(level));
  return word == whole || (word.size() >= 3 && whole.starts_with(word)) || (word == "ds" && whole == "desa");
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
    if (!stated.empty() && !names_level(stated, *level))
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
    if (tables::length(name) > kMaxAreaName)
      return refuse("name",
                    {"region.import.name_too_long", {{"limit", static_cast<std::int64_t>(kMaxAreaName)}}});
    row.area.name = name;
  }

  void read_place(AreaRow& row) {
    if (tables::is_blank(table["lat"]) && tables::is_blank(table["lon"])) {
      if (row.stored != nullptr)
        row.area.centre = row.stored->centre;
      else
        refuse("lat", {"region.import.centre_missing", {}});
      return;
    }
    if (const auto centre = read_centre(table, report))
      row.area.centre = *centre;
    else
      refused = true;
  }

  /// A code that a row before has. The same area said twice is no fault; two areas of one code are.
  void find_double(const AreaRow& row, const AreaRow* before, int before_number) {
    if (!refused && before != nullptr && tables::fold(before->area.name) == tables::fold(row.area.name)) {
      report.duplicates.push_back({table.row(), before_number});
      refused = true;
      return;
    }
    refuse("code", {"region.import.code_twice",
                    {{"value", row.area.code}, {"row", static_cast<std::int64_t>(before_number)}}});
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
    if (auto why = table->misshapen()) {
      report.refuse(table->row(), "", std::move(*why));
      continue;
    }
    AreaRow row{.number = table->row()};
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
    if (!is_new) {
      const auto before = std::ranges::find(rows, first->second, &AreaRow::number);
      reader.find_double(row, before == rows.end() ? nullptr : &*before, first->second);
    }
    if (reader.refused) continue;
    rows.push_back(std::move(row));
  }
  refuse_far_away(rows, book, *table, report);
  for (const AreaRow& row : rows)
    if (!row.area.parent_code.empty()) children_wait.emplace(row.area.parent_code, row.number);
  for (const auto& [parent, asked_in] : children_wait)
    if (!row_of_code.contains(parent) && book.find(parent) == nullptr)
      report.refuse(asked_in, table->header("code"), about("region.import.parent_unknown", parent));
  std::ranges::stable_sort(rows, {}, [](const AreaRow& row) { return row.area.code.size(); });
  give_slugs(rows, book);
  report.ready = static_cast<int>(rows.size());
  return rows;
}

}  // namespace region
