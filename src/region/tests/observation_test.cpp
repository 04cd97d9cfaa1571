#include "region/observation.h"

#include <gtest/gtest.h>

#include "region/area_book.h"
#include "region/area_import.h"
#include "store.h"

namespace {

using namespace region;
using namespace region_test;

class ObservationTest : public Store {
 protected:
  void SetUp() override {
    Store::SetUp();
    if (IsSkipped()) return;
    write([](db::Transaction& tx) {
      return import_areas(tx, kOperator, base::source_of(kSmall), {.now = kNow});
    });
  }
  base::Result<ImportReport> import(std::string_view csv) {
    return write([&](db::Transaction& tx) {
      return import_observations(tx, kOperator, base::source_of(csv), {.now = kNow});
    });
  }
  std::vector<Observation> of(std::string_view code) {
    return read([&](db::Reader& r) { return observations_of(r, AreaBook::load(r)->find(code)->id); });
  }
};

constexpr std::string_view kTwoSources =
    "kode,indikator,nama_indikator,nilai,satuan,sumber,tanggal\n"
    "99.01,area_km2,Luas wilayah,\"5935,894\",km²,BIG,2024\n"
    "99.01,area_km2,,6174,km²,dokumen lama,2010\n";

TEST_P(ObservationTest, TwoSourcesThatDisagreeAreBothKept) {
  ASSERT_TRUE(import(kTwoSources)->refused.empty());
  const auto figures = of("99.01");
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(figures[0].value, 5935.894);
  EXPECT_EQ(figures[0].name_id, "Luas wilayah");
  EXPECT_EQ(figures[1].source, "dokumen lama");
}

TEST_P(ObservationTest, TheSameFileAgainChangesNothingAndACorrectionReplaces) {
  ASSERT_TRUE(import(kTwoSources));
  EXPECT_EQ(import(kTwoSources)->changed, 0);
  ASSERT_EQ(import("kode,indikator,nilai,satuan,sumber,tanggal\n99.01,area_km2,5936,km²,BIG,2024\n")->changed,
            1);
  EXPECT_EQ(of("99.01").size(), 2u);
  EXPECT_EQ(of("99.01")[0].value, 5936);
}

TEST_P(ObservationTest, AFigureNeedsASourceADateANumberAndOneUnit) {
  const auto report = import(
      "kode,indikator,nilai,satuan,sumber,tanggal\n"
      "99.01,population,313097,orang,,2024-12\n"
      "99.01,population,313097,orang,Dukcapil,akhir tahun\n"
      "99.01,population,banyak,orang,Dukcapil,2024-12\n"
      "99.99,population,1,orang,Dukcapil,2024-12\n"
      "99.01,population,1,jiwa,Dukcapil,2024-12-31\n");
  std::vector<std::string> reasons;
  for (const auto& remark : report->refused)
    reasons.push_back(std::to_string(remark.row) + ' ' + remark.reason.key);
  EXPECT_EQ(reasons, (std::vector<std::string>{"2 region.import.source_missing", "3 region.import.no_date",
                                               "4 region.import.no_number", "5 region.import.code_unknown",
                                               "6 region.import.unit_differs"}));
  EXPECT_TRUE(of("99.01").empty());
}

ON_BOTH_DATABASES(ObservationTest);

}  // namespace
