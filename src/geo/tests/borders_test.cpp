#include "geo/borders.h"

#include <gtest/gtest.h>

#include "geo/geojson.h"
#include "geo/measure.h"
#include "square.h"
#include "support/shared_data.h"
#include "support/temp_dir.h"

namespace {

std::vector<geo::Path> borders(const std::vector<geo::Geometry>& areas, double apart_m) {
  std::vector<const geo::Geometry*> pointers;
  for (const auto& area : areas) pointers.push_back(&area);
  return geo::common_borders(pointers, apart_m);
}

double length_m(const geo::Path& path) {
  double sum = 0;
  for (std::size_t i = 1; i < path.size(); ++i) sum += geo::distance_m(path[i - 1], path[i]);
  return sum;
}

TEST(CommonBorders, OfTwoNeighboursIsOneLine) {
  const auto found = borders({square(0, 0), square(0, 1)}, 1000);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(length_m(found[0]), geo::distance_m({0, 1}, {1, 1}), 2000)
      << "it may run on by 1 km at each end";
}

TEST(CommonBorders, AreFoundWhereTheNeighbourDrewAnotherLine) {
  const geo::Geometry left = geo::Polygon{{{{0, 0}, {0, 1}, {0.5, 1.002}, {1, 1}, {1, 0}, {0, 0}}}};
  const geo::Geometry right = geo::Polygon{{{{0, 1.005}, {0, 2}, {1, 2}, {1, 1.004}, {0, 1.005}}}};
  ASSERT_EQ(borders({left, right}, 1000).size(), 1u);
  EXPECT_TRUE(borders({left, right}, 50).empty());
}

TEST(CommonBorders, OfAreasApartAreNone) {
  EXPECT_TRUE(borders({square(0, 0), square(0, 1.1)}, 1000).empty());
  EXPECT_TRUE(borders({square(0, 0)}, 1000).empty());
  EXPECT_TRUE(borders({}, 1000).empty());
}

TEST(CommonBorders, OfAnEnclosedAreaIsItsWholeRing) {
  const geo::Path hole{{0.4, 0.4}, {0.4, 0.6}, {0.6, 0.6}, {0.6, 0.4}, {0.4, 0.4}};
  const auto found = borders({geo::Polygon{{{{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}}, hole}},
                              geo::Polygon{{{hole.rbegin(), hole.rend()}}}},
                             1000);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].front(), found[0].back());
  EXPECT_NEAR(length_m(found[0]), length_m(hole), 1);
}

TEST(CommonBorders, OfTheDistrictsOfARegencyAreComplete) {
  SKIP_WITHOUT_SHARED_DATA();
  const auto features = geo::parse_features(
      support::read_file(support::shared_file("sarolangun/sarolangun_kecamatan.geojson")));
  std::vector<geo::Geometry> districts;
  double rings_m = 0, found_m = 0;
  for (const auto& feature : *features) {
    districts.push_back(*feature.geometry);
    geo::for_each_path(districts.back(), [&](const geo::Path& ring) { rings_m += length_m(ring); });
  }
  for (const geo::Path& border : borders(districts, 1000)) found_m += length_m(border);
  const auto regency = geo::parse_features(
      support::read_file(support::shared_file("sarolangun/sarolangun_kabupaten.geojson")));
  double outline_m = 0;
  geo::for_each_path(*(*regency)[0].geometry, [&](const geo::Path& ring) { outline_m += length_m(ring); });
  EXPECT_NEAR(found_m / ((rings_m - outline_m) / 2), 1, 0.05)
      << "what is no outline is drawn by two districts";
}

}  // namespace
