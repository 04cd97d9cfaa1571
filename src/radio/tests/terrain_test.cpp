#include "radio/terrain.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "radio/hgt.h"
#include "radio/terrain_builder.h"
#include "radio/terrain_store.h"

namespace {

constexpr float kVoid = std::numeric_limits<float>::quiet_NaN();

radio::TerrainShape shape_of(int rows, int columns) {
  return {.north_deg = 1,
          .west_deg = 100,
          .rows_per_deg = 1200,
          .columns_per_deg = 1200,
          .rows = rows,
          .columns = columns};
}

radio::BuiltTerrain build(const radio::TerrainShape& shape, const std::vector<float>& heights) {
  auto builder = radio::TerrainBuilder::make(shape);
  EXPECT_TRUE(builder->add({0, 0, shape.rows, shape.columns, heights}));
  EXPECT_TRUE(builder->fill());
  return builder->take("{}");
}

std::string store_of(const radio::Terrain& terrain, std::string_view provenance = "{}") {
  std::string bytes;
  radio::write_terrain_store(terrain, provenance, [&](std::string_view piece) { bytes += piece; });
  return bytes;
}

// Sides that end within, on, and just past an edge of the tiles.
TEST(Terrain, GivesBackEveryPostAcrossTileEdges) {
  for (const auto& [rows, columns] :
       {std::pair{2, 2}, {64, 65}, {65, 66}, {66, 129}, {129, 130}, {200, 70}}) {
    const auto shape = shape_of(rows, columns);
    std::vector<float> heights;
    for (int i = 0; i < rows * columns; ++i) heights.push_back(static_cast<float>(i % 8000));
    const auto built = build(shape, heights);
    const auto terrain = built.view();
    for (int r = 0; r < rows; ++r)
      for (int c = 0; c < columns; ++c) {
        const float expected = heights[static_cast<std::size_t>(r * columns + c)];
        ASSERT_EQ(terrain.height_m(r, c), expected) << rows << "x" << columns << " at " << r << "," << c;
        // Exactly at the post, from the interval south-east of it.
        const int rr = std::min(r, rows - 2), cc = std::min(c, columns - 2);
        ASSERT_EQ(
            terrain
                .posts()[static_cast<std::size_t>(terrain.tiles().index(rr, cc)) + (r - rr) * 65u + (c - cc)],
            expected);
      }
  }
}

TEST(Terrain, IsBilinearBetweenPosts) {
  const auto built = build(shape_of(2, 2), {0, 10, 20, 50});
  EXPECT_NEAR(built.view().height_m(radio::Place{1 - 0.5 / 1200, 100 + 0.5 / 1200}), 20.0, 1e-6);
  EXPECT_NEAR(built.view().height_m(radio::Place{1 - 0.25 / 1200, 100 + 1.0 / 1200}), 20.0, 1e-6);
}

TEST(TerrainBuilder, FillsVoidsFromTheirNeighboursAndMarksThem) {
  const auto built = build(shape_of(3, 3), {10, 10, 10, 10, kVoid, 30, 10, 10, 10});
  EXPECT_EQ(built.view().height_m(1, 1), 15);
  for (int r = 0; r < 3; ++r)
    for (int c = 0; c < 3; ++c) EXPECT_EQ(built.view().filled(r, c), r == 1 && c == 1);
}

TEST(TerrainBuilder, KeepsTheFirstOfOverlappingPatchesAndCountsGaps) {
  auto builder = radio::TerrainBuilder::make(shape_of(2, 400));
  const std::vector<float> first(2 * 100, 7), second(2 * 150, 9);
  ASSERT_TRUE(builder->add({0, 0, 2, 100, first}));
  ASSERT_TRUE(builder->add({0, 50, 2, 150, second}));
  const auto counts = builder->fill();
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->known, 400);
  EXPECT_EQ(counts->interpolated, 2 * 100);
  EXPECT_EQ(counts->assumed_sea, 2 * 100);
  const auto built = builder->take("{}");
  EXPECT_EQ(built.view().height_m(0, 99), 7);
  EXPECT_EQ(built.view().height_m(0, 100), 9);
  EXPECT_EQ(built.view().height_m(1, 399), 0);
}

