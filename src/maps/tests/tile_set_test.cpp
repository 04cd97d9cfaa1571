#include "maps/tile_set.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace maps {
namespace {

MapFeature place(double lat, double lon, std::string name) {
  return {geo::Point{lat, lon}, {{"name", std::move(name)}}};
}

geo::Polygon square(double south, double west, double size) {
  return {{{{south, west},
            {south, west + size},
            {south + size, west + size},
            {south + size, west},
            {south, west}}}};
}

TEST(TileSet, ATileHoldsTheFeaturesInIt) {
  const TileSet set(
      {{"places", {place(-2.61, 102.39, "Goa Calau Petak"), place(-1.97, 102.64, "Telentam")}, 0, false}});
  const geo::Tile near_cave = geo::tile_at({-2.61, 102.39}, 12);
  const std::string tile = set.tile(near_cave);
  EXPECT_NE(tile.find("Goa Calau Petak"), std::string::npos);
  EXPECT_EQ(tile.find("Telentam"), std::string::npos);
  EXPECT_TRUE(set.tile({12, 0, 0}).empty());
}

TEST(TileSet, ALayerWaitsForItsZoom) {
  const TileSet set({{"places", {place(-2.61, 102.39, "Goa")}, 10, false}});
  EXPECT_TRUE(set.tile(geo::tile_at({-2.61, 102.39}, 9)).empty());
  EXPECT_FALSE(set.tile(geo::tile_at({-2.61, 102.39}, 10)).empty());
}

TEST(TileSet, AnAreaLargerThanTheTileFillsIt) {
  const TileSet set({{"areas", {{square(-3, 102, 1), {{"code", "15.03"}}}}, 0, true}});
  const std::string tile = set.tile(geo::tile_at({-2.5, 102.5}, 14));
  EXPECT_NE(tile.find("15.03"), std::string::npos);
}

TEST(TileSet, ACrowdIsThinnedToWhatCanBeToldApartUntilTheDeepestZoom) {
  std::vector<MapFeature> crowd;
  for (int i = 0; i < 5'000; ++i) crowd.push_back(place(-2.6, 102.4, "Toko " + std::to_string(i)));
  const TileSet set({{"places", std::move(crowd), 0, false}});
  const geo::Point here{-2.6, 102.4};
  const std::string above = set.tile(geo::tile_at(here, 8)), deepest = set.tile(geo::tile_at(here, kMaxZoom));
  EXPECT_NE(above.find("Toko "), std::string::npos);
  EXPECT_LT(above.size(), 200u);
  EXPECT_NE(deepest.find("Toko 4999"), std::string::npos);
}

TEST(TileSet, DescribesItsLayersForTileJson) {
  const TileSet set(
      {{"areas", {{square(-3, 102, 1), {{"code", "15.03"}, {"rank", std::int64_t{2}}}}}, 4, true}});
  const base::Json description = set.description("wilayah");
  EXPECT_EQ(description.at("tilejson").as_string(), "3.0.0");
  const base::Json& layer = description.at("vector_layers").as_array().at(0);
  EXPECT_EQ(layer.at("id").as_string(), "areas");
  EXPECT_EQ(layer.at("fields").at("rank").as_string(), "Number");
  EXPECT_DOUBLE_EQ(description.at("bounds").as_array().at(0).as_double(), 102);
}

RC_GTEST_PROP(BoxIndex, FindsWhatALookAtEveryBoxFinds, ()) {
  const auto coordinate = [] { return *rc::gen::inRange(-1000, 1000) / 10.0; };
  std::vector<geo::Box> boxes;
  for (int i = *rc::gen::inRange(0, 200); i > 0; --i) {
    geo::Box box;
    box.include(geo::Point{coordinate() / 2, coordinate()});
    box.include(geo::Point{coordinate() / 2, coordinate()});
    boxes.push_back(box);
  }
  geo::Box query;
  query.include(geo::Point{coordinate() / 2, coordinate()});
  query.include(geo::Point{coordinate() / 2, coordinate()});
  std::set<std::uint32_t> expected, found;
  for (std::uint32_t i = 0; i < boxes.size(); ++i)
    if (boxes[i].intersects(query)) expected.insert(i);
  BoxIndex(boxes).for_each(query, [&](std::uint32_t i) { RC_ASSERT(found.insert(i).second); });
  RC_ASSERT(found == expected);
}

}  // namespace
}  // namespace maps
