#include "potential/csv_export.h"

#include <fmt/format.h>

#include "base/csv.h"
#include "condition.h"

namespace potential {
namespace {

const db::Sql kOffices{"SELECT id, name FROM offices"};

constexpr std::string_view kRows =
    "SELECT o.id, o.category, o.name, o.area_code, o.owner_office, o.state, o.lat, o.lon, o.place_precision, "
    "o.accuracy_m, o.condition, o.opening, o.opening_note, o.land_status, o.account_code, o.description_id, "
    "o.description_en, o.source, o.source_date, o.details, o.slug, o.version, o.updated_at FROM "
    "potential_objects o "
    "WHERE ";
constexpr std::int64_t kRowsAPiece = 2'000;

const std::vector<std::string_view> kHeader{
    "id",           "category",     "name",         "area_code",      "village",        "district",
    "lat",          "lon",          "precision",    "accuracy_m",     "condition",      "opening",
    "opening_note", "land_status",  "account_code", "description_id", "description_en", "source",
    "source_date",  "owner_office", "state",        "details",        "path",           "version",
    "updated_at"};

/// A text that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection).
std::string_view harmless(std::string_view text, std::string& room) {
  if (text.empty() || std::string_view("=+-@\t\r").find(text.front()) == std::string_view::npos) return text;
  room = "'";
  room += text;
  return room;
}

std::string number(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// Writes rows with cells and room for what is made on the way, reused from row to row.
class RowWriter {
 public:
  RowWriter(const region::AreaBook& book, const std::map<std::string, std::string, std::less<>>& offices)
      : book_(book), offices_(offices), room_(32) {}

  void write(std::string& out, const db::Row& row) {
    cells_.clear();
    used_ = 0;
    const region::Area* area = book_.find(row.text(3));
    const bool village = area != nullptr && region::is_village(area->level);
    const region::Area* district = village ? book_.parent(*area) : area;
    plain(row, 0), plain(row, 1), text(row.text(2)), plain(row, 3);
    text(village ? std::string_view(area->name) : std::string_view());
    text(district != nullptr ? std::string_view(district->name) : std::string_view());
    made(number(row.real(6), 6)), made(number(row.real(7), 6)), plain(row, 8);
    made(row.is_null(9) ? std::string() : number(row.real(9), 2));
    for (const int column : {10, 11}) plain(row, column);
    text(row.text(12)), plain(row, 13);
    for (const int column : {14, 15, 16, 17, 18}) text(row.text(column));
    const auto office = offices_.find(row.text(4));
    text(office == offices_.end() ? std::string_view() : std::string_view(office->second));
    plain(row, 5), plain(row, 19);
    made("/potensi/" + std::string(row.text(1)) + "/" + std::string(row.text(20)));
    made(std::to_string(row.integer(21)));
    made(base::format_rfc3339(base::Instant{row.integer(22)}));
    base::append_csv_row(out, cells_);
  }

 private:
  std::string& room() { return room_[used_++]; }
  void plain(const db::Row& row, int column) { cells_.push_back(row.text(column)); }
  void text(std::string_view value) { cells_.push_back(harmless(value, room())); }
  void made(std::string value) {
    std::string& kept = room();
    kept = std::move(value);
    cells_.push_back(kept);
  }

  const region::AreaBook& book_;
  const std::map<std::string, std::string, std::less<>>& offices_;
  std::vector<std::string_view> cells_;
  std::vector<std::string> room_;
  std::size_t used_ = 0;
};

}  // namespace

CsvExport::CsvExport(db::Database& database, region::AreaBooks& areas, identity::Actor actor, Filter filter)
    : database_(database), areas_(areas), actor_(std::move(actor)), filter_(std::move(filter)) {}

void CsvExport::begin(db::Reader& reader, std::string& out) {
  book_ = areas_.current(reader);
  reader.each(kOffices, [&](const db::Row& row) { offices_.emplace(row.text(0), row.text(1)); });
  base::append_csv_row(out, kHeader);
  begun_ = true;
}

std::string CsvExport::next_piece() {
  std::string out;
  if (ended_) return out;
  database_.read([&](db::Reader& reader) {
    if (!begun_) begin(reader, out);
    db::Query query(kRows);
    query.append(condition(actor_, filter_)).append(" AND o.id > ").bind(last_id_);
    query.append(" ORDER BY o.id LIMIT ").bind(kRowsAPiece);
    RowWriter writer(*book_, offices_);
    std::int64_t rows = 0;
    reader.each(query, [&](const db::Row& row) {
      writer.write(out, row);
      last_id_ = row.text(0);
      ++rows;
    });
    ended_ = rows < kRowsAPiece;
  });
  return out;
}

}  // namespace potential
