#include <gtest/gtest.h>

#include <algorithm>

#include "geo/clip.h"
#include "geo/geojson.h"
#include "geo/measure.h"
#include "geo/shape_index.h"
#include "geo/simplify.h"
#include "support/shared_data.h"
#include "support/temp_dir.h"

namespace {

std::vector<geo::Geometry> villages() {
  auto features =
      geo::parse_features(support::read_file(support::shared_file("sarolangun/sarolangun_desa.geojson")));
  std::vector<geo::Geometry> out;
  for (auto& feature : *features) out.push_back(std::move(*feature.geometry));
  return out;
}

geo::Coverage coverage_of(const std::vector<geo::Geometry>& shapes) {
  std::vector<const geo::Geometry*> pointers;
  for (const auto& shape : shapes) pointers.push_back(&shape);
  return geo::Coverage(pointers);
}

TEST(Simplify, LeavesOutOnlyWhatIsWithinTheTolerance) {
  const geo::Path path{{0, 0}, {0.00001, 0.01}, {0.01, 0.02}, {0, 0.03}};  // 1 m and 1.1 km off the chord
  EXPECT_EQ(geo::simplify(path, 10), (geo::Path{{0, 0}, {0.00001, 0.01}, {0.01, 0.02}, {0, 0.03}}));
  EXPECT_EQ(geo::simplify({{0, 0}, {0.00001, 0.01}, {0, 0.02}}, 10), (geo::Path{{0, 0}, {0, 0.02}}));
  EXPECT_EQ(geo::simplify(path, 5000), (geo::Path{{0, 0}, {0, 0.03}}));
}

// Two squares whose common border has a small tooth.
const std::vector<geo::Geometry> kNeighbours = {
    geo::Polygon{{{{0, 0}, {0, 1}, {0.5, 1.001}, {1, 1}, {1, 0}, {0, 0}}}},
    geo::Polygon{{{{0, 1}, {0, 2}, {1, 2}, {1, 1}, {0.5, 1.001}, {0, 1}}}}};

TEST(Coverage, GivesBackItsAreasWhenNothingIsThinned) {
  const auto same = coverage_of(kNeighbours).simplified(0);
  for (std::size_t i = 0; i < same.size(); ++i)
    EXPECT_NEAR(geo::area_m2(same[i]), geo::area_m2(kNeighbours[i]), 1e-3);
}

TEST(Coverage, ThinsACommonBorderOnce) {
  const auto thin = coverage_of(kNeighbours).simplified(1000);
  EXPECT_EQ(geo::vertex_count(thin[0]), 5u);
  EXPECT_EQ(geo::vertex_count(thin[1]), 5u);
}

TEST(Coverage, AHoleAndTheAreaThatFillsItStayTogether) {
  const geo::Path hole{{0.4, 0.4}, {0.4, 0.6}, {0.5, 0.605}, {0.6, 0.6}, {0.6, 0.4}, {0.4, 0.4}};
  const std::vector<geo::Geometry> shapes = {geo::Polygon{{{{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}}, hole}},
                                             geo::Polygon{{{hole.rbegin(), hole.rend()}}}};
  const auto thin = coverage_of(shapes).simplified(2000);
  const auto& outer = std::get<geo::Polygon>(thin[0]);
  const auto& inner = std::get<geo::Polygon>(thin[1]);
  ASSERT_EQ(outer.rings.size(), 2u);
  EXPECT_TRUE(std::ranges::is_permutation(outer.rings[1], inner.rings[0]));
  EXPECT_LT(inner.rings[0].size(), hole.size());
}

TEST(Coverage, ATinyAreaKeepsItsCornersHoweverCoarse) {
  for (const auto& area : coverage_of(kNeighbours).simplified(1e7)) EXPECT_GE(geo::vertex_count(area), 4u);
}

TEST(Coverage, ThinnedVillagesStillCoverTheSameGround) {
  SKIP_WITHOUT_SHARED_DATA();
  const auto whole = villages();
  const auto thin = coverage_of(whole).simplified(200);
  double before = 0, after = 0;
  std::size_t vertices = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    before += geo::area_m2(whole[i]);
    after += geo::area_m2(thin[i]);
    vertices += geo::vertex_count(thin[i]);
  }
  EXPECT_NEAR(after / before, 1, 0.003);
  EXPECT_LT(vertices, 8475u / 2);
}

