// What the terrain model refuses, and published cases typed in so that a clone alone checks itself.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "radio/itm.h"

namespace {

using radio::Profile;
using radio::itm::Answer;
using radio::itm::Link;
using radio::itm::Variability;

const std::vector<double> kHill = {100, 120, 180, 240, 180, 130, 110, 100, 90};
const Link kGood{.tx_height_m = 30, .rx_height_m = 1.5, .frequency_mhz = 900};

int rc_with(void (*change)(Link&)) {
  Link link = kGood;
  change(link);
  return radio::itm::point_to_point(link, Profile{kHill, 90}).rc;
}

TEST(Itm, RefusesTheLinksThatThePublishedSoftwareRefuses) {
  using namespace radio::itm;
  EXPECT_LE(rc_with([](Link&) {}), kSuccessWithWarnings);
  EXPECT_EQ(rc_with([](Link& l) { l.tx_height_m = 0; }), kTxHeight);
  EXPECT_EQ(rc_with([](Link& l) { l.tx_height_m = 3000.1; }), kTxHeight);
  EXPECT_EQ(rc_with([](Link& l) { l.rx_height_m = 0.4; }), kRxHeight);
  EXPECT_EQ(rc_with([](Link& l) { l.rx_height_m = std::nan(""); }), kRxHeight);
  EXPECT_EQ(rc_with([](Link& l) { l.climate = 8; }), kClimate);
  EXPECT_EQ(rc_with([](Link& l) { l.n0 = 249; }), kRefractivity);
  EXPECT_EQ(rc_with([](Link& l) { l.frequency_mhz = 0; }), kFrequency);
  EXPECT_EQ(rc_with([](Link& l) { l.frequency_mhz = std::nan(""); }), kFrequency);
  EXPECT_EQ(rc_with([](Link& l) { l.frequency_mhz = 20001; }), kFrequency);
  EXPECT_EQ(rc_with([](Link& l) { l.polarization = 2; }), kPolarization);
  EXPECT_EQ(rc_with([](Link& l) { l.epsilon = 0.5; }), kEpsilon);
  EXPECT_EQ(rc_with([](Link& l) { l.sigma_s_per_m = 0; }), kSigma);
  EXPECT_EQ(rc_with([](Link& l) { l.epsilon = 1, l.polarization = 0; }), kGroundImpedance);
}

TEST(Itm, RefusesImpossibleQuantilesAndModes) {
  using namespace radio::itm;
  const auto rc = [](const Variability& v) { return point_to_point(kGood, Profile{kHill, 90}, v).rc; };
  EXPECT_EQ(rc({.mdvar = 4}), kMdvar);
  EXPECT_EQ(rc({.mdvar = 34}), kMdvar);
  EXPECT_EQ(rc({.mdvar = -1}), kMdvar);
  EXPECT_EQ(rc({12, 0, 50, 50, false}), kTime);
  EXPECT_EQ(rc({12, 50, 100, 50, false}), kLocation);
  EXPECT_EQ(rc({12, 50, 50, std::nan(""), false}), kSituation);
  EXPECT_EQ(rc(Variability::from_confidence(12, 0, 50)), kConfidence);
  EXPECT_EQ(rc(Variability::from_confidence(12, 50, 100)), kReliability);
  const auto extreme = point_to_point(kGood, Profile{kHill, 90}, {12, 99.95, 50, 50, false});
  EXPECT_TRUE(extreme.warnings & kWarnExtremeVariability);
}

TEST(Itm, RefusesTerrainThatIsNone) {
  using namespace radio::itm;
  const auto rc = [](std::vector<double> heights, double spacing) {
    const Answer answer = point_to_point(kGood, Profile{heights, spacing});
    EXPECT_TRUE(std::isnan(answer.loss_db));
    return answer.rc;
  };
  EXPECT_EQ(rc({}, 90), kPathDistance);
  EXPECT_EQ(rc({5}, 90), kPathDistance);
  EXPECT_EQ(rc(kHill, 0), kPathDistance);
  EXPECT_EQ(rc(kHill, -90), kPathDistance);
  EXPECT_EQ(rc(kHill, std::nan("")), kPathDistance);
  EXPECT_EQ(rc({1, std::nan(""), 3, 4}, 90), kDeltaH);
  EXPECT_EQ(rc({1, INFINITY, 3, 4}, 90), kDeltaH);
  EXPECT_EQ(rc({1e9, 1e9, 1e9, 1e9}, 90), kSurfaceRefractivitySmall);
  EXPECT_EQ(rc({-1e9, -1e9, -1e9, -1e9}, 90), kSurfaceRefractivityLarge);
  EXPECT_GE(rc({1e308, -1e308, 1e308, -1e308, 0}, 90), 1000);
}

// As the published software: 10⁹ m is computed with both warnings of distance, and no more is claimed.
TEST(Itm, WarnsOfAPathOfAMillionKilometres) {
  const Answer answer = radio::itm::point_to_point(kGood, Profile{kHill, 1e9 / 8});
  EXPECT_TRUE(std::isfinite(answer.loss_db));
  EXPECT_EQ(answer.rc, radio::itm::kSuccessWithWarnings);
  EXPECT_TRUE(answer.warnings & radio::itm::kWarnDistanceTooBig1);
  EXPECT_TRUE(answer.warnings & radio::itm::kWarnDistanceTooBig2);
}

TEST(Itm, RefusesImpossibleAreas) {
  using namespace radio::itm;
  const Link link{.tx_height_m = 10,
                  .rx_height_m = 1,
                  .frequency_mhz = 230,
                  .polarization = 0,
                  .sigma_s_per_m = 0.008,
                  .climate = 5,
                  .n0 = 301};
  EXPECT_EQ(area(link, {.distance_m = 0}).rc, kPathDistance);
  EXPECT_EQ(area(link, {.distance_m = 1000, .delta_h_m = -1}).rc, kDeltaH);
  EXPECT_EQ(area(link, {.distance_m = 1000, .delta_h_m = 90, .tx_siting = 3}).rc, kTxSiting);
  EXPECT_EQ(area(link, {.distance_m = 1000, .delta_h_m = 90, .rx_siting = -1}).rc, kRxSiting);
}

// Published with NTIA's software, area.csv, first case (one decimal): here so that a clone alone checks
// itself.
TEST(Itm, NtiaAreaCaseTypedIn) {
  const Link link{.tx_height_m = 10,
                  .rx_height_m = 1,
                  .frequency_mhz = 230,
                  .polarization = 0,
                  .epsilon = 15,
                  .sigma_s_per_m = 0.008,
                  .climate = 5,
                  .n0 = 301};
  EXPECT_NEAR(radio::itm::area(link, {.distance_m = 16e3}, {0, 87, 50, 50, false}).loss_db, 152.5, 0.05);
  const Link second{.tx_height_m = 15,
                    .rx_height_m = 3,
                    .frequency_mhz = 980,
                    .polarization = 1,
                    .epsilon = 15,
                    .sigma_s_per_m = 0.008,
                    .climate = 4,
                    .n0 = 301};
  EXPECT_NEAR(radio::itm::area(second, {100e3, 5, 2, 1}, {2, 92, 53, 97, false}).loss_db, 224.1, 0.05);
}

// Hufford's QKPFL path from Crystal Palace, 77.8 km, as his qkpflanx prints it. Measured medians: 133.2 and
// 149.5 dB.
TEST(Itm, CrystalPalacePathTypedIn) {
  const std::vector<double> heights = {
      96,  84,  65,  46,  46,  46,  61,  41,  33,  27,  23,  19,  15,  15,  15,  15,  15,  15,  15,  15,
      15,  15,  15,  15,  17,  19,  21,  23,  25,  27,  29,  35,  46,  41,  35,  30,  33,  35,  37,  40,
      35,  30,  51,  62,  76,  46,  46,  46,  46,  46,  46,  50,  56,  67,  106, 83,  95,  112, 137, 137,
      76,  103, 122, 122, 83,  71,  61,  64,  67,  71,  74,  77,  79,  86,  91,  83,  76,  68,  63,  76,
      107, 107, 107, 119, 127, 133, 135, 137, 142, 148, 152, 152, 107, 137, 104, 91,  99,  120, 152, 152,
      137, 168, 168, 122, 137, 137, 170, 183, 183, 187, 194, 201, 192, 152, 152, 166, 177, 198, 156, 127,
      116, 107, 104, 101, 98,  95,  103, 91,  97,  102, 107, 107, 107, 103, 98,  94,  91,  105, 122, 122,
      122, 122, 122, 137, 137, 137, 137, 137, 137, 137, 137, 140, 144, 147, 150, 152, 159};
  Link link{.tx_height_m = 143.9,
            .rx_height_m = 8.5,
            .frequency_mhz = 41.5,
            .polarization = 0,
            .climate = 5,
            .n0 = 317.089447};
  const auto loss = [&](double confidence, double reliability) {
    return radio::itm::point_to_point(link, Profile{heights, 77.8e3 / 156},
                                      Variability::from_confidence(12, confidence, reliability))
        .loss_db;
  };
  EXPECT_NEAR(loss(50, 1), 128.6, 0.05);
  EXPECT_NEAR(loss(50, 90), 138.0, 0.05);
  EXPECT_NEAR(loss(90, 90), 146.5, 0.05);
  link.tx_height_m = 194;
  link.rx_height_m = 9.1;
  link.frequency_mhz = 573.3;
  EXPECT_NEAR(loss(50, 1), 144.3, 0.05);
  EXPECT_NEAR(loss(50, 90), 161.6, 0.05);
  EXPECT_NEAR(loss(10, 99), 156.2, 0.05);
}

}  // namespace
