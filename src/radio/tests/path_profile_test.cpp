#include "radio/path_profile.h"

#include <gtest/gtest.h>

#include <cmath>

#include "radio/terrain_builder.h"

namespace {

/// A plane that rises by a metre a post eastwards and by ten northwards, 121 × 121 posts of 3" from 1° N 100°
/// E.
radio::BuiltTerrain plane() {
  constexpr std::int32_t kSide = 121;
  radio::TerrainShape shape{.north_deg = 1, .west_deg = 100, .rows = kSide, .columns = kSide};
  std::vector<float> heights;
  for (int row = 0; row < kSide; ++row)
    for (int column = 0; column < kSide; ++column)
      heights.push_back(static_cast<float>(1200 - 10 * row + column));
  auto builder = radio::TerrainBuilder::make(shape).value();
  EXPECT_TRUE(builder.add({0, 0, kSide, kSide, heights}));
  EXPECT_TRUE(builder.fill());
  return builder.take("{}");
}

TEST(PathProfile, OneDegreeOfLatitudeIsItsArc) {
  EXPECT_NEAR(radio::great_circle_m({0, 100}, {1, 100}), 6371000 * M_PI / 180, 1e-6);
  EXPECT_NEAR(radio::great_circle_m({60, 10}, {60, 11}), 55597, 5);
  EXPECT_EQ(radio::great_circle_m({1, 2}, {1, 2}), 0);
}

TEST(PathProfile, HoldsTheEndsExactlyAndTheSlopeBetween) {
  const radio::BuiltTerrain built = plane();
  std::vector<double> heights;
  const radio::Place from{0.95, 100.01}, to{0.91, 100.09};
  const radio::Profile profile = radio::sample_profile(built.view(), from, to, 90, 2, heights);
  const double distance = radio::great_circle_m(from, to);
  ASSERT_EQ(heights.size(), static_cast<std::size_t>(std::ceil(distance / 90)) + 1);
  EXPECT_NEAR(profile.distance_m(), distance, 1e-6);
  EXPECT_NEAR(heights.front(), 1200 - 600 + 12, 1e-6);
  EXPECT_NEAR(heights.back(), 1200 - 1080 + 108, 1e-6);
  // Near the equator a great circle of 10 km is straight in degrees to far less than a post.
  const double last = static_cast<double>(heights.size() - 1);
  for (std::size_t i = 0; i < heights.size(); ++i)
    EXPECT_NEAR(heights[i], std::lerp(heights.front(), heights.back(), static_cast<double>(i) / last), 0.01);
}

TEST(PathProfile, NothingOutsideTheTerrain) {
  const radio::BuiltTerrain built = plane();
  std::vector<double> heights;
  EXPECT_TRUE(
      radio::sample_profile(built.view(), {2, 100.05}, {0.95, 100.05}, 90, 2, heights).heights_m.empty());
  EXPECT_TRUE(
      radio::sample_profile(built.view(), {NAN, 100.05}, {0.95, 100.05}, 90, 2, heights).heights_m.empty());
  EXPECT_TRUE(
      radio::sample_profile(built.view(), {0.91, 100.05}, {0.95, 100.05}, 0, 2, heights).heights_m.empty());
  EXPECT_TRUE(
      radio::sample_profile(built.view(), {0.91, 100.05}, {0.95, 100.05}, -1, 0, heights).heights_m.empty());
  const radio::Profile nowhere =
      radio::sample_profile(built.view(), {0.95, 100.05}, {0.95, 100.05}, 90, 2, heights);
  EXPECT_EQ(nowhere.heights_m.size(), 3U);
  EXPECT_EQ(nowhere.spacing_m, 0);
}

}  // namespace
