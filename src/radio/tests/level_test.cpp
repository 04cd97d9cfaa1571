// From power to what a phone shows, and how sure that is.
#include <gtest/gtest.h>

#include <cmath>

#include "radio/confidence.h"
#include "radio/link_budget.h"
#include "radio/thresholds.h"

namespace {

using radio::Carrier;
using radio::Technology;

TEST(LinkBudget, ReferenceSignalIsOneElementOfTheCarrier) {
  const auto offset = [](Carrier carrier) { return radio::reference_signal_offset_db(carrier).value(); };
  // 3GPP TS 36.101, table 5.6-1: 10 MHz are 50 resource blocks of 12 subcarriers, 20 MHz 100.
  EXPECT_NEAR(offset({.technology = Technology::kLte, .bandwidth_mhz = 10}), -27.78, 0.01);
  EXPECT_NEAR(offset({.technology = Technology::kLte, .bandwidth_mhz = 20}), -30.79, 0.01);
  // 3GPP TS 38.101-1, table 5.3.2-1: 100 MHz at 30 kHz are 273 blocks.
  EXPECT_NEAR(offset({.technology = Technology::kNr, .bandwidth_mhz = 100, .subcarrier_spacing_khz = 30}),
              -35.15, 0.01);
  EXPECT_EQ(offset({.technology = Technology::kGsm}), 0);
  EXPECT_EQ(offset({.technology = Technology::kUmts}), -10);
  EXPECT_FALSE(radio::reference_signal_offset_db({.technology = Technology::kLte, .bandwidth_mhz = 7}));
  EXPECT_FALSE(radio::reference_signal_offset_db(
      {.technology = Technology::kNr, .bandwidth_mhz = 10, .subcarrier_spacing_khz = 60}));
}

TEST(LinkBudget, LevelsAddUp) {
  const double eirp = radio::eirp_dbm({.power_dbm = 46, .feeder_loss_db = 3, .antenna_gain_dbi = 17});
  EXPECT_EQ(eirp, 60);
  EXPECT_EQ(
      radio::received_level_dbm(eirp, {.basic_db = 130, .antenna_db = 4, .clutter_db = 8, .body_db = 3}),
      -85);
}

TEST(LinkBudget, KnowsTechnologiesAsPhonesWriteThem) {
  EXPECT_EQ(radio::parse_technology("LTE"), Technology::kLte);
  EXPECT_EQ(radio::parse_technology("4G"), Technology::kLte);
  EXPECT_EQ(radio::parse_technology("HSPA+"), Technology::kUmts);
  EXPECT_EQ(radio::parse_technology("NR"), Technology::kNr);
  EXPECT_EQ(radio::parse_technology("EDGE"), Technology::kGsm);
  EXPECT_EQ(radio::parse_technology("WiFi"), std::nullopt);
}

TEST(Thresholds, AreDatedAndSourcedRowByRow) {
  const radio::Thresholds& shipped = radio::shipped_thresholds();
  EXPECT_EQ(shipped.date.size(), 10U);
  for (const auto technology : {Technology::kGsm, Technology::kUmts, Technology::kLte, Technology::kNr})
    EXPECT_TRUE(shipped.outdoor_dbm(technology)) << radio::technology_name(technology);
  for (const radio::Threshold& row : shipped.list) {
    EXPECT_FALSE(row.source.empty());
    EXPECT_FALSE(row.date.empty());
  }
  const auto why = [](const char* text) { return radio::parse_thresholds(text).error().message.key; };
  EXPECT_EQ(why("{}"), "radio.thresholds_no_source");
  EXPECT_EQ(why(R"({"date":"d","thresholds":[{"technology":"lte","outdoor_dbm":-90}]})"),
            "radio.thresholds_no_source");
  EXPECT_EQ(why(R"({"date":"d","thresholds":[{"technology":"lte","outdoor_dbm":3}]})"),
            "radio.thresholds_item");
}

TEST(Confidence, HalfAtTheThresholdAndNormalAroundIt) {
  EXPECT_DOUBLE_EQ(radio::probability_above(-105, -105, 8), 0.5);
  EXPECT_NEAR(radio::probability_above(-97, -105, 8), 0.841345, 1e-6);
  EXPECT_NEAR(radio::probability_above(-113, -105, 8), 0.158655, 1e-6);
  EXPECT_EQ(radio::probability_above(-100, -105, 0), 1);
  EXPECT_EQ(radio::probability_above(std::nan(""), -105, 8), 0);
  EXPECT_NEAR(radio::level_exceeded_dbm(-90, 0.95, 8), -90 - 8 * 1.6448536, 1e-6);
  EXPECT_NEAR(radio::level_exceeded_dbm(-90, 0.01, 8), -90 + 8 * 2.3263479, 1e-6);
}

TEST(Confidence, IndependentCausesAddAsSquares) {
  EXPECT_DOUBLE_EQ(
      (radio::Spread{.model_db = 6, .terrain_db = 2, .clutter_db = 3, .measurement_db = 0}).total_db(), 7);
}

TEST(Confidence, ClassesAreTheFiveOfTheMap) {
  using radio::Certainty;
  EXPECT_EQ(radio::certainty_of(0.96), Certainty::kSure);
  EXPECT_EQ(radio::certainty_of(0.80), Certainty::kLikely);
  EXPECT_EQ(radio::certainty_of(0.50), Certainty::kDoubtful);
  EXPECT_EQ(radio::certainty_of(0.10), Certainty::kUnlikely);
  EXPECT_EQ(radio::certainty_of(0.01), Certainty::kNone);
}

TEST(Confidence, AHillInTheRayMakesTheTerrainMatter) {
  const radio::itm::Link link{.tx_height_m = 30, .rx_height_m = 1.5, .frequency_mhz = 900};
  std::vector<double> flat(101, 100.0), hill = flat;
  for (int i = 45; i <= 55; ++i) hill[i] = 160;
  const auto spread = [&](const std::vector<double>& heights) {
    return radio::terrain_spread_db(link, {heights, 90}, {}, 5);
  };
  EXPECT_GT(spread(hill), 0.3);
  EXPECT_LT(spread(hill), 10);
  const auto reference = radio::itm::point_to_point_reference(link, radio::Profile{hill, 90});
  // [Algorithm, equation 5.10]: 5 dB far away, 8 dB at the transmitter.
  EXPECT_GT(radio::itm_spread_db(link, reference, {}), 5);
  EXPECT_LT(radio::itm_spread_db(link, reference, {}), 8.1);
}

}  // namespace
