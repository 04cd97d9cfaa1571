#include "radio/coverage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "lanes/setup.h"
#include "radio/path_profile.h"
#include "tests/hills.h"

namespace {

/// The recipe: haversine on 6371000 m, ceil(d / step) intervals, points by slerp, bilinear; then the scalar
/// model.
double scalar_loss_db(const radio::Terrain& terrain, radio::Place tx, radio::Place rx,
                      const radio::Tower& tower, const radio::PathModel& model) {
  constexpr double kRad = std::numbers::pi / 180;
  const double lat1 = tx.lat_deg * kRad, lon1 = tx.lon_deg * kRad, lat2 = rx.lat_deg * kRad,
               lon2 = rx.lon_deg * kRad;
  // The very bits of `radio loss`: a distance decides where the model cuts to whole intervals.
  const double d = radio::great_circle_m(tx, rx), angle = d / 6371000;
  const int n = std::max(2, static_cast<int>(std::ceil(d / model.step_m)));
  std::vector<double> heights;
  for (int k = 0; k <= n; ++k) {
    const double f = static_cast<double>(k) / n;
    const double a = std::sin((1 - f) * angle) / std::sin(angle), b = std::sin(f * angle) / std::sin(angle);
    const double x = a * std::cos(lat1) * std::cos(lon1) + b * std::cos(lat2) * std::cos(lon2);
    const double y = a * std::cos(lat1) * std::sin(lon1) + b * std::cos(lat2) * std::sin(lon2);
    const double z = a * std::sin(lat1) + b * std::sin(lat2);
    radio::Place place{std::atan2(z, std::hypot(x, y)) / kRad, std::atan2(y, x) / kRad};
    if (k == 0) place = tx;
    if (k == n) place = rx;
    heights.push_back(terrain.height_m(place));
  }
  return radio::itm::point_to_point(model.link(tower.height_m, tower.frequency_mhz),
                                    radio::Profile{heights, d / n}, model.variability)
      .loss_db;
}

/// The model jumps where a horizon or a rank changes hands; the tolerance is the one of SOURCES.md: median
/// and 99 %.
struct Differences {
  std::vector<double> sorted;
  double at(double part) const {
    return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
  }
};

Differences against_scalar(const radio::Terrain& terrain, const radio::Tower& tower,
                           const radio::PathModel& model, double radius_m, int every,
                           radio::TowerAt tower_at = radio::TowerAt::kPlace) {
  const auto field = radio::CoverageField::prepare(terrain, tower, model, radius_m, tower_at);
  EXPECT_TRUE(field);
  const auto losses = radio::field_levels(*field, 1, {});
  Differences result;
  int i = 0;
  for (int r = 0; r < losses->window.rows; ++r)
    for (int c = 0; c < losses->window.columns; ++c) {
      const float level = losses->level_dbm[static_cast<std::size_t>(r * losses->window.columns + c)];
      if (std::isnan(level) || ++i % every != 0) continue;
      const radio::Place place{terrain.shape().lat_of(losses->window.row + r),
                               terrain.shape().lon_of(losses->window.column + c)};
      const bool from_post = tower_at == radio::TowerAt::kPosts;
      const double expected = tower.eirp_dbm - scalar_loss_db(terrain, from_post ? place : tower.place,
                                                              from_post ? tower.place : place, tower, model);
      const double difference = std::abs(static_cast<double>(level) - expected);
      result.sorted.push_back(difference);
    }
  std::ranges::sort(result.sorted);
  return result;
}

const radio::Tower kTower{
    .name = "T", .place = {0.5003, 110.4998}, .height_m = 42, .frequency_mhz = 900, .eirp_dbm = 60};

TEST(Coverage, IsTheScalarModelOverEachCellsOwnGreatCircle) {
  for (const double north : {1.0, -44.0, 65.0}) {
    const auto built = test::hills(north, 110, 700);
    radio::Tower tower = kTower;
    tower.place = {north - 0.3, 110.3};
    for (const double frequency : {150.0, 900.0, 3500.0}) {
      tower.frequency_mhz = frequency;
      const auto result = against_scalar(built.view(), tower, {}, 18'000, 97);
      EXPECT_GT(result.sorted.size(), 500u);
      EXPECT_LT(result.at(0.5), 1e-4) << north << " " << frequency;
      EXPECT_LT(result.at(0.99), 0.01) << north << " " << frequency;
      RecordProperty("worst", std::to_string(result.at(1)));
    }
  }
}

TEST(Coverage, IsTheScalarModelFromEachCellToo) {
  for (const double north : {1.0, -44.0}) {
    const auto built = test::hills(north, 110, 500);
    radio::Tower tower = kTower;
    tower.place = {north - 0.2, 110.2};
    const auto result = against_scalar(built.view(), tower, {}, 12'000, 23, radio::TowerAt::kPosts);
    EXPECT_GT(result.sorted.size(), 500u);
    EXPECT_LT(result.at(0.5), 1e-4) << north;
    EXPECT_LT(result.at(0.99), 0.01) << north;
  }
}

TEST(Coverage, AgreesForEveryKindOfVariability) {
  const auto built = test::hills(1, 110, 400);
  radio::Tower tower = kTower;
  tower.place = {0.85, 110.15};
  for (const int mdvar : {0, 1, 2, 3, 10, 12, 13, 20, 33}) {
    for (const int climate : {1, 4, 5, 7}) {
      radio::PathModel model;
      model.climate = climate;
      model.variability = {mdvar, 10, 30, 90};
      const auto result = against_scalar(built.view(), tower, model, 8'000, 41);
      EXPECT_LT(result.at(0.5), 1e-4) << mdvar << " " << climate;
      EXPECT_LT(result.at(0.99), 0.02) << mdvar << " " << climate;
    }
  }
}

std::vector<float> levels_with(const radio::Terrain& terrain, const radio::lanes::Kernel* kernel,
                               int threads) {
  radio::lanes::use_kernel(kernel);
  radio::Tower tower = kTower;
  tower.place = {0.85, 110.15};
  const auto field = radio::CoverageField::prepare(terrain, tower, {}, 9'000);
  auto levels = radio::field_levels(*field, threads, {});
  radio::lanes::use_kernel(nullptr);
  return levels->level_dbm;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

TEST(Coverage, HasTheSameBitsOnAnyNumberOfThreadsAndEveryProcessor) {
  const auto built = test::hills(1, 110, 400);
  const auto one = levels_with(built.view(), &radio::lanes::kKernelGeneric, 1);
  for (const int threads : {2, 3, 7})
    EXPECT_TRUE(same_bits(one, levels_with(built.view(), &radio::lanes::kKernelGeneric, threads)));
#if defined(SERUMPUN_X86_KERNELS)
  if (__builtin_cpu_supports("avx2")) {
    EXPECT_TRUE(same_bits(one, levels_with(built.view(), &radio::lanes::kKernelAvx2, 1)));
  }
  if (__builtin_cpu_supports("avx512bw")) {
    EXPECT_TRUE(same_bits(one, levels_with(built.view(), &radio::lanes::kKernelAvx512, 2)));
  }
#endif
}

TEST(Coverage, RefusesWhatCannotBeComputedAndNamesTheTower) {
  const auto built = test::hills(1, 110, 100);
  const auto key = [&](radio::Tower tower, double radius_m = 1000) {
    tower.name = "Bukit";
    const auto field = radio::CoverageField::prepare(built.view(), tower, {}, radius_m);
    if (field) return std::string();
    EXPECT_EQ(std::get<std::string>(field.error().message.values[0].second), "Bukit");
    return field.error().message.key;
  };
  radio::Tower good = kTower;
  good.place = {0.95, 110.05};
  EXPECT_EQ(key(good), "");
  radio::Tower bad = good;
  bad.place.lon_deg = 111;
  EXPECT_EQ(key(bad), "radio.tower_outside");
  bad.place.lat_deg = std::nan("");
  EXPECT_EQ(key(bad), "radio.tower_latitude");
  bad = good;
  bad.height_m = 0;
  EXPECT_EQ(key(bad), "radio.tower_height");
  bad = good;
  bad.frequency_mhz = 0;
  EXPECT_EQ(key(bad), "radio.tower_frequency");
  bad = good;
  bad.eirp_dbm = std::nan("");
  EXPECT_EQ(key(bad), "radio.tower_power");
  EXPECT_EQ(key(good, 1e9), "radio.path_radius");
  EXPECT_EQ(key(good, std::nan("")), "radio.path_radius");
}

TEST(Coverage, StopsWhenTold) {
  const auto built = test::hills(1, 110, 200);
  radio::Tower tower = kTower;
  tower.place = {0.95, 110.05};
  const auto field = radio::CoverageField::prepare(built.view(), tower, {}, 5'000);
  EXPECT_FALSE(radio::field_levels(*field, 2, [](std::int64_t done, std::int64_t) { return done < 3; }));
}

}  // namespace