TEST(TerrainBuilder, RefusesHeightsThatAreNoneOnEarthWithTheirPlace) {
  auto builder = radio::TerrainBuilder::make(shape_of(2, 2));
  const std::vector<float> heights{1, 2, 1e9F, 3};
  const auto added = builder->add({0, 0, 2, 2, heights});
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().message.key, "radio.terrain_height");
  EXPECT_EQ(added.error().message.values[0],
            (std::pair<std::string, base::Message::Value>("row", std::int64_t{2})));
}

TEST(TerrainBuilder, RefusesATerrainOfVoidsOnly) {
  auto builder = radio::TerrainBuilder::make(shape_of(2, 2));
  const std::vector<float> heights{kVoid, kVoid, kVoid, kVoid};
  ASSERT_TRUE(builder->add({0, 0, 2, 2, heights}));
  EXPECT_EQ(builder->fill().error().message.key, "radio.terrain_empty");
}

TEST(TerrainBuilder, RefusesGridsBeyondTheEarthOrTheLimit) {
  EXPECT_FALSE(radio::TerrainBuilder::make(shape_of(1, 5)));
  auto shape = shape_of(65536, 65536);
  shape.rows_per_deg = shape.columns_per_deg = 65536;
  EXPECT_EQ(radio::TerrainBuilder::make(shape).error().code, base::ErrorCode::kTooLarge);
  shape = shape_of(100, 100);
  shape.north_deg = std::nan("");
  EXPECT_FALSE(radio::TerrainBuilder::make(shape));
}

TEST(TerrainStore, GivesBackWhatWasWritten) {
  const auto built = build(shape_of(70, 130), std::vector<float>(70 * 130, 42));
  const std::string bytes = store_of(built.view(), R"({"source":"test"})");
  const auto stored = radio::read_terrain_store(bytes, radio::Verify::kChecksum);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->provenance, R"({"source":"test"})");
  EXPECT_EQ(stored->terrain.shape(), built.shape);
  EXPECT_EQ(stored->terrain.height_m(69, 129), 42);
}

TEST(TerrainStore, RefusesAnyChangedByteAndAnyOtherLength) {
  const auto built = build(shape_of(3, 3), std::vector<float>(9, 42));
  const std::string bytes = store_of(built.view());
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_FALSE(radio::read_terrain_store(damaged, radio::Verify::kChecksum)) << i;
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{127}, bytes.size() - 1})
    EXPECT_FALSE(radio::read_terrain_store(bytes.substr(0, length), radio::Verify::kChecksum)) << length;
  EXPECT_FALSE(radio::read_terrain_store(bytes + '\0', radio::Verify::kChecksum));
}

TEST(Hgt, ReadsCornerVoidsAndBigEndianHeights) {
  const auto shape = radio::hgt_shape("S03W061.hgt.gz", 1201 * 1201 * 2);
  ASSERT_TRUE(shape);
  EXPECT_EQ(shape->north_deg, -2);
  EXPECT_EQ(shape->west_deg, -61);
  EXPECT_EQ(shape->rows, 1201);
  EXPECT_EQ(radio::hgt_shape("N10E101.hgt", radio::kLargestHgtBytes)->rows_per_deg, 3600);
  std::vector<float> heights(3);
  EXPECT_EQ(radio::hgt_heights(std::string_view("\x01\x00\x80\x00\xff\xff", 6), heights), 1);
  EXPECT_EQ(heights[0], 256);
  EXPECT_TRUE(std::isnan(heights[1]));
  EXPECT_EQ(heights[2], -1);
}

TEST(Hgt, RefusesOtherNamesAndLengths) {
  EXPECT_EQ(radio::hgt_shape("terrain.hgt", 1201 * 1201 * 2).error().message.key, "radio.hgt_name");
  EXPECT_EQ(radio::hgt_shape("N00", 0).error().message.key, "radio.hgt_name");
  EXPECT_EQ(radio::hgt_shape("N99E011.hgt", 1201 * 1201 * 2).error().message.key, "radio.hgt_name");
  EXPECT_EQ(radio::hgt_shape("N00E011.hgt", 1000).error().message.key, "radio.hgt_size");
}

}  // namespace
