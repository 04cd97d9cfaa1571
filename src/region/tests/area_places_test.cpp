// Files of areas as messy as offices send them.
#include <gtest/gtest.h>

#include <algorithm>

#include "region/area_book.h"
#include "region/area_import.h"
#include "store.h"

namespace {

using namespace region;
using namespace region_test;

class AreaPlacesTest : public Store {
 protected:
  base::Result<ImportReport> areas(std::string_view csv) {
    return write([&](db::Transaction& tx) {
      return import_areas(tx, kOperator, base::source_of(csv), {.now = kNow});
    });
  }
  std::shared_ptr<const AreaBook> book() {
    return read([](db::Reader& r) { return AreaBook::load(r); });
  }
};

TEST_P(AreaPlacesTest, CentresAreReadInAnyWayPeopleWriteThem) {
  const auto report = areas(
      "\xEF\xBB\xBFNAMA WILAYAH|KODE|Tingkat|Lintang|Bujur\r\n"
      "Kabupaten Mekarsari|99.01|KAB|-2,5|102,5\r\n"
      "Hulu|99.01.01|Kec.|2\xB0 30' LS|102\xB0 12' BT\r\n"  // Windows-1252
      "Sungai Bening|99.01.01.2001|Desa|102.1 E|2.5 S|\r\n"
      "|||||\r\n"
      "Sungai Bening |99.01.01.2001|desa|-2.5|102.1\r\n");
  ASSERT_TRUE(report) << report.error().message.key;
  EXPECT_TRUE(report->refused.empty()) << report->refused[0].reason.key;
  EXPECT_EQ(report->ready, 3);
  ASSERT_EQ(report->duplicates.size(), 1u) << "the same area said twice is no fault";
  EXPECT_EQ(report->duplicates[0].row, 6);
  EXPECT_EQ(report->duplicates[0].of_row, 4);
  EXPECT_NEAR(book()->find("99.01.01")->centre.lat, -2.5, 1e-9);
  EXPECT_NEAR(book()->find("99.01.01.2001")->centre.lat, -2.5, 1e-9);
}

TEST_P(AreaPlacesTest, EachWrongCentreGetsOneReason) {
  const auto report = areas(
      "kode;nama;lat;lng\n"
      "99.01;Kabupaten Mekarsari;-2,5;102,5\n"
      "99.01.01;Hulu;-2,5;102,2\n"
      "99.01.01.2001;Tertukar;102,1;-2,5\n"
      "99.01.01.2002;Separuh;-2,5;\n"
      "99.01.01.2003;Bukan angka;NaN;NaN\n"
      "99.01.01.2004;Nol;0;0\n"
      "99.01.01.2005;Tanpa minus;2,5;102,1\n"
      "99.01.01.2006;Jauh;-6,2;106,8\n"
      "99.01.01.2007;Lebih;-2,5;102,1;x;y\n"
      "\"99.01.01.2008;Kutip;-2,5;102,1\n"
      "99.01.01.2009;Baik;-2,5;102,1\n");
  ASSERT_TRUE(report) << report.error().message.key;
  std::vector<std::string> reasons;
  for (const auto& remark : report->refused)
    reasons.push_back(std::to_string(remark.row) + ' ' + remark.reason.key);
  std::ranges::sort(reasons, {}, [](const std::string& line) { return std::stoi(line); });
  const std::string key = " region.import.";
  EXPECT_EQ(reasons, (std::vector<std::string>{
                         "4" + key + "swapped", "5" + key + "coordinate_half", "6" + key + "no_coordinate",
                         "7" + key + "coordinate_zero", "8" + key + "sign_lost", "9" + key + "far_away",
                         "10" + key + "too_many_cells", "11" + key + "code_malformed"}));
  EXPECT_EQ(report->ready, 3);
}

ON_BOTH_DATABASES(AreaPlacesTest);

}  // namespace
