#include "radio/sites.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "radio/terrain_builder.h"

namespace {

/// Ridges between small basins, so that few cells serve much.
radio::BuiltTerrain ridges(int side) {
  const radio::TerrainShape shape{.north_deg = 1,
                                  .west_deg = 110,
                                  .rows_per_deg = 1200,
                                  .columns_per_deg = 1200,
                                  .rows = side,
                                  .columns = side};
  std::vector<float> heights;
  for (int r = 0; r < side; ++r)
    for (int c = 0; c < side; ++c)
      heights.push_back(static_cast<float>(
          std::round(100 + 60 * std::sin(r * 0.9) * std::cos(c * 0.7) + 30 * std::sin(r * 0.23 + c * 0.31))));
  auto builder = radio::TerrainBuilder::make(shape);
  EXPECT_TRUE(builder->add({0, 0, side, side, heights}));
  EXPECT_TRUE(builder->fill());
  return builder->take("{}");
}

radio::SiteQuestion question() {
  radio::SiteQuestion q;
  q.height_m = 15;
  q.frequency_mhz = 1800;
  q.eirp_dbm = 40;
  q.threshold_dbm = -75;
  q.radius_m = 1500;
  return q;
}

constexpr int kSide = 24;

std::vector<radio::Demand> small_demand(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<radio::Demand> demand;
  for (int i = 0; i < 12; ++i)
    demand.push_back({"d" + std::to_string(i),
                      {1 - (static_cast<double>(random() % 2200) / 100 + 0.5) / 1200,
                       110 + (static_cast<double>(random() % 2200) / 100 + 0.5) / 1200},
                      10.0 + static_cast<double>(random() % 90)});
  return demand;
}

radio::SiteSearch searched(const radio::Terrain& terrain, const std::vector<radio::Demand>& demand,
                           int threads = 1) {
  auto search = radio::SiteSearch::prepare(terrain, question(), demand, std::vector<bool>(demand.size()));
  EXPECT_TRUE(search);
  EXPECT_TRUE(search->compute(threads, {}));
  return std::move(*search);
}

/// Which demand each cell serves, read from the tasks themselves.
std::vector<std::set<std::size_t>> lists(const radio::SiteSearch& search) {
  const radio::Window all = search.window();
  std::vector<std::set<std::size_t>> serves(all.cells());
  for (std::size_t d = 0; d < search.demand().size(); ++d) {
    const radio::Reach reach = search.reach_of(d);
    for (int r = 0; r < reach.window.rows; ++r)
      for (int c = 0; c < reach.window.columns; ++c)
        if (reach.has(static_cast<std::size_t>(r * reach.window.columns + c)))
          serves[static_cast<std::size_t>((reach.window.row + r - all.row) * all.columns +
                                          reach.window.column + c - all.column)]
              .insert(d);
  }
  return serves;
}

double weight_of(const std::set<std::size_t>& some, const std::vector<radio::Demand>& demand) {
  double sum = 0;
  for (const std::size_t d : some) sum += demand[d].weight;
  return sum;
}

TEST(Sites, GreedyEqualsBruteForceGreedy) {
  const auto built = ridges(kSide);
  for (const unsigned seed : {1U, 2U, 3U}) {
    const auto demand = small_demand(seed);
    const auto search = searched(built.view(), demand);
    const auto serves = lists(search);
    const auto sites = search.best(4);
    std::set<std::size_t> done;
    for (const radio::Site& site : sites) {
      double best = 0;
      for (const auto& cell : serves) {
        std::set<std::size_t> fresh;
        for (const std::size_t d : cell)
          if (!done.contains(d)) fresh.insert(d);
        best = std::max(best, weight_of(fresh, demand));
      }
      EXPECT_DOUBLE_EQ(site.gain, best);
      done.insert(site.serves.begin(), site.serves.end());
      EXPECT_DOUBLE_EQ(site.cumulative, weight_of(done, demand));
    }
    EXPECT_FALSE(sites.empty());
    EXPECT_FLOAT_EQ(static_cast<float>(sites[0].gain), std::ranges::max(search.gains()));
  }
}

TEST(Sites, BoundIsNeverBelowTheOptimumFoundByEnumeration) {
  const auto built = ridges(kSide);
  for (const unsigned seed : {4U, 5U, 6U}) {
    const auto demand = small_demand(seed);
    const auto search = searched(built.view(), demand);
    const auto every = lists(search);
    const std::set<std::set<std::size_t>> different(every.begin(), every.end());
    const std::vector<std::set<std::size_t>> cells(different.begin(), different.end());
    double one = 0, two = 0, three = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      one = std::max(one, weight_of(cells[i], demand));
      for (std::size_t j = i; j < cells.size(); ++j) {
        std::set<std::size_t> both = cells[i];
        both.insert(cells[j].begin(), cells[j].end());
        two = std::max(two, weight_of(both, demand));
        if (cells.size() > 120) continue;
        for (std::size_t k = j; k < cells.size(); ++k) {
          std::set<std::size_t> all = both;
          all.insert(cells[k].begin(), cells[k].end());
          three = std::max(three, weight_of(all, demand));
        }
      }
    }
    const auto sites = search.best(3);
    ASSERT_EQ(sites.size(), 3u);
    EXPECT_GE(sites[0].bound, one);
    EXPECT_GE(sites[1].bound, two);
    EXPECT_GE(sites[2].bound, three);
    EXPECT_DOUBLE_EQ(sites[0].gain, one);
    EXPECT_GE(sites[1].cumulative, (1 - 0.25) * two);
  }
}

