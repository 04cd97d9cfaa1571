#include "fixture.h"

#include <gtest/gtest.h>

#include <array>

#include "base/csv.h"
#include "embedded/geo.h"
#include "embedded/imports.h"
#include "geo/geojson.h"
#include "imports/speak.h"
#include "support/shared_data.h"

namespace imports_test {
namespace {

using imports::Area;
using imports::Kind;
using imports::Level;

class StoreOfPlaces : public imports::Checker {
 public:
  explicit StoreOfPlaces(const Places& places) : places_(places) {}
  void check(const imports::Row&, imports::Remarks&) override {}
  std::optional<std::string> twin(const imports::Row& row) override {
    const auto found = places_.twins.find(std::string(row[kName].text));
    return found == places_.twins.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  const Places& places_;
};

geo::Geometry square(double south, double west, double size) {
  const geo::Point a{south, west}, b{south, west + size}, c{south + size, west + size}, d{south + size, west};
  return geo::Polygon{{{a, b, c, d, a}}};
}

std::vector<Area> invented() {
  std::vector<Area> areas = {
      {"91.01", "Kabupaten Serambi", Level::kRegency, {-2.5, 102.5}, square(-3, 102, 1)}};
  constexpr std::array<const char*, 4> kDistricts = {"Hulu", "Tengah Dua", "Hilir", "Pesisir"};
  constexpr std::array<const char*, 16> kVillages = {
      "Talang Jering", "Sungai Lintang", "Muaro Danau",   "Muara Danau",    "Batu Ampar",    "Simpang Tiga",
      "Napal Licin",   "Bukit Sulah",    "Lubuk Resam",   "Sungai Lintang", "Rantau Gedang", "Teluk Rendah",
      "Pulau Pinang",  "Tanjung Raya",   "Kampung Tujuh", "Air Hitam"};
  for (int d = 0; d < 4; ++d) {
    const double south = -3 + 0.5 * (d / 2), west = 102 + 0.5 * (d % 2);
    const std::string code = "91.01.0" + std::to_string(d + 1);
    areas.push_back({code,
                     kDistricts[static_cast<std::size_t>(d)],
                     Level::kDistrict,
                     {south + 0.25, west + 0.25},
                     square(south, west, 0.5)});
    for (int v = 0; v < 4; ++v) {
      const double s = south + 0.25 * (v / 2), w = west + 0.25 * (v % 2);
      areas.push_back({code + ".200" + std::to_string(v + 1),
                       kVillages[static_cast<std::size_t>(d * 4 + v)],
                       Level::kVillage,
                       {s + 0.125, w + 0.125},
                       square(s, w, 0.25)});
    }
  }
  return areas;
}

std::vector<Area> real() {
  std::map<std::string, geo::Geometry> borders;
  for (const char* name :
       {"sarolangun_kabupaten.geojson", "sarolangun_kecamatan.geojson", "sarolangun_desa.geojson"}) {
    const auto features =
        geo::parse_features(support::read_file(support::shared_file(std::string("sarolangun/") + name)));
    for (const auto& feature : features.value())
      borders.emplace(feature.properties.at("kode").as_string(), feature.geometry.value());
  }
  const std::string text = support::read_file(support::shared_file("sarolangun/sarolangun_wilayah.csv"));
  base::CsvReader reader(base::source_of(text));
  std::vector<std::string_view> row;
  std::vector<Area> areas;
  reader.next(row).value();
  while (reader.next(row).value()) {
    const Level level = row[2] == "kabupaten"   ? Level::kRegency
                        : row[2] == "kecamatan" ? Level::kDistrict
                                                : Level::kVillage;
    Area area{std::string(row[0]),
              std::string(row[1]),
              level,
              {std::stod(std::string(row[4])), std::stod(std::string(row[5]))}};
    if (const auto found = borders.find(area.code); found != borders.end()) area.border = found->second;
    areas.push_back(std::move(area));
  }
  return areas;
}

void add(std::vector<std::string>& lines, const imports::Verdict& verdict, const Places& places,
         const imports::Mapping& mapping) {
  for (const imports::Remark& remark : *verdict.remarks) {
    std::string line = std::to_string(verdict.row->number) + " ";
    if (remark.column) line += mapping.header(*remark.column);
    line += ": " + imports::say(catalogue(), text::Language::kId,
                                imports::full_message(remark, places, mapping, *verdict.row));
    if (remark.mend) line += " [" + remark.mend->kind + "]";
    lines.push_back(line);
  }
}

}  // namespace

Places::Places() {
  columns_ = {
      {.key = "name",
       .label = "test.column",
       .aliases = {"nama", "nama objek"},
       .required = true,
       .max_length = 200},
      {.key = "jenis", .label = "test.column"},
      {.key = "code", .label = "test.column", .kind = Kind::kAreaCode},
      {.key = "village", .label = "test.column", .kind = Kind::kVillageName},
      {.key = "district", .label = "test.column", .kind = Kind::kDistrictName},
      {.key = "lat", .label = "test.column", .kind = Kind::kLatitude},
      {.key = "lon", .label = "test.column", .kind = Kind::kLongitude},
      {.key = "point", .label = "test.column", .kind = Kind::kLatLon},
      {.key = "precision", .label = "test.column", .kind = Kind::kPrecision},
      {.key = "area",
       .label = "test.column",
       .kind = Kind::kNumber,
       .aliases = {"luas"},
       .min = 0,
       .max = 1e6},
      {.key = "ticket", .label = "test.column", .kind = Kind::kRupiah, .aliases = {"harga tiket", "tarif"}},
      {.key = "checked",
       .label = "test.column",
       .kind = Kind::kDate,
       .aliases = {"tanggal periksa", "tanggal"}},
      {.key = "open", .label = "test.column", .kind = Kind::kYesNo, .aliases = {"buka"}},
      {.key = "land",
       .label = "test.column",
       .kind = Kind::kChoice,
       .aliases = {"status tanah"},
       .choices = {{"village", {"desa"}},
                   {"custom", {"adat"}},
                   {"park", {"taman nasional"}},
                   {"private", {"pribadi"}}}},
      {.key = "note",
       .label = "test.column",
       .kind = Kind::kLongText,
       .aliases = {"catatan", "keterangan"},
       .max_length = 4000},
      {.key = "geometry", .label = "test.column", .kind = Kind::kGeometry},
  };
}

std::unique_ptr<imports::Checker> Places::checker(db::Reader&, std::string_view) const {
  return std::make_unique<StoreOfPlaces>(*this);
}

base::Result<imports::Written> Places::write(db::Transaction&, const imports::Writing&,
                                             const imports::Row& row) const {
  return imports::Written{"place-" + std::string(row[kName].text), "1"};
}

base::Result<imports::Written> Places::merge(db::Transaction&, const imports::Writing&, const imports::Row&,
                                             const imports::Merge& merge) const {
  return imports::Written{merge.id, "2", "1"};
}

base::Result<void> Places::undo(db::Transaction&, const imports::Writing&, const imports::Written&) const {
  return {};
}

std::optional<std::vector<std::string>> Places::describe(db::Reader&, const identity::Actor&,
                                                         std::string_view) const {
  return std::nullopt;
}

const imports::Territory& territory() {
  static const imports::Territory kTerritory(invented());
  return kTerritory;
}

const imports::Territory& sarolangun() {
  static const imports::Territory kTerritory(real());
  return kTerritory;
}

const text::Catalogue& catalogue() {
  static const base::EmbeddedFile kOwn[] = {
      {"text/id.json", R"({"test.column": "kolom uji", "test.places": "tempat"})"},
      {"text/en.json", R"({"test.column": "test column", "test.places": "places"})"}};
  static const base::EmbeddedFiles kFiles[] = {embedded::imports(), embedded::geo(), kOwn};
  static const text::Catalogue kCatalogue(kFiles);
  return kCatalogue;
}

Report report(std::string_view content, const imports::Territory& where, const imports::Choices& choices,
              const base::Json& chosen) {
  Report out;
  support::TempDir folder;
  const auto path = support::write_file(folder / "berkas.csv", std::string(content));
  Places places;
  places.twins = {{"Goa Lama", "0199-lama"}};
  StoreOfPlaces store(places);
  const auto refuse = [&](const base::Error& error) {
    out.file_error = imports::say(catalogue(), text::Language::kId, error.message);
    return out;
  };
  const auto file = imports::TableFile::open({path, "berkas.csv"}, imports::known_headers(places));
  if (!file) return refuse(file.error());
  const imports::Mapping mapping = imports::map_columns(places, file->layout().headers, chosen);
  if (const auto fits = imports::check_mapping(places, mapping); !fits) return refuse(fits.error());
  imports::RowJudge judge(places, mapping, where, store, nullptr);
  const auto counts = imports::read_rows(*file, judge, choices, {.on_row = [&](const imports::Verdict& v) {
    if (v.state == imports::RowState::kDuplicate)
      out.duplicates.push_back(std::to_string(v.row->number) + " = " +
                               (v.twin_row ? std::to_string(*v.twin_row) : *v.twin_id));
    add(v.state == imports::RowState::kRefused ? out.refused : out.warned, v, places, mapping);
  }});
  if (!counts) return refuse(counts.error());
  out.counts = *counts;
  return out;
}

}  // namespace imports_test
