#include "region/area_import.h"

#include <gtest/gtest.h>

#include "geo/measure.h"
#include "region/area_book.h"
#include "store.h"
#include "support/shared_data.h"

namespace {

using namespace region;
using namespace region_test;

class AreaImportTest : public Store {
 protected:
  base::Result<ImportReport> areas(std::string_view csv, AreaImport options = {}) {
    options.now = kNow;
    return write(
        [&](db::Transaction& tx) { return import_areas(tx, kOperator, base::source_of(csv), options); });
  }
  base::Result<ImportReport> boundaries(std::string_view json, AreaImport options = {}) {
    options.now = kNow;
    return write([&](db::Transaction& tx) { return import_boundaries(tx, kOperator, json, options); });
  }
  std::shared_ptr<const AreaBook> book() {
    return read([](db::Reader& r) { return AreaBook::load(r); });
  }
};

TEST_P(AreaImportTest, AListBecomesAreasInTheirOrder) {
  const auto report = areas(kSmall, {.decree = "Daftar 1"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->rows, 7);
  EXPECT_EQ(report->ready, 7);
  EXPECT_TRUE(report->refused.empty());
  const auto book = this->book();
  EXPECT_EQ(book->regency()->name, "Kabupaten Mekarsari");
  EXPECT_EQ(book->districts().size(), 2u);
  EXPECT_EQ(book->children("99.01.02").size(), 2u);
  const Area* village = book->at("hulu", "p-rusa");
  ASSERT_NE(village, nullptr);
  EXPECT_EQ(village->code, "99.01.01.2002");
  EXPECT_EQ(village->postal_code, "37001");
  EXPECT_EQ(book->parent(*village)->name, "Hulu");
  EXPECT_EQ(book->short_name(village->code), village->name + ", Hulu");
  EXPECT_EQ(book->short_name(village->parent_code), "Hulu");
}

TEST_P(AreaImportTest, TheSameFileAgainChangesNothing) {
  ASSERT_TRUE(areas(kSmall));
  EXPECT_EQ(areas(kSmall)->changed, 0);
  ASSERT_TRUE(boundaries(kSmallBoundaries));
  EXPECT_EQ(boundaries(kSmallBoundaries)->changed, 0);
}

TEST_P(AreaImportTest, ADryRunChangesNothing) {
  EXPECT_EQ(areas(kSmall, {.dry_run = true})->ready, 7);
  EXPECT_EQ(book()->regency(), nullptr);
}

TEST_P(AreaImportTest, ALaterDecreeRenamesAndRecodesWhileOldCodesStayResolvable) {
  ASSERT_TRUE(areas(kSmall, {.decree = "Daftar 1"}));
  const auto before = book()->find("99.01.01.2002")->id;
  const auto report = areas(
      "kode,nama,kode_lama\n"
      "99.01.01.2001,Sungai Bening Jaya,\n"
      "99.01.02.2003,Pulau Rusa,99.01.01.2002\n",
      {.decree = "Daftar 2"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->changed, 2);
  const auto book = this->book();
  EXPECT_EQ(book->find("99.01.01.2001")->name, "Sungai Bening Jaya");
  const Area* moved = book->find("99.01.02.2003");
  ASSERT_NE(moved, nullptr);
  EXPECT_EQ(moved->id, before);
  EXPECT_EQ(moved->name, "Pulau Rusa");
  EXPECT_EQ(moved->decree, "Daftar 2");
  EXPECT_EQ(book->parent(*moved)->name, "Hilir");
  EXPECT_EQ(book->find("99.01.01.2002"), moved);
}

TEST_P(AreaImportTest, TwoVillagesMaySwapTheirCodes) {
  ASSERT_TRUE(areas(kSmall));
  const auto report = areas(
      "kode,nama,kode_lama\n99.01.01.2001,P. Rusa,99.01.01.2002\n99.01.01.2002,Sungai "
      "Bening,99.01.01.2001\n");
  ASSERT_TRUE(report);
  const auto swapped = book();
  EXPECT_EQ(swapped->find("99.01.01.2001")->name, "P. Rusa");
  EXPECT_EQ(swapped->find("99.01.01.2002")->name, "Sungai Bening");
}

TEST_P(AreaImportTest, ADistrictIsNotRecodedAwayFromItsVillages) {
  ASSERT_TRUE(areas(kSmall));
  const auto report = areas("kode,nama,kode_lama\n99.01.03,Hulu,99.01.01\n");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().message.key, "region.import.parent_gone");
  EXPECT_NE(book()->find("99.01.01"), nullptr);
}

TEST_P(AreaImportTest, EachBadRowGetsItsReasonAndNothingIsStored) {
  const auto report = areas(
      "Kode Wilayah;Nama;Level;Kode Induk;Lintang;Bujur\n"
      "99.01;Kabupaten Mekarsari;kabupaten;99;-2,5;102,5\n"
      "1503010;Hulu;kecamatan;;-2,5;102,2\n"
      "99.01.01.2001;;desa;;-2,5;102,1\n"
      "99.01.02;Hilir;desa;99.01;-2,5;102,7\n"
      "99.01.02;Hilir;kecamatan;99.02;-2,5;abc\n"
      ";Tanpa Kode;desa;;1;1\n");
  ASSERT_TRUE(report) << report.error().message.key;
  EXPECT_EQ(report->rows, 6);
  std::vector<std::string> reasons;
  for (const auto& remark : report->refused)
    reasons.push_back(std::to_string(remark.row) + ' ' + remark.column + ' ' + remark.reason.key);
  EXPECT_EQ(reasons, (std::vector<std::string>{
                         "3 Kode Wilayah region.import.code_malformed", "4 Nama region.import.name_missing",
                         "5 Level region.import.level_differs", "6 Kode Induk region.import.parent_differs",
                         "6 Bujur region.import.no_coordinate", "6 Kode Wilayah region.import.code_twice",
                         "7 Kode Wilayah region.import.code_missing"}));
  EXPECT_EQ(book()->regency(), nullptr);
}

TEST_P(AreaImportTest, AFileWithoutItsColumnsIsRefusedByName) {
  const auto report = areas("foo,bar\n1,2\n");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().message.key, "region.import.column_missing");
}

TEST_P(AreaImportTest, BoundariesFindVillagesAndOutlineDistricts) {
  ASSERT_TRUE(areas(kSmall));
  const auto report = boundaries(kSmallBoundaries, {.source = "uji"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->ready, 4);
  const auto book = this->book();
  EXPECT_EQ(book->locate({-2.5, 102.1})->name, "Sungai Bening");
  EXPECT_EQ(book->locate({-2.5, 104}), nullptr);
}

TEST_P(AreaImportTest, PlacesOutsideKnowTheNearestVillage) {
  ASSERT_TRUE(areas(kSmall));
  const auto without = book();
  EXPECT_EQ(without->nearest({-2.5, 104}).village->name, "Pasar Hilir")
      << "by its centre, without boundaries";
  ASSERT_TRUE(boundaries(kSmallBoundaries));
  const auto with = book();
  EXPECT_EQ(with->nearest({-2.5, 104}).village->name, "Pasar Hilir");
  EXPECT_NEAR(with->nearest({-2.5, 104}).distance_m, geo::distance_m({-2.5, 104}, {-2.5, 103}), 200);
  EXPECT_EQ(with->nearest({-2.5, 102.1}).distance_m, 0);
  EXPECT_FALSE(with->inside({-2.5, 104}));
  EXPECT_TRUE(with->inside({-2.5, 102.6}));
}

TEST_P(AreaImportTest, DistrictsAndTheRegencyGetTheOutlineOfTheirVillages) {
  ASSERT_TRUE(areas(kSmall));
  ASSERT_TRUE(boundaries(kSmallBoundaries));
  const auto book = this->book();
  ASSERT_NE(book->boundary(*book->regency()), nullptr);
  EXPECT_EQ(geo::bounds(*book->boundary(*book->regency())), (geo::Box{-3, 102, -2, 103}));
  EXPECT_EQ(book->boundary_kind(*book->regency()), BoundaryKind::kIndicative);
  EXPECT_EQ(book->district_borders().size(), 1u);
}

TEST_P(AreaImportTest, BoundariesOfUnknownCodesAndWrongShapesAreRefused) {
  ASSERT_TRUE(areas(kSmall));
  const auto report = boundaries(R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"kode":"99.01.09"},"geometry":null},
    {"type":"Feature","properties":{"kode":"99.01.01"},"geometry":{"type":"Point","coordinates":[102,-2]}},
    {"type":"Feature","properties":{"kode":"99.01.02"},"geometry":{"type":"Polygon","coordinates":[[[102,-3],[102.25,-3],[102,-2]]]}},
    {"type":"Feature","properties":{"nama":"Hilir"},"geometry":null}]})");
  ASSERT_TRUE(report);
  ASSERT_EQ(report->refused.size(), 4u);
  EXPECT_EQ(report->refused[0].reason.key, "region.import.code_unknown");
  EXPECT_EQ(report->refused[0].row, 2);
  EXPECT_EQ(report->refused[1].reason.key, "region.import.no_polygon");
  EXPECT_EQ(report->refused[2].reason.key, "geojson.too_few_points");
  EXPECT_EQ(report->refused[3].reason.key, "region.import.code_missing");
}