TEST(Sites, AreTheSameOnAnyNumberOfThreadsAndAfterAResume) {
  const auto built = ridges(kSide);
  const auto demand = small_demand(7);
  const auto one = searched(built.view(), demand, 1), three = searched(built.view(), demand, 3);
  EXPECT_EQ(one.gains(), three.gains());

  auto resumed =
      radio::SiteSearch::prepare(built.view(), question(), demand, std::vector<bool>(demand.size()));
  EXPECT_FALSE(resumed->compute(1, [](std::int64_t done, std::int64_t) { return done < 4; }));
  resumed->adopt(11, one.reach_of(11));
  EXPECT_TRUE(resumed->compute(2, {}));
  EXPECT_EQ(one.gains(), resumed->gains());
}

// The model is not quite the same both ways: paths run from the tower that is tried to the demand.
TEST(Sites, MapAgreesWithTheTowersOwnDirection) {
  const auto built = ridges(kSide);
  const auto demand = small_demand(8);
  const auto terrain = built.view();
  const auto search = searched(terrain, demand);
  int differ = 0, asked = 0;
  for (std::size_t d = 0; d < demand.size(); ++d) {
    const radio::Reach reach = search.reach_of(d);
    for (int r = 0; r < reach.window.rows; r += 3)
      for (int c = 0; c < reach.window.columns; c += 3) {
        const radio::Place site{terrain.shape().lat_of(reach.window.row + r),
                                terrain.shape().lon_of(reach.window.column + c)};
        const auto link = radio::site_link(terrain, question(), site, demand[d]);
        if (link.distance_m > 1490 || link.distance_m < 20 ||
            std::abs(link.level_dbm - question().threshold_dbm) < 0.01)
          continue;
        ++asked;
        differ += (link.level_dbm >= question().threshold_dbm) !=
                  reach.has(static_cast<std::size_t>(r * reach.window.columns + c));
      }
  }
  EXPECT_GT(asked, 100);
  EXPECT_EQ(differ, 0);
}

/// A plain at 50 m with a wall of `wall_m` along a column.
radio::BuiltTerrain walled(float wall_m) {
  const radio::TerrainShape shape{.north_deg = 1, .west_deg = 110, .rows = 60, .columns = 60};
  std::vector<float> heights(3600, 50);
  for (std::size_t row = 0; row < 60; ++row) heights[row * 60 + 30] += wall_m;
  auto builder = radio::TerrainBuilder::make(shape);
  EXPECT_TRUE(builder->add({0, 0, 60, 60, heights}));
  EXPECT_TRUE(builder->fill());
  return builder->take("{}");
}

// Well within the horizon of a smooth earth, and yet behind a hill.
TEST(Sites, NameTheHillThatStandsInTheWay) {
  const radio::Place site{1 - 30.0 / 1200, 110 + 10.0 / 1200};
  const radio::Demand village{"a", {1 - 30.0 / 1200, 110 + 50.0 / 1200}, 1};
  const auto hidden = radio::site_link(walled(40).view(), question(), site, village);
  EXPECT_FALSE(hidden.line_of_sight);
  ASSERT_TRUE(hidden.obstacle);
  EXPECT_NEAR(hidden.obstacle->place.lon_deg, 110 + 30.0 / 1200, 1.0 / 1200);
  EXPECT_NEAR(hidden.obstacle->height_m, 90, 25);
  const auto seen = radio::site_link(walled(0).view(), question(), site, village);
  EXPECT_TRUE(seen.line_of_sight);
  EXPECT_FALSE(seen.obstacle);
}

TEST(Sites, LeavesOutDemandThatIsServedAlready) {
  const auto built = ridges(kSide);
  const auto demand = small_demand(9);
  std::vector<bool> served(demand.size(), true);
  served[3] = false;
  auto search = radio::SiteSearch::prepare(built.view(), question(), demand, served);
  ASSERT_TRUE(search->compute(1, {}));
  const auto sites = search->best(5);
  ASSERT_EQ(sites.size(), 1u);
  EXPECT_EQ(sites[0].serves, std::vector<std::size_t>{3});
  EXPECT_DOUBLE_EQ(sites[0].bound, demand[3].weight);
}

TEST(Sites, RefusesDemandOutsideTheTerrainAndNonsenseWeights) {
  const auto built = ridges(kSide);
  std::vector<radio::Demand> demand{{"Desa", {5, 5}, 1}};
  EXPECT_EQ(radio::SiteSearch::prepare(built.view(), question(), demand, {false}).error().message.key,
            "radio.sites_demand");
  demand[0] = {"Desa", {0.99, 110.01}, std::nan("")};
  EXPECT_EQ(radio::SiteSearch::prepare(built.view(), question(), demand, {false}).error().message.key,
            "radio.sites_demand");
}

TEST(Sites, VisibleWeightOfAPlainIsAllThatIsWithinTheRadius) {
  const radio::TerrainShape shape{.north_deg = 1, .west_deg = 110, .rows = 60, .columns = 60};
  auto builder = radio::TerrainBuilder::make(shape);
  const std::vector<float> flat(3600, 50);
  ASSERT_TRUE(builder->add({0, 0, 60, 60, flat}));
  ASSERT_TRUE(builder->fill());
  const auto built = builder->take("{}");
  const std::vector<radio::Demand> demand{{"a", {1 - 30.0 / 1200, 110 + 30.0 / 1200}, 5}};
  const auto weights = radio::visible_weight(built.view(), question(), demand, {0, 0, 60, 60}, 2);
  EXPECT_EQ(weights[30 * 60 + 30], 5);
  EXPECT_EQ(weights[20 * 60 + 30], 5);
  EXPECT_EQ(weights[0], 0);
}

}  // namespace
