#include "geo/dissolve.h"

#include <gtest/gtest.h>

#include <cmath>

#include "geo/geojson.h"
#include "geo/measure.h"
#include "square.h"
#include "support/shared_data.h"
#include "support/temp_dir.h"

namespace {

geo::Geometry joined(const std::vector<geo::Geometry>& areas) {
  std::vector<const geo::Geometry*> pointers;
  for (const auto& area : areas) pointers.push_back(&area);
  return geo::dissolve(pointers);
}

TEST(Dissolve, TakesCommonBordersAway) {
  const auto both = joined({square(0, 0), square(0, 1)});
  ASSERT_TRUE(std::holds_alternative<geo::Polygon>(both));
  EXPECT_EQ(geo::vertex_count(both), 7u);
  EXPECT_NEAR(geo::area_m2(both), 2 * geo::area_m2(square(0, 0)), 1);
}

TEST(Dissolve, KeepsPartsThatDoNotTouch) {
  EXPECT_EQ(geo::polygons_of(joined({square(0, 0), square(5, 5)})).size(), 2u);
  EXPECT_EQ(geo::polygons_of(joined({square(0, 0), square(1, 1)})).size(), 2u) << "they touch in one corner";
}

TEST(Dissolve, ARingOfAreasKeepsItsHole) {
  std::vector<geo::Geometry> ring;
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 3; ++x)
      if (x != 1 || y != 1) ring.push_back(square(y, x));
  const auto outline = joined(ring);
  ASSERT_EQ(geo::polygons_of(outline).size(), 1u);
  EXPECT_EQ(geo::polygons_of(outline)[0].rings.size(), 2u);
  EXPECT_FALSE(geo::contains(outline, {1.5, 1.5}));
}

TEST(Dissolve, OfNothingIsNothing) {
  EXPECT_TRUE(geo::polygons_of(joined({})).empty());
}

TEST(Dissolve, TheVillagesOfARegencyMakeItsOutline) {
  SKIP_WITHOUT_SHARED_DATA();
  const auto features =
      geo::parse_features(support::read_file(support::shared_file("sarolangun/sarolangun_desa.geojson")));
  std::vector<geo::Geometry> villages;
  double sum = 0;
  for (const auto& feature : *features) {
    villages.push_back(*feature.geometry);
    sum += geo::area_m2(villages.back());
  }
  const auto outline = joined(villages);
  EXPECT_NEAR(geo::area_m2(outline) / sum, 1, 0.01);
  for (const auto& village : villages) EXPECT_TRUE(geo::contains(outline, geo::inside_point(village)));
}

}  // namespace
