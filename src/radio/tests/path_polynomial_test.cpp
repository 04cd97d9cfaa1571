// The polynomial that carries a great circle across the grid, against the great circle.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "lanes/path.h"
#include "lanes/setup.h"
#include "tests/hills.h"

namespace {

namespace lanes = radio::lanes;

/// A grid so coarse that 300 km lie on few posts: the paths need no heights.
radio::BuiltTerrain wide(double north_deg, int rows, int columns) {
  const radio::TerrainShape shape{.north_deg = north_deg,
                                  .west_deg = 100,
                                  .rows_per_deg = 12,
                                  .columns_per_deg = 12,
                                  .rows = rows,
                                  .columns = columns};
  auto builder = radio::TerrainBuilder::make(shape);
  const std::vector<float> flat(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns), 5);
  EXPECT_TRUE(builder->add({0, 0, rows, columns, flat}));
  EXPECT_TRUE(builder->fill());
  return builder->take("{}");
}

/// By spherical interpolation, in more digits than ours.
radio::Place along(radio::Place from, radio::Place to, long double part) {
  constexpr long double kRad = std::numbers::pi_v<long double> / 180;
  const auto vector = [&](radio::Place p) {
    const long double lat = p.lat_deg * kRad, lon = p.lon_deg * kRad;
    return std::array{std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
  };
  const auto a = vector(from), b = vector(to);
  long double chord = 0;
  for (int i = 0; i < 3; ++i) chord += (a[i] - b[i]) * (a[i] - b[i]);
  const long double angle = 2 * std::asin(std::sqrt(chord) / 2);
  std::array<long double, 3> p{};
  for (int i = 0; i < 3; ++i)
    p[i] = (std::sin((1 - part) * angle) * a[i] + std::sin(part * angle) * b[i]) / std::sin(angle);
  return {static_cast<double>(std::atan2(p[2], std::hypot(p[0], p[1])) / kRad),
          static_cast<double>(std::atan2(p[1], p[0]) / kRad)};
}

/// Greatest distance from the great circle, in mm, over the posts at the rim of the radius.
double worst_mm(double lat_deg, double radius_m) {
  const auto built = wide(lat_deg + 4, 97, 241);
  const radio::Terrain terrain = built.view();
  const radio::TerrainShape& shape = terrain.shape();
  const radio::Place tower{lat_deg, 110};
  const lanes::LinkTables link({.tx_height_m = 42, .rx_height_m = 1.5, .frequency_mhz = 900}, {}, 90,
                               radius_m);
  const lanes::TowerTables tables(terrain, tower, {0, 0, shape.rows, shape.columns});
  double worst = 0;
  for (int row = 0; row < shape.rows; ++row) {
    const auto [first, count] = tables.columns_within(row, radius_m);
    if (count < 2) continue;
    const std::int32_t rows[2] = {row, row}, columns[2] = {first, first + count - 1};
    const auto paths = lanes::make_paths<2>(tables.terrain(), tables.kernel(), link.kernel(), rows, columns);
    for (int l = 0; l < 2; ++l) {
      const radio::Place to{shape.lat_of(row), shape.lon_of(columns[l])};
      if (tables.distance_m(row, columns[l]) < radius_m / 2) continue;
      for (int k = 1; k < 40; ++k) {
        const double v = 2.0 * k / 40 - 1;
        double y = 0, x = 0;
        for (int i = lanes::kPathDegree; i >= 0; --i) {
          y = y * v + paths.row_power[i][l];
          x = x * v + paths.column_power[i][l];
        }
        const radio::Place exact = along(tower, to, static_cast<long double>(k) / 40);
        const double north = shape.lat_of(tables.kernel().row + y) - exact.lat_deg;
        const double east = (shape.lon_of(tables.kernel().column + x) - exact.lon_deg) *
                            std::cos(lat_deg * std::numbers::pi / 180);
        worst = std::max(worst, std::hypot(north, east) * 111.2e6);
      }
    }
  }
  return worst;
}

TEST(PathPolynomial, StaysWithinATenthOfAMillimetreOfTheGreatCircle) {
  for (const double lat_deg : {0.5, -2.3, 44.0, -70.0}) {
    EXPECT_LT(worst_mm(lat_deg, 60'000), 0.001) << lat_deg;
    EXPECT_LT(worst_mm(lat_deg, 300'000), 0.1) << lat_deg;
  }
}

}  // namespace
