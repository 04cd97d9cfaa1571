// Rows a second from a file to its validated preview, at three sizes, beside the bare parse of the same
// bytes.
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/csv.h"
#include "imports/reading.h"

namespace {

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
  std::unique_ptr<imports::Checker> checker(db::Reader&) const override {
    return std::make_unique<Nothing>();
  }
  base::Result<imports::Written> write(db::Transaction&, const imports::Writing&,
                                       const imports::Row&) const override {
    return imports::Written{};
  }
  base::Result<void> undo(db::Transaction&, const imports::Writing&, const imports::Written&) const override {
    return {};
  }
  std::optional<std::vector<std::string>> describe(db::Reader&, std::string_view) const override {
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
    char code[16];
    std::snprintf(code, sizeof code, "91.01.%02d", d + 1);
    const double lon = 102.1 + 0.08 * d;
    areas.push_back({code, "Kecamatan " + std::to_string(d), Level::kDistrict, {-2.5, lon}, std::nullopt});
    for (int v = 0; v < 16; ++v) {
      const double lat = -2.9 + 0.05 * v;
      areas.push_back({std::string(code) + "." + std::to_string(2001 + v),
                       "Desa " + std::to_string(d * 16 + v),
                       Level::kVillage,
                       {lat, lon},
                       round_border(lat, lon, 0.03, 54)});
    }
  }
  return imports::Territory(std::move(areas));
}

std::string write_file(int rows) {
  const std::string path = "/tmp/serumpun-import-bench-" + std::to_string(rows) + ".csv";
  std::FILE* file = std::fopen(path.c_str(), "wb");
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
  return path;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double bare_parse(const std::string& path, int rows) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  const auto start = std::chrono::steady_clock::now();
  base::CsvReader reader([&](char* out, std::size_t size) { return std::fread(out, 1, size, file); },
                         {.separator = ';'});
  std::vector<std::string_view> row;
  int seen = -1;
  while (reader.next(row).value_or(false)) ++seen;
  const double seconds = seconds_since(start);
  std::fclose(file);
  if (seen != rows) std::abort();
  return seconds;
}

void measure(const imports::Territory& where, int rows) {
  const std::string path = write_file(rows);
  const double floor_s = bare_parse(path, rows);
  const Inventory dataset;
  const auto start = std::chrono::steady_clock::now();
  const auto table = imports::TableFile::open({path, "bench.csv"}, imports::known_headers(dataset));
  if (!table) std::abort();
  const auto mapping = imports::map_columns(dataset, table->layout().headers);
  Nothing checker;
  imports::RowJudge judge(dataset, mapping, where, checker, nullptr);
  const auto counts = imports::read_rows(*table, judge, {}, {});
  const double seconds = seconds_since(start);
  // The result first: a fast wrong preview is none.
  if (!counts || counts->rows != rows || counts->refused != rows / 100 ||
      counts->ready != rows - rows / 100) {
    std::printf("wrong counts: %lld rows, %lld ready, %lld refused\n",
                static_cast<long long>(counts ? counts->rows : 0),
                static_cast<long long>(counts ? counts->ready : 0),
                static_cast<long long>(counts ? counts->refused : 0));
    std::exit(1);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "{\"rows\":%d,\"seconds\":%.3f,\"rows_per_s\":%.0f,\"bare_parse_rows_per_s\":%.0f,\"peak_memory_mb\":%"
      "ld}\n",
      rows, seconds, rows / seconds, rows / floor_s, usage.ru_maxrss / 1024);
  std::remove(path.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const imports::Territory where = territory();
  const bool quick = argc > 1 && std::string_view(argv[1]) == "--quick";
  for (const int rows : {10'000, 100'000, 1'000'000}) {
    measure(where, rows);
    if (quick) break;
  }
}
