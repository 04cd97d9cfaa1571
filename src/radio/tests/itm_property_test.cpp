// What must hold of the terrain model for any input, and what is refused.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "radio/free_space.h"
#include "radio/itm.h"
#include "support/shared_data.h"
#include "tests/table.h"

namespace {

using radio::Profile;
using radio::itm::Answer;
using radio::itm::Link;
using radio::itm::Variability;

/// Terrain as a sum of steps, so that neighbouring heights belong together.
std::vector<double> any_terrain() {
  const int count = *rc::gen::inRange(3, 400);
  const int roughness = *rc::gen::inRange(0, 60);
  std::vector<double> heights = {static_cast<double>(*rc::gen::inRange(0, 1500))};
  for (int i = 1; i < count; ++i)
    heights.push_back(std::clamp(heights.back() + *rc::gen::inRange(-roughness, roughness + 1), 0.0, 3000.0));
  return heights;
}

Link any_link() {
  return {.tx_height_m = *rc::gen::inRange(1, 200) / 1.0,
          .rx_height_m = *rc::gen::inRange(1, 60) / 2.0 + 0.5,
          .frequency_mhz = *rc::gen::inRange(150, 4000) / 1.0,
          .polarization = *rc::gen::inRange(0, 2),
          .climate = *rc::gen::inRange(1, 8),
          .n0 = 301};
}

// The reference attenuation is cut at 0, so that without variability nothing lies below free space. The loss
// itself may: in an equatorial climate the median over distances of a hundred kilometres is a little better
// than the reference.
RC_GTEST_PROP(ItmProperty, ReferenceIsNeverBelowFreeSpace, ()) {
  const auto heights = any_terrain();
  const Link link = any_link();
  const auto reference =
      radio::itm::point_to_point_reference(link, Profile{heights, *rc::gen::inRange(30, 300) / 1.0});
  if (reference.rc != radio::itm::kSuccess) return;
  RC_ASSERT(reference.reference_attenuation_db >= 0);
  RC_ASSERT(reference.free_space_db == radio::free_space_loss_db(reference.distance_m, link.frequency_mhz));
}

// [Algorithm, equation 5.2] bounds any gain: -x(29 + x)/(29 + 10x) stays above -x/10 - 2.9, under 13 dB for x
// to 100.
RC_GTEST_PROP(ItmProperty, NoQuantileGainsMoreThanTheModelAllows, ()) {
  const auto heights = any_terrain();
  const Link link = any_link();
  const Variability lucky{*rc::gen::inRange(0, 4), *rc::gen::inRange(1, 100) / 1.0,
                          *rc::gen::inRange(1, 100) / 1.0, *rc::gen::inRange(1, 100) / 1.0, false};
  const Answer answer = radio::itm::point_to_point(link, Profile{heights, 90}, lucky);
  if (std::isnan(answer.loss_db)) return;
  RC_ASSERT(answer.loss_db > answer.reference.free_space_db - 13);
}

RC_GTEST_PROP(ItmProperty, MoreConfidenceNeverMeansLessLoss, ()) {
  const auto heights = any_terrain();
  const Link link = any_link();
  const auto reference = radio::itm::point_to_point_reference(link, Profile{heights, 90});
  if (reference.rc != radio::itm::kSuccess) return;
  const int mdvar = *rc::gen::elementOf(std::vector<int>{0, 1, 2, 3, 10, 11, 12, 13, 20, 23, 30, 33});
  const double low = *rc::gen::inRange(1, 99), high = *rc::gen::inRange(static_cast<int>(low) + 1, 100);
  const auto at = [&](double situation) {
    return radio::itm::with_variability(link, reference, {mdvar, 50, 50, situation, false}).loss_db;
  };
  RC_ASSERT(at(low) <= at(high) + 1e-9);
}

RC_GTEST_PROP(ItmProperty, FloatHeightsGiveTheSameLoss, ()) {
  const auto heights = any_terrain();  // whole metres, exact in a float
  const std::vector<float> stored(heights.begin(), heights.end());
  const Link link = any_link();
  const double loss = radio::itm::point_to_point(link, radio::FloatProfile{stored, 90}).loss_db;
  const double expected = radio::itm::point_to_point(link, Profile{heights, 90}).loss_db;
  RC_ASSERT(loss == expected || (std::isnan(loss) && std::isnan(expected)));
}

struct Asymmetry {
  double mean_db = 0, worst_db = 0;
  int count = 0, different = 0;
};

/// Both directions over real profiles; with a spacing of its own each, or of `spacing_m`.
Asymmetry asymmetry(std::optional<double> spacing_m) {
  Asymmetry result;
  for (const test::Row& row : test::read_table("itm/profiles_shared_dem.csv").rows) {
    std::vector<double> heights = test::numbers(row.at("heights_m"));
    const double spacing = spacing_m.value_or(test::number(row, "spacing_m"));
    const Link link{.tx_height_m = 42, .rx_height_m = 1.5, .frequency_mhz = test::number(row, "freq_mhz")};
    const Link back{.tx_height_m = 1.5, .rx_height_m = 42, .frequency_mhz = link.frequency_mhz};
    const double there = radio::itm::point_to_point(link, Profile{heights, spacing}).loss_db;
    std::reverse(heights.begin(), heights.end());
    const double difference =
        std::abs(radio::itm::point_to_point(back, Profile{heights, spacing}).loss_db - there);
    result.mean_db += difference;
    result.worst_db = std::max(result.worst_db, difference);
    result.different += difference > 1e-6;
    ++result.count;
  }
  result.mean_db /= result.count;
  return result;
}

// The equations are the same both ways. Distances summed step by step, as the published software sums them,
// are not: where one falls on a whole number of intervals its last bit decides which of them count. 4 of
// these 80 profiles do so; 0.76 dB was measured at most when the tables were made.
TEST(ItmProperty, BothDirectionsLoseTheSameButForAFewProfiles) {
  SKIP_WITHOUT_SHARED_DATA();
  const Asymmetry own = asymmetry(std::nullopt);
  EXPECT_LE(own.different, own.count / 10);
  EXPECT_LE(own.mean_db, 0.01);
  EXPECT_LE(own.worst_db, 0.76);
}

TEST(ItmProperty, BothDirectionsLoseTheSameWhereSummingDistancesIsExact) {
  SKIP_WITHOUT_SHARED_DATA();
  EXPECT_LE(asymmetry(64).worst_db, 1e-6);
}

}  // namespace