TEST(Clip, CutsPolygonsLinesAndPoints) {
  const geo::Box box{0, 0, 1, 1};
  const geo::Polygon square{{{{-1, -1}, {-1, 0.5}, {0.5, 0.5}, {0.5, -1}, {-1, -1}}}};
  EXPECT_NEAR(geo::area_m2(*geo::clip(square, box)),
              geo::area_m2(geo::Polygon{{{{0, 0}, {0, 0.5}, {0.5, 0.5}, {0.5, 0}, {0, 0}}}}), 1);
  const auto zigzag = geo::clip(geo::Line{{{0.5, -1}, {0.5, 2}, {0.6, 2}, {0.6, -1}}}, box);
  EXPECT_EQ(std::get<geo::MultiLine>(*zigzag).lines.size(), 2u);
  EXPECT_EQ(std::get<geo::MultiPoint>(*geo::clip(geo::MultiPoint{{{0.5, 0.5}, {5, 5}}}, box)).points.size(),
            1u);
  EXPECT_FALSE(geo::clip(geo::Point{2, 2}, box));
  EXPECT_FALSE(geo::clip(geo::Line{{{2, -1}, {-1, -2}}}, box));
}

TEST(Clip, WhatLiesInsideStaysAsItIs) {
  const geo::Geometry inside = geo::Polygon{{{{0.1, 0.1}, {0.1, 0.2}, {0.2, 0.2}, {0.1, 0.1}}}};
  EXPECT_EQ(*geo::clip(inside, {0, 0, 1, 1}), inside);
}

TEST(Clip, TheTilesOfAShapeAddUpToIt) {
  SKIP_WITHOUT_SHARED_DATA();
  const auto shape = villages()[0];
  const geo::Box box = geo::bounds(shape);
  const geo::Point c = box.centre();
  double sum = 0;
  for (const geo::Box& part : {geo::Box{box.south, box.west, c.lat, c.lon},
                               {box.south, c.lon, c.lat, box.east},
                               {c.lat, box.west, box.north, c.lon},
                               {c.lat, c.lon, box.north, box.east}})
    if (const auto piece = geo::clip(shape, part)) sum += geo::area_m2(*piece);
  EXPECT_NEAR(sum, geo::area_m2(shape), 1e-6 * sum);
}

TEST(ShapeIndex, FindsTheShapeAndTheNearestOne) {
  const geo::ShapeIndex index(kNeighbours);
  EXPECT_EQ(index.find({0.5, 0.5}), 0u);
  EXPECT_EQ(index.find({0.5, 1.5}), 1u);
  EXPECT_EQ(index.find({0.5, 2.5}), std::nullopt);
  EXPECT_EQ(index.nearest({0.5, 2.5})->index, 1u);
  EXPECT_NEAR(index.nearest({0.5, 2.5})->distance_m, geo::distance_m({0.5, 2.5}, {0.5, 2}), 5);
  EXPECT_EQ(index.nearest({0.5, 0.5})->distance_m, 0);
  EXPECT_FALSE(geo::ShapeIndex({}).nearest({0, 0}));
}

TEST(ShapeIndex, EachVillageIsFoundFromAPointInsideIt) {
  SKIP_WITHOUT_SHARED_DATA();
  const geo::ShapeIndex index(villages());
  for (std::size_t i = 0; i < index.size(); ++i) EXPECT_EQ(index.find(geo::inside_point(index[i])), i);
}

}  // namespace
