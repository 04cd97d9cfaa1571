// Towers together, and their antennas, as a map shows them.
#include "radio/network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numbers>

#include "radio/path_profile.h"
#include "tests/hills.h"

namespace {

constexpr double kRadius_m = 4'000;

radio::Tower tower(const char* name, double lat_deg, double lon_deg) {
  return {.name = name, .place = {lat_deg, lon_deg}, .height_m = 30, .frequency_mhz = 900, .eirp_dbm = 55};
}

radio::Network network_of(const radio::Terrain& terrain, const std::vector<radio::Tower>& towers) {
  radio::Network network(terrain, {}, kRadius_m);
  for (const radio::Tower& one : towers) EXPECT_TRUE(network.add(one));
  EXPECT_TRUE(network.compute(2, {}));
  return network;
}

bool same_bits(const std::vector<radio::Served>& a, const std::vector<radio::Served>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(radio::Served)) == 0;
}

TEST(Network, AMovedTowerCostsItsOwnFieldAndGivesTheBitsOfAWholeRun) {
  const auto built = test::hills(1, 110, 300);
  const std::vector<radio::Tower> before{tower("A", 0.92, 110.06), tower("B", 0.88, 110.10),
                                         tower("C", 0.84, 110.18)};
  auto after = before;
  after[1].place = {0.89, 110.13};
  radio::Network network = network_of(built.view(), before);
  const radio::Window all{0, 0, 300, 300};
  const auto old_map = network.served(all);

  const auto touched = network.replace(1, after[1]);
  ASSERT_TRUE(touched);
  std::int64_t rows = 0;
  ASSERT_TRUE(network.compute(2, [&](std::int64_t, std::int64_t total) {
    rows = total;
    return true;
  }));
  const auto alone = radio::CoverageField::prepare(built.view(), after[1], {}, kRadius_m);
  EXPECT_EQ(rows, alone->window().rows);
  const auto map = network.served(all);
  EXPECT_TRUE(same_bits(map, network_of(built.view(), after).served(all)));

  // Nothing changes outside the window that replace() names, and something does inside.
  std::int64_t changed = 0;
  for (std::int32_t r = 0; r < all.rows; ++r)
    for (std::int32_t c = 0; c < all.columns; ++c) {
      const auto at = static_cast<std::size_t>(r * all.columns + c);
      if (std::memcmp(&map[at], &old_map[at], sizeof map[at]) == 0) continue;
      ++changed;
      EXPECT_FALSE(touched->intersected({r, c, 1, 1}).empty());
    }
  EXPECT_GT(changed, 1000);
}

TEST(Network, ARefusedTowerLeavesTheOldOneInItsPlace) {
  const auto built = test::hills(1, 110, 200);
  radio::Network network = network_of(built.view(), {tower("A", 0.92, 110.06)});
  const auto map = network.served(network.window());
  EXPECT_FALSE(network.replace(0, tower("A", 5, 110.06)));
  ASSERT_TRUE(network.compute(1, {}));
  EXPECT_TRUE(same_bits(map, network.served(network.window())));
}

TEST(Network, WhatIsLostWhenATowerFailsIsWhatTheOthersDoNotReach) {
  const auto built = test::hills(1, 110, 300);
  const std::vector<radio::Tower> towers{tower("A", 0.92, 110.06), tower("B", 0.91, 110.08)};
  const radio::Network both = network_of(built.view(), towers);
  const radio::Network alone = network_of(built.view(), {towers[1]});
  const radio::Window window = both.window();
  constexpr double kThreshold_dbm = -80;
  const auto with = both.served(window), without = alone.served(window);
  const auto shares = both.shares(window, with, kThreshold_dbm);
  double lost_km2 = 0;
  const auto reached = [](const radio::Served& s) {
    return static_cast<double>(s.best_dbm) >= kThreshold_dbm;
  };
  for (std::size_t i = 0; i < with.size(); ++i) {
    const auto row = window.row + static_cast<std::int32_t>(i) / window.columns;
    if (reached(with[i]) && !reached(without[i])) lost_km2 += radio::post_area_km2(built.shape, row);
  }
  EXPECT_GT(lost_km2, 1);
  EXPECT_NEAR(shares[0].lost_km2, lost_km2, 1e-9);
}

