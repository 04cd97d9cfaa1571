// Rows a second from a file to its validated preview.
//   import_bench [--quick]          CSV of three sizes, beside the bare parse of the same bytes
//   import_bench --write ROWS FILE  writes such a CSV
//   import_bench --read ROWS FILE   reads that file, or what another program made of it; prints rows/s
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/csv.h"
#include "imports/reading.h"
#include "support/measure.h"

namespace {

using support::must;
using support::seconds_of;

using imports::Area;
using imports::Kind;
using imports::Level;

class Nothing final : public imports::Checker {
 public:
  void check(const imports::Row&, imports::Remarks&) override {}
  std::optional<std::string> twin(const imports::Row&) override { return std::nullopt; }
};

/// The columns of an inventory.
class Inventory final : public imports::Dataset {
 public:
  std::string key() const override { return "bench/places"; }
  std::string title() const override { return ""; }
  const std::vector<imports::Column>& columns() const override { return columns_; }
  std::optional<std::size_t> name_column() const override { return 0; }
  std::unique_ptr<imports::Checker> checker(db::Reader&, std::string_view) const override {
    return std::make_unique<Nothing>();
  }
  base::Result<imports::Written> write(db::Transaction&, const imports::Writing&,
                                       const imports::Row&) const override {
    return imports::Written{};
  }
  base::Result<imports::Written> merge(db::Transaction&, const imports::Writing&, const imports::Row&,
                                       const imports::Merge&) const override {
    return imports::Written{};
  }
  base::Result<void> undo(db::Transaction&, const imports::Writing&, const imports::Written&) const override {
    return {};
  }
  std::optional<std::vector<std::string>> describe(db::Reader&, const identity::Actor&,
                                                   std::string_view) const override {
    return std::nullopt;
  }

 private:
  std::vector<imports::Column> columns_ = {
      {.key = "nama", .label = "", .required = true},
      {.key = "jenis", .label = ""},
      {.key = "kode", .label = "", .kind = Kind::kAreaCode},
      {.key = "lintang", .label = "", .kind = Kind::kLatitude},
      {.key = "bujur", .label = "", .kind = Kind::kLongitude},
      {.key = "luas", .label = "", .kind = Kind::kNumber},
      {.key = "tiket", .label = "", .kind = Kind::kRupiah},
      {.key = "tanggal", .label = "", .kind = Kind::kDate},
      {.key = "catatan", .label = "", .kind = Kind::kLongText, .max_length = 4000}};
};

geo::Geometry round_border(double lat, double lon, double radius_deg, int points) {
  geo::Path ring;
  for (int i = 0; i <= points; ++i) {
    const double angle = 6.283185307179586 * (i % points) / points;
    ring.push_back({lat + radius_deg * std::sin(angle), lon + radius_deg * std::cos(angle)});
  }
  return geo::Polygon{{ring}};
}

/// 160 villages with borders of 54 points each, as Sarolangun's 158 have on the average.
imports::Territory territory() {
  std::vector<Area> areas = {
      {"91.01", "Kabupaten Uji", Level::kRegency, {-2.5, 102.5}, round_border(-2.5, 102.5, 0.75, 200)}};
  for (int d = 0; d < 10; ++d) {
    const std::string code = "91.01." + std::to_string(10 + d);
    const double lon = 102.1 + 0.08 * d;
    areas.push_back({code, "Kecamatan " + std::to_string(d), Level::kDistrict, {-2.5, lon}, std::nullopt});
    for (int v = 0; v < 16; ++v) {
      const double lat = -2.9 + 0.05 * v;
      areas.push_back({code + "." + std::to_string(2001 + v),
                       "Desa " + std::to_string(d * 16 + v),
                       Level::kVillage,
                       {lat, lon},
                       round_border(lat, lon, 0.03, 54)});
    }
  }
  return imports::Territory(std::move(areas));
}

void write_file(int rows, const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  must(file != nullptr, "cannot write " + path);
  std::fputs("Nama;Jenis;Kode;Lintang;Bujur;Luas;Tiket;Tanggal;Catatan\n", file);
  for (int i = 0; i < rows; ++i) {
    const int d = i % 10, v = i / 10 % 16;
    // Every hundredth row is one to be refused: swapped, as people do.
    const double lat = -2.9 + 0.05 * v + 0.0001 * (i % 200), lon = 102.1 + 0.08 * d;
    std::fprintf(file,
                 "Air Terjun %d;air terjun;91.01.%02d.%d;%.6f;%.6f;%d,%d;Rp%d.000;%d/%d/2024;Jalan tanah, 2 "
                 "km dari desa\n",
                 i, d + 1, 2001 + v, i % 100 == 99 ? lon : lat, i % 100 == 99 ? lat : lon, i % 90, i % 10,
                 5 + i % 20, 1 + i % 28, 1 + i % 12);
  }
  std::fclose(file);
}

double bare_parse_s(const std::string& path, int rows) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  int seen = -1;
  const double seconds = seconds_of([&] {
    base::CsvReader reader([&](char* out, std::size_t size) { return std::fread(out, 1, size, file); },
                           {.separator = ';'});
    std::vector<std::string_view> row;
    while (reader.next(row).value_or(false)) ++seen;
  });
  std::fclose(file);
  must(seen == rows, "every row is parsed");
  return seconds;
}

double preview_s(const std::string& path, int rows) {
  static const imports::Territory where = territory();
  const Inventory dataset;
  base::Result<imports::Counts> counts;
  const double seconds = seconds_of([&] {
    const auto table = imports::TableFile::open({path, path}, imports::known_headers(dataset));
    must(table.has_value(), "the file is a table");
    const auto mapping = imports::map_columns(dataset, table->layout().headers);
    Nothing checker;
    imports::RowJudge judge(dataset, mapping, where, checker, nullptr);
    counts = imports::read_rows(*table, judge, {}, {});
  });
  must(counts && counts->rows == rows && counts->refused == rows / 100 && counts->ready == rows - rows / 100,
       "one row of a hundred is refused, the others are ready");
  return seconds;
}

void measure_csv(bool quick) {
  const support::MeasureTable table("rows/s", support::MeasureTable::Better::kMore, "bare parse, rows/s");
  std::string memory;
  for (const int rows : {10'000, 100'000, 1'000'000}) {
    if (quick && rows > 10'000) break;
    const std::string path = "/tmp/serumpun-import-bench-" + std::to_string(rows) + ".csv";
    write_file(rows, path);
    const double ours_s = std::min(preview_s(path, rows), preview_s(path, rows));
    table.row("CSV to validated preview", rows, {rows / ours_s, rows / bare_parse_s(path, rows)});
    std::remove(path.c_str());
    memory += (memory.empty() ? "" : ", ") + std::to_string(std::lround(support::peak_memory_mb())) + " MB";
  }
  std::printf("\nThe most memory held, after each size: %s.\n", memory.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view word = argc > 1 ? argv[1] : "";
  if (argc == 4) {
    const int rows = std::atoi(argv[2]);
    if (word == "--write") write_file(rows, argv[3]);
    if (word == "--read") std::printf("%.0f\n", rows / preview_s(argv[3], rows));
  } else {
    measure_csv(word == "--quick");
  }
}
