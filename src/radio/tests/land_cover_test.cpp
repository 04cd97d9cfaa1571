#include "radio/land_cover.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using radio::p2108::Clutter;

const radio::TerrainShape kShape{
    .north_deg = -2, .west_deg = 102, .rows_per_deg = 100, .columns_per_deg = 100, .rows = 2, .columns = 3};

std::string store(const std::vector<std::uint8_t>& classes) {
  std::string bytes;
  radio::write_land_cover_store(kShape, classes, R"({"source":"uji"})",
                                [&](std::string_view piece) { bytes += piece; });
  return bytes;
}

TEST(LandCover, AnswersTheNearestCellAndLeavesTheUnknownUnknown) {
  const std::string bytes = store({1, 2, 5, 0, 4, 6});
  const auto stored = radio::read_land_cover_store(bytes, radio::Verify::kChecksum);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->provenance, R"({"source":"uji"})");
  EXPECT_EQ(stored->cover.at({-2.004, 102.004}), Clutter::kWater);
  EXPECT_EQ(stored->cover.at({-2.004, 102.006}), Clutter::kOpen);
  EXPECT_EQ(stored->cover.at({-2.006, 102.016}), Clutter::kDenseUrban);
  EXPECT_EQ(stored->cover.at({-2.01, 102.0}), std::nullopt);  // unknown
  EXPECT_EQ(stored->cover.at({-2.02, 102.0}), std::nullopt);  // outside
  EXPECT_EQ(stored->cover.at({-2.0, NAN}), std::nullopt);
}

TEST(LandCover, RefusesChangedBytesAndClassesThatAreNone) {
  std::string bytes = store({1, 2, 5, 0, 4, 6});
  EXPECT_FALSE(radio::read_land_cover_store(store({1, 2, 7, 0, 4, 6}), radio::Verify::kChecksum));
  bytes.back() = 5;
  EXPECT_EQ(radio::read_land_cover_store(bytes, radio::Verify::kChecksum).error().message.key,
            "radio.store_checksum");
  EXPECT_FALSE(radio::read_land_cover_store(bytes.substr(0, bytes.size() - 1), radio::Verify::kChecksum));
  EXPECT_FALSE(radio::read_terrain_store(bytes, radio::Verify::kChecksum));
}

// ITU-R P.1812-6, table 2, and ITU-R P.2108-1, table 3.
TEST(LandCover, HeightsAreThoseOfTheRecommendations) {
  EXPECT_EQ(radio::path_clutter_height_m(Clutter::kOpen), 0);
  EXPECT_EQ(radio::path_clutter_height_m(Clutter::kTrees), 15);
  EXPECT_EQ(radio::path_clutter_height_m(Clutter::kDenseUrban), 20);
  EXPECT_EQ(radio::terminal_clutter_height_m(Clutter::kOpen), 10);
  EXPECT_EQ(radio::terminal_clutter_height_m(Clutter::kUrban), 15);
  EXPECT_EQ(radio::parse_clutter("dense-urban"), Clutter::kDenseUrban);
  EXPECT_EQ(radio::parse_clutter("forest"), std::nullopt);
  EXPECT_EQ(radio::clutter_of_worldcover(10), Clutter::kTrees);
  EXPECT_EQ(radio::clutter_of_worldcover(0), std::nullopt);
}

}  // namespace
