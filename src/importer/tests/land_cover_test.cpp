#include "radio/land_cover.h"

#include <gtest/gtest.h>

#include "tests/running.h"

namespace {

using radio::p2108::Clutter;

std::vector<std::string> words(const std::string& store, std::vector<std::string> files) {
  std::vector<std::string> all{"landcover", "--out",   store,  "--source", "uji", "--class",
                               "10=5",      "--class", "50=3", "--class",  "80=1"};
  all.insert(all.end(), files.begin(), files.end());
  return all;
}

TEST(ImportLandCover, TheFinestFileWinsAndUnknownCodesStayUnknown) {
  support::TempDir folder;
  const auto coarse = test::ascii_grid(folder, "coarse", test::kWgs84, 2, 2, 100, 1, 0.02, "10 10\n10 80\n");
  const auto fine =
      test::ascii_grid(folder, "fine", test::kWgs84, 2, 2, 100, 1.02, 0.01, "50 77\n-9999 50\n");
  const auto store = (folder / "c.lcv").string();
  const auto run = test::import(words(store, {coarse, fine}));
  ASSERT_EQ(run.outcome.exit_code, 0) << run.outcome.error_text;
  const std::string bytes = support::read_file(store);
  const auto stored = radio::read_land_cover_store(bytes, radio::Verify::kChecksum);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->cover.at({1.035, 100.005}), Clutter::kSuburban);
  EXPECT_EQ(stored->cover.at({1.035, 100.015}), Clutter::kTrees);  // 77 is no code: the coarse file knows
  EXPECT_EQ(stored->cover.at({1.005, 100.035}), Clutter::kWater);
  EXPECT_NE(stored->provenance.find("\"10\":5"), std::string::npos) << stored->provenance;
}

// Blending water (80) and trees (10) would make the towns (50) that no map has.
TEST(ImportLandCover, ClassesAreNeverBlendedBetweenGrids) {
  support::TempDir folder;
  std::string cells;
  for (int r = 0; r < 40; ++r) {
    for (int c = 0; c < 40; ++c) cells += (c / 4 + r / 4) % 2 == 0 ? "10 " : "80 ";
    cells += '\n';
  }
  const auto utm = test::ascii_grid(folder, "utm", test::kUtm48South, 40, 40, 498'000, 9'998'000, 100, cells);
  const auto store = (folder / "c.lcv").string();
  const auto run = test::import(words(store, {utm}));
  ASSERT_EQ(run.outcome.exit_code, 0) << run.outcome.error_text;
  const std::string bytes = support::read_file(store);
  const auto stored = radio::read_land_cover_store(bytes, radio::Verify::kChecksum);
  ASSERT_TRUE(stored);
  int water = 0, trees = 0;
  for (int i = 1; i < 100; ++i)
    for (int j = 1; j < 100; ++j) {
      const auto found = stored->cover.at({-0.0175 * i / 100 - 0.0002, 104.9825 + 0.035 * j / 100});
      ASSERT_NE(found, Clutter::kSuburban);
      water += found == Clutter::kWater;
      trees += found == Clutter::kTrees;
    }
  EXPECT_GT(water, 3500);
  EXPECT_GT(trees, 3500);
}

TEST(ImportLandCover, RefusesAnotherProgramsWords) {
  support::TempDir folder;
  const auto grid = test::ascii_grid(folder, "g", test::kWgs84, 2, 2, 100, 1, 0.02, "10 10\n10 80\n");
  for (const char* pair : {"10", "10=", "10=9", "x=1", "10=1 "})
    EXPECT_EQ(test::import({"landcover", "--out", (folder / "c").string(), "--class", pair, grid})
                  .outcome.exit_code,
              1)
        << pair;
}

}  // namespace