TEST_P(AreaImportTest, WithoutBoundariesCellsAreDrawnAndSaySo) {
  ASSERT_TRUE(
      areas("kode,nama,lat,lon\n99.01,Kabupaten Mekarsari,-2.5,102.5\n99.01.01,Hulu,-2.5,102.25\n"
            "99.01.01.2001,Sungai Bening,-2.4,102.1\n99.01.01.2002,P. "
            "Rusa,-2.6,102.3\n99.01.01.2003,Talang,-2.3,102.4\n"));
  const auto drawn = write([&](db::Transaction& tx) { return draw_sample_boundaries(tx, kOperator); });
  EXPECT_EQ(*drawn, 3);
  const auto sample = book();
  EXPECT_EQ(sample->boundary_kind(*sample->at("hulu", "talang")), BoundaryKind::kSample);
  EXPECT_EQ(sample->boundary_kind(*sample->regency()), BoundaryKind::kSample);
  EXPECT_EQ(sample->locate({-2.6, 102.3})->name, "P. Rusa");
  ASSERT_TRUE(boundaries(R"({"type":"Feature","properties":{"kode":"99.01.01.2001"},
    "geometry":{"type":"Polygon","coordinates":[[[102,-3],[102.25,-3],[102.25,-2],[102,-3]]]}})"));
  const auto real = book();
  EXPECT_EQ(real->boundary(*real->at("hulu", "talang")), nullptr)
      << "a sample beside a boundary would mislead";
  EXPECT_EQ(real->boundary_kind(*real->regency()), BoundaryKind::kIndicative);
}

