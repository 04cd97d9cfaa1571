#include "region/founding.h"

#include <gtest/gtest.h>

#include "geo/measure.h"
#include "region/area_book.h"
#include "region/calendar.h"
#include "region/observation.h"
#include "region/office.h"
#include "store.h"

namespace {

using namespace region;
using namespace region_test;

const std::filesystem::path kRegencies = std::filesystem::path(SERUMPUN_SOURCE_DIR) / "data" / "regencies";

class FoundingTest : public Store {
 protected:
  FoundingReport found_from(const char* name) {
    return *found(database(), kOperator, *read_regency_folder(kRegencies / name), kNow);
  }
  std::shared_ptr<const AreaBook> book() {
    return read([](db::Reader& r) { return AreaBook::load(r); });
  }
};

TEST_P(FoundingTest, WhatShipsOfTheFirstRegencyIsWhole) {
  const auto report = found_from("sarolangun");
  ASSERT_FALSE(report.refused());
  EXPECT_EQ(report.areas->ready, 170);
  EXPECT_EQ(report.sample_cells, 158);
  const auto book = this->book();
  EXPECT_EQ(book->districts().size(), 11u);
  EXPECT_EQ(book->seat()->name, "Pasar Sarolangun");
  EXPECT_EQ(book->boundary_kind(*book->regency()), BoundaryKind::kSample);
  for (const Area& area : book->areas()) {
    if (is_village(area.level)) {
      EXPECT_EQ(book->locate(area.centre), &area) << area.name;
    }
  }
}

TEST_P(FoundingTest, TheSampleOutlineIsOfOnePiece) {
  found_from("sarolangun");
  const auto book = this->book();
  EXPECT_EQ(geo::polygons_of(*book->boundary(*book->regency())).size(), 1u);
  EXPECT_EQ(geo::polygons_of(*book->boundary(*book->regency()))[0].rings.size(), 1u);
}

TEST_P(FoundingTest, EveryOfficeThatShipsSaysThatItIsASample) {
  found_from("sarolangun");
  const auto offices = read([](db::Reader& r) { return region::offices(r); });
  EXPECT_EQ(offices.size(), 23u);
  for (const Office& office : offices) {
    EXPECT_TRUE(office.sample) << office.name;
    EXPECT_FALSE(read([&](db::Reader& r) { return tupoksi_of(r, office.id); }).empty());
  }
}

TEST_P(FoundingTest, WithoutAListOfOfficesTheGovernmentItselfIsOneUntilTheOthersCome) {
  FoundingFiles files;
  files.areas = "kode,nama,lat,lon\n99.01,Kabupaten Mekarsari,-2,102\n";
  const auto names = [&] {
    ASSERT_TRUE(found(database(), kOperator, files, kNow));
    const auto offices = read([](db::Reader& r) { return region::offices(r); });
    ASSERT_EQ(offices.size(), 1u) << "founding again adds none";
    EXPECT_EQ(offices[0].name, "Pemerintah Kabupaten Mekarsari");
    EXPECT_EQ(offices[0].key, "pemerintah-kabupaten-mekarsari");
    EXPECT_TRUE(offices[0].sample);
  };
  names();
  names();
}

TEST_P(FoundingTest, TwoFiguresForOneAreaAreBothThere) {
  found_from("sarolangun");
  const auto figures =
      read([&](db::Reader& r) { return observations_of(r, AreaBook::load(r)->regency()->id); });
  ASSERT_EQ(figures.size(), 3u);
  EXPECT_EQ(figures[0].value, 313097);
  EXPECT_EQ(figures[1].value, 5935.894);
  EXPECT_EQ(figures[2].value, 6174);
  EXPECT_EQ(figures[2].observed_on, "") << "its date is not known, and none is made up";
}

TEST_P(FoundingTest, AgainChangesNothing) {
  found_from("sarolangun");
  const auto again = found_from("sarolangun");
  EXPECT_EQ(again.areas->changed, 0);
  EXPECT_EQ(again.offices->changed, 0);
  EXPECT_EQ(again.observations->changed, 0);
}

TEST_P(FoundingTest, AnotherRegencyBringsItsOwnNamesWeekAndClock) {
  ASSERT_FALSE(found_from("mekarsari").refused());
  const Profile profile = read([](db::Reader& r) { return region::profile(r); });
  EXPECT_EQ(profile.name_en, "Mekarsari Regency");
  EXPECT_EQ(profile.utc_offset_minutes, 480);
  const auto calendar = read([](db::Reader& r) { return working_calendar(r); });
  EXPECT_FALSE(calendar.works_on({2026, 11, 27})) << "a Friday";
  EXPECT_TRUE(calendar.works_on({2026, 11, 29})) << "a Sunday";
  EXPECT_EQ(book()->find("99.01.02.3001")->level, Level::kDesaAdat);
}

TEST_P(FoundingTest, ARefusedRowLeavesTheStoreEmpty) {
  FoundingFiles files;
  files.areas = "kode,nama,lat,lon\n99.01,Kabupaten Mekarsari,-2,102\n99.01.01,,-2,102\n";
  files.profile.name_id = "Kabupaten Mekarsari";
  const auto report = found(database(), kOperator, files, kNow);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->refused());
  EXPECT_EQ(book()->regency(), nullptr);
  EXPECT_EQ(read([](db::Reader& r) { return profile(r); }).name_id, "");
}

ON_BOTH_DATABASES(FoundingTest);

}  // namespace
