#include "geo/measure.h"

#include <gtest/gtest.h>

#include <cmath>

#include "geo/geojson.h"
#include "geo/mercator.h"
#include "support/shared_data.h"
#include "support/temp_dir.h"

namespace {

geo::Polygon square(double south, double west, double side) {
  return {{{{south, west},
            {south, west + side},
            {south + side, west + side},
            {south + side, west},
            {south, west}}}};
}

// Rosetta Code, "Haversine formula": Nashville to Los Angeles, 2887.2599506071 km on a sphere of 6372.8 km.
TEST(Distance, AgreesWithThePublishedExample) {
  const double km = geo::distance_m({36.12, -86.67}, {33.94, -118.40}) / 1000;
  EXPECT_NEAR(km, 2887.2599506071 * 6371.0 / 6372.8, 1e-6);
  EXPECT_EQ(geo::distance_m({-2.3, 102.7}, {-2.3, 102.7}), 0);
  EXPECT_NEAR(geo::distance_m({0, 0}, {0, 180}), M_PI * geo::kEarthRadius_m, 1e-3);
}

TEST(Bearing, TellsTheEightDirections) {
  using enum geo::Compass;
  const geo::Point here{-2.3, 102.7};
  const auto towards = [&](double north, double east) {
    return geo::compass_of(geo::bearing_deg({here, {here.lat + north, here.lon + east}}));
  };
  EXPECT_EQ(towards(1, 0), kNorth);
  EXPECT_EQ(towards(1, 1), kNorthEast);
  EXPECT_EQ(towards(0, 1), kEast);
  EXPECT_EQ(towards(-1, 1), kSouthEast);
  EXPECT_EQ(towards(-1, 0), kSouth);
  EXPECT_EQ(towards(-1, -1), kSouthWest);
  EXPECT_EQ(towards(0, -1), kWest);
  EXPECT_EQ(towards(1, -1), kNorthWest);
  EXPECT_EQ(towards(1, -0.1), kNorth);
}

// GeographicLib gives 510,065,621.724 km² for the whole WGS 84 ellipsoid.
TEST(Area, OfTheWholeEarthIsThePublishedOne) {
  const geo::Polygon earth{{{{-90, -180}, {-90, 180}, {90, 180}, {90, -180}, {-90, -180}}}};
  EXPECT_NEAR(geo::area_m2(earth) / 1e6, 510'065'621.724, 1);
}

TEST(Area, TakesHolesOff) {
  geo::Polygon ring = square(-1, 102, 2);
  const double whole = geo::area_m2(ring);
  ring.rings.push_back(square(-0.5, 102.5, 1).rings[0]);
  EXPECT_NEAR(geo::area_m2(ring), whole - geo::area_m2(square(-0.5, 102.5, 1)), 1);
  EXPECT_EQ(geo::area_m2(geo::Line{{{0, 0}, {1, 1}}}), 0);
}

TEST(Centroid, IsTheMiddleByAreaByLengthOrOfPoints) {
  const auto near = [](geo::Point p, double lat, double lon) {
    EXPECT_NEAR(p.lat, lat, 1e-9);
    EXPECT_NEAR(p.lon, lon, 1e-9);
  };
  near(geo::centroid(square(-3, 102, 1)), -2.5, 102.5);
  near(geo::centroid(geo::MultiPoint{{{0, 0}, {2, 4}}}), 1, 2);
  near(geo::centroid(geo::Line{{{0, 0}, {0, 2}}}), 0, 1);
  geo::Polygon holed = square(0, 0, 4);
  holed.rings.push_back(square(0, 0, 2).rings[0]);
  near(geo::centroid(holed), (16 * 2 - 4 * 1) / 12.0, (16 * 2 - 4 * 1) / 12.0);
}

TEST(InsidePoint, LiesInsideAShapeThatIsBent) {
  const geo::Polygon bow{{{{0, 0}, {0, 3}, {3, 3}, {3, 2}, {1, 2}, {1, 1}, {3, 1}, {3, 0}, {0, 0}}}};  // an U
  ASSERT_FALSE(
      geo::contains(bow, geo::centroid(geo::Polygon{{{{3, 0}, {3, 3}, {2.9, 3}, {2.9, 0}, {3, 0}}}})));
  const geo::Polygon deep{{{{0, 0}, {0, 3}, {9, 3}, {9, 2}, {1, 2}, {1, 1}, {9, 1}, {9, 0}, {0, 0}}}};
  ASSERT_FALSE(geo::contains(deep, geo::centroid(deep)));
  EXPECT_TRUE(geo::contains(deep, geo::inside_point(deep)));
}

TEST(Contains, KnowsHolesAndParts) {
  geo::Polygon holed = square(0, 0, 4);
  holed.rings.push_back(square(1, 1, 2).rings[0]);
  const geo::Geometry both = geo::MultiPolygon{{holed, square(10, 10, 1)}};
  EXPECT_TRUE(geo::contains(both, {0.5, 0.5}));
  EXPECT_FALSE(geo::contains(both, {2, 2}));
  EXPECT_TRUE(geo::contains(both, {10.5, 10.5}));
  EXPECT_FALSE(geo::contains(both, {5, 5}));
}

TEST(DistanceTo, IsNothingInsideAndTheNearestSideOutside) {
  EXPECT_EQ(geo::distance_to_m(square(-3, 102, 1), {-2.5, 102.5}), 0);
  EXPECT_NEAR(geo::distance_to_m(square(-3, 102, 1), {-1.9, 102.5}),
              geo::distance_m({-1.9, 102.5}, {-2, 102.5}), 1);
  EXPECT_NEAR(geo::distance_to_m(geo::Point{0, 0}, {0, 0.1}), geo::distance_m({0, 0}, {0, 0.1}), 1);
  EXPECT_NEAR(geo::distance_to_m(geo::MultiPoint{{{5, 5}, {0, 0}}}, {0, 0.1}),
              geo::distance_m({0, 0}, {0, 0.1}), 1);
}

// OpenStreetMap wiki, "Slippy map tilenames": Shibuya at zoom 18.
TEST(Mercator, FindsThePublishedTile) {
  EXPECT_EQ(geo::tile_at({35.6590699, 139.7006793}, 18), (geo::Tile{18, 232798, 103246}));
  EXPECT_TRUE(geo::bounds(geo::Tile{18, 232798, 103246}).contains({35.6590699, 139.7006793}));
  const geo::Box world = geo::bounds(geo::Tile{0, 0, 0});
  EXPECT_NEAR(world.north, geo::kMercatorMaxLat, 1e-9);
  EXPECT_NEAR(world.west, -180, 1e-9);
  EXPECT_FALSE(geo::is_valid(geo::Tile{3, 8, 0}));
}

TEST(Area, OfEachVillageAgreesWithTheOneInTheFile) {
  SKIP_WITHOUT_SHARED_DATA();
  const auto features =
      geo::parse_features(support::read_file(support::shared_file("sarolangun/sarolangun_desa.geojson")));
  double sum_km2 = 0;
  for (const auto& feature : *features) {
    const double published_km2 = feature.properties.at("poly_area_km2").as_double();
    const double km2 = geo::area_m2(*feature.geometry) / 1e6;
    sum_km2 += km2;
    EXPECT_NEAR(km2, published_km2, 0.01 * published_km2 + 0.01) << feature.properties.at("nama").as_string();
    EXPECT_TRUE(geo::contains(*feature.geometry, geo::inside_point(*feature.geometry)));
  }
  EXPECT_NEAR(sum_km2, 5935.894, 0.01 * 5935.894);  // BIG, 2024
}

}  // namespace