TEST_P(AreaImportTest, NamesAreFoundHoweverTheyAreTyped) {
  ASSERT_TRUE(areas(kSmall));
  const auto book = this->book();
  EXPECT_EQ(book->villages_named("Pulau Rusa").size(), 1u);
  EXPECT_EQ(book->villages_named("desa muara jernih", "Kec. Hilir").size(), 1u);
  EXPECT_TRUE(book->villages_named("Muaro Jernih", "Hulu").empty());
  EXPECT_EQ(book->district_named("KECAMATAN HULU")->code, "99.01.01");
  ASSERT_FALSE(book->search("sungai benign").empty());
  EXPECT_EQ(book->search("sungai benign")[0]->name, "Sungai Bening");
  EXPECT_EQ(book->search("99.01.02")[0]->name, "Hilir");
  EXPECT_TRUE(book->search("").empty());
}

TEST_P(AreaImportTest, TheBookIsReadAnewOnlyAfterAChange) {
  AreaBooks books;
  ASSERT_TRUE(areas(kSmall));
  const auto current = [&] { return read([&](db::Reader& r) { return books.current(r); }); };
  const auto first = current();
  EXPECT_EQ(current(), first);
  ASSERT_TRUE(boundaries(kSmallBoundaries));
  EXPECT_NE(current(), first);
}

TEST_P(AreaImportTest, OnlyWhoKeepsTheAreasMayImport) {
  const auto report = write([&](db::Transaction& tx) {
    return import_areas(tx, identity::Actor::nobody(), base::source_of(kSmall), {.now = kNow});
  });
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, base::ErrorCode::kSignInNeeded);
}

TEST_P(AreaImportTest, TakesTheRealFilesOfARegencyUnchanged) {
  SKIP_WITHOUT_SHARED_DATA();
  const auto file = [](const char* name) { return support::read_file(support::shared_file(name)); };
  const std::string csv = file("sarolangun/sarolangun_wilayah.csv");
  const auto report = areas(csv, {.decree = "Kepmendagri 300.2.2-2430/2025"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->rows, 170);
  EXPECT_EQ(report->ready, 170);
  EXPECT_TRUE(report->refused.empty());
  const auto villages = boundaries(file("sarolangun/sarolangun_desa.geojson"));
  ASSERT_TRUE(villages);
  EXPECT_EQ(villages->ready, 158);
  ASSERT_EQ(villages->warned.size(), 1u);
  EXPECT_EQ(villages->warned[0].reason.key, "region.import.name_differs");
  EXPECT_EQ(boundaries(file("sarolangun/sarolangun_kecamatan.geojson"))->ready, 11);
  EXPECT_EQ(boundaries(file("sarolangun/sarolangun_kabupaten.geojson"))->ready, 1);
  const auto book = this->book();
  EXPECT_EQ(book->locate({-2.614901, 102.395131})->name, "Napal Melintang");
  for (const Area& area : book->areas()) {
    ASSERT_NE(book->boundary(area), nullptr);
    if (is_village(area.level)) {
      EXPECT_EQ(book->locate(geo::inside_point(*book->boundary(area))), &area);
    }
  }
  EXPECT_EQ(areas(csv, {.decree = "Kepmendagri 300.2.2-2430/2025"})->changed, 0);
}

ON_BOTH_DATABASES(AreaImportTest);

}  // namespace
