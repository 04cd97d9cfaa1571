#include "tests/hills.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

namespace test {

radio::BuiltTerrain hills(double north_deg, double west_deg, int side, double relief_m) {
  const radio::TerrainShape shape{.north_deg = north_deg,
                                  .west_deg = west_deg,
                                  .rows_per_deg = 1200,
                                  .columns_per_deg = 1200,
                                  .rows = side,
                                  .columns = side};
  std::mt19937 random(3);
  std::vector<std::array<double, 4>> waves;
  std::uniform_real_distribution<double> unit(0, 1);
  for (double length = 200; length > 3; length *= 0.7)
    waves.push_back({2 * std::numbers::pi / length * unit(random),
                     2 * std::numbers::pi / length * unit(random), 6.28 * unit(random),
                     relief_m * std::pow(length / 200, 0.8)});
  std::vector<float> heights;
  for (int r = 0; r < side; ++r)
    for (int c = 0; c < side; ++c) {
      double h = 300;
      for (const auto& [a, b, phase, amplitude] : waves) h += amplitude * std::sin(a * r + b * c + phase) / 2;
      heights.push_back(static_cast<float>(std::round(std::max(0.0, h))));
    }
  auto builder = radio::TerrainBuilder::make(shape);
  EXPECT_TRUE(builder->add({0, 0, side, side, heights}));
  EXPECT_TRUE(builder->fill());
  return builder->take("{}");
}

}  // namespace test