/// Azimuth and elevation by vectors: another way than the engine's.
radio::Direction seen_from(const radio::Terrain& terrain, const radio::Tower& from, radio::Place to,
                           double rx_height_m) {
  constexpr double kRad = std::numbers::pi / 180;
  const double lat = from.place.lat_deg * kRad, to_lat = to.lat_deg * kRad;
  const double dlon = (to.lon_deg - from.place.lon_deg) * kRad;
  const double azimuth =
      std::atan2(std::sin(dlon) * std::cos(to_lat),
                 std::cos(lat) * std::sin(to_lat) - std::sin(lat) * std::cos(to_lat) * std::cos(dlon)) /
      kRad;
  const double rise = terrain.height_m(to) + rx_height_m - terrain.height_m(from.place) - from.height_m;
  const double distance = radio::great_circle_m(from.place, to);
  return {azimuth, std::atan(rise / distance - distance / (2 * 6371e3 * 4 / 3)) / kRad};
}

/// Losses of 0.1 dB a degree off north and 0.2 dB a degree below the horizon.
std::shared_ptr<const radio::Pattern> measured_pattern() {
  std::string text = "NAME uji\nGAIN 15 dBi\nHORIZONTAL 360\n";
  for (int i = 0; i < 360; ++i)
    text += std::to_string(i) + " " + std::to_string(0.1 * std::min(i, 360 - i)) + "\n";
  text += "VERTICAL 360\n";
  for (int i = 0; i < 360; ++i)
    text += std::to_string(i) + " " + std::to_string(0.2 * std::min(i, 360 - i)) + "\n";
  const auto parsed = radio::parse_msi(text);
  EXPECT_TRUE(parsed);
  return std::make_shared<const radio::Pattern>(*parsed);
}

TEST(Coverage, AnAntennaTakesItsOwnLossFromEachCellAndNothingElse) {
  const auto built = test::hills(1, 110, 200);
  const radio::Terrain terrain = built.view();
  const std::vector<radio::Antenna> antennas{
      {radio::Sector{.horizontal_width_deg = 65, .vertical_width_deg = 8}, 120, 0},
      {radio::Sector{.horizontal_width_deg = 65, .vertical_width_deg = 8, .electrical_tilt_deg = 6}, 350, 3},
      {measured_pattern(), 200, 4}};
  radio::Tower omni = tower("A", 0.92, 110.08);
  const auto plain = radio::field_levels(*radio::CoverageField::prepare(terrain, omni, {}, kRadius_m), 1, {});
  for (const radio::Antenna& antenna : antennas) {
    radio::Tower directed = omni;
    directed.antenna = antenna;
    const auto field = radio::CoverageField::prepare(terrain, directed, {}, kRadius_m);
    const auto levels = radio::field_levels(*field, 2, {});
    const radio::Window& w = levels->window;
    double weakest = 0;
    for (std::size_t i = 0; i < w.cells(); ++i) {
      if (std::isnan(plain->level_dbm[i])) continue;
      const auto row = w.row + static_cast<std::int32_t>(i) / w.columns,
                 column = w.column + static_cast<std::int32_t>(i) % w.columns;
      const radio::Place to{built.shape.lat_of(row), built.shape.lon_of(column)};
      if (radio::great_circle_m(omni.place, to) < 100) continue;  // straight below, an azimuth means little
      const double loss = static_cast<double>(plain->level_dbm[i] - levels->level_dbm[i]);
      ASSERT_NEAR(loss, radio::antenna_loss_db(antenna, seen_from(terrain, directed, to, 1.5)), 2e-3);
      weakest = std::max(weakest, loss);
    }
    EXPECT_GT(weakest, 15);
  }
}

}  // namespace
