// ITU-R P.1812-6 and P.2108-1 against published cases: ../shared/data/itm.
#include <gtest/gtest.h>

#include <cmath>

#include "radio/p1812.h"
#include "radio/p1812_file.h"
#include "radio/p2108.h"
#include "support/shared_data.h"
#include "support/temp_dir.h"
#include "tests/table.h"

namespace {

using test::number;
using test::Row;
using test::whole;

radio::P1812File profile_of(const Row& row) {
  const std::string text =
      support::read_file(support::shared_file("itm/p1812_profiles/" + row.at("profile") + ".csv"));
  auto file = radio::parse_p1812_file(text);
  if (!file) throw std::runtime_error(file.error().message.key);
  return *std::move(file);
}

radio::p1812::Link link_of(const Row& row) {
  return {.frequency_ghz = number(row, "f (GHz)"),
          .tx_height_m = number(row, "htg (m)"),
          .rx_height_m = number(row, "hrg (m)"),
          .polarization = whole(row, "pol") - 1,
          .time_percent = number(row, "p (%)"),
          .location_percent = number(row, "pL (%)"),
          .location_sigma_db = number(row, "sigmaL (dB)"),
          .delta_n = number(row, "DN"),
          .n0 = number(row, "N0"),
          .centre_latitude_deg =
              radio::p1812::centre_latitude_deg({number(row, "phi_t (deg)"), number(row, "lam_t (deg)"),
                                                 number(row, "phi_r (deg)"), number(row, "lam_r (deg)")},
                                                number(row, "d (km)")),
          .tx_to_coast_km = number(row, "dct (km)"),
          .rx_to_coast_km = number(row, "dcr (km)")};
}

TEST(P1812, AllStepsOfThePublishedCases) {
  SKIP_WITHOUT_SHARED_DATA();
  const test::Table table = test::read_table("itm/p1812_cases.csv");
  EXPECT_FALSE(table.rows.empty());
  for (const Row& row : table.rows) {
    const radio::P1812File file = profile_of(row);
    const radio::p1812::Answer answer = radio::p1812::loss(link_of(row), file.path());
    ASSERT_EQ(answer.rc, 0);
    const radio::p1812::Steps& s = answer.steps;
    const auto same = [&](double ours, const char* column) {
      const double published = number(row, column);
      // Ten digits are printed.
      EXPECT_NEAR(ours, published, 1e-6 * std::max(1.0, std::abs(published) * 1e-3))
          << column << " of " << row.at("profile") << " " << row.at("dataset");
    };
    same(s.distance_km, "d (km)");
    same(s.tx_horizon_km, "dlt (km)");
    same(s.rx_horizon_km, "dlr (km)");
    same(s.tx_horizon_mrad, "th_t (mrad)");
    same(s.rx_horizon_mrad, "th_r (mrad)");
    same(s.angular_distance_mrad, "th (mrad)");
    same(s.sea_fraction, "w");
    same(s.longest_land_km, "dtm (km)");
    same(s.longest_inland_km, "dlm (km)");
    same(s.anomalous_time_percent, "b0 (%)");
    same(s.earth_radius_km, "ae (km)");
    same(s.smooth_tx_m, "hst (m)");
    same(s.smooth_rx_m, "hsr (m)");
    same(s.duct_tx_m, "hst (m)'");
    same(s.duct_rx_m, "hsr (m)'");
    same(s.diffraction_tx_m, "hstd (m)");
    same(s.diffraction_rx_m, "hsrd (m)");
    same(s.effective_tx_m, "hte (m)");
    same(s.effective_rx_m, "hre (m)");
    same(s.roughness_m, "hm (m)");
    same(s.f_i, "Fi");
    same(s.f_j, "Fj");
    same(s.f_k, "Fk");
    same(s.free_space_db, "Lbfs");
    same(s.los_p_db, "Lb0p");
    same(s.los_beta_db, "Lb0b");
    same(s.bullington_actual_db, "Lbulla (dB)");
    same(s.bullington_smooth_db, "Lbulls (dB)");
    same(s.spherical_db, "Ldsph (dB)");
    same(s.diffraction_50_db, "Ld50 (dB)");
    same(s.diffraction_beta_db, "Ldb (dB)");
    same(s.diffraction_p_db, "Ldp (dB)");
    same(s.loss_diffraction_50_db, "Lbd50 (dB)");
    // The software that wrote the table overwrites Lbd by Lbda before it prints it.
    if (s.notional_anomalous_db > s.loss_diffraction_p_db) same(s.loss_diffraction_p_db, "Lbd (dB)");
    same(s.notional_los_db, "Lminb0p (dB)");
    same(s.anomalous_db, "Lba (dB)");
    same(s.notional_anomalous_db, "Lminbap (dB)");
    same(s.diffraction_or_duct_db, "Lbda (dB)");
    same(s.modified_db, "Lbam (dB)");
    same(s.troposcatter_db, "Lbs (dB)");
    same(s.combined_db, "Lbc (dB)");
    EXPECT_NEAR(answer.loss_db, number(row, "Lb (dB)"), 1e-6);
    EXPECT_NEAR(199.36 + 20 * std::log10(number(row, "f (GHz)")) - answer.loss_db, number(row, "Ep (dBuV/m)"),
                1e-6);
  }
}

TEST(P1812, RefusesWhatTheRecommendationExcludes) {
  const std::vector<double> d = {0, 1, 2, 3, 4}, h = {10, 20, 15, 30, 5};
  const radio::p1812::Link good{.frequency_ghz = 0.9, .tx_height_m = 30, .rx_height_m = 1.5};
  EXPECT_EQ(radio::p1812::loss(good, {d, h, {}, {}}).rc, 0);
  const auto refused = [&](auto change) {
    radio::p1812::Link link = good;
    change(link);
    return radio::p1812::loss(link, {d, h, {}, {}}).rc;
  };
  using radio::p1812::Link;
  EXPECT_EQ(refused([](Link& l) { l.time_percent = 51; }), radio::p1812::kTime);
  EXPECT_EQ(refused([](Link& l) { l.tx_height_m = 0; }), radio::p1812::kTxHeight);
  EXPECT_EQ(refused([](Link& l) { l.rx_height_m = std::nan(""); }), radio::p1812::kRxHeight);
  EXPECT_EQ(refused([](Link& l) { l.frequency_ghz = 0; }), radio::p1812::kFrequency);
  EXPECT_EQ(refused([](Link& l) { l.frequency_ghz = 20; }), radio::p1812::kSuccessWithWarnings);
  const std::vector<double> back = {0, 2, 1, 3, 4}, nan = {10, std::nan(""), 15, 30, 5};
  EXPECT_EQ(radio::p1812::loss(good, {back, h, {}, {}}).rc, radio::p1812::kProfile);
  EXPECT_EQ(radio::p1812::loss(good, {d, nan, {}, {}}).rc, radio::p1812::kProfile);
  const std::vector<std::uint8_t> zones = {4, 4, 2, 4, 4};
  EXPECT_EQ(radio::p1812::loss(good, {d, h, {}, zones}).rc, radio::p1812::kZone);
}

// NBS Technical Note 101, equation 4.3. For 301 N-units it is the earth of 4/3 radius: 157 / (157 - 39.2).
TEST(P1812, TakesTheAirThatTheRefractivityHasOnAverage) {
  EXPECT_NEAR(radio::p1812::mean_delta_n(301), 39.2, 0.05);
  EXPECT_NEAR(157 / (157 - radio::p1812::mean_delta_n(301)), 4.0 / 3, 0.001);
  EXPECT_NEAR(radio::p1812::mean_delta_n(360), 54.5, 0.05);
}

TEST(P1812File, SaysWhichLineIsNoNumber) {
  const auto file = radio::parse_p1812_file("x\nNumber of Points:,2\n0,1,2,,\n1,far,,,4\n");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().message.key, "radio.profile_number");
  EXPECT_EQ(std::get<std::int64_t>(file.error().message.values[0].second), 4);
  EXPECT_EQ(radio::parse_p1812_file("Number of Points:,1e9\n").error().message.key, "radio.profile_count");
  EXPECT_EQ(radio::parse_p1812_file("Number of Points:,3\n0,1\n").error().message.key, "radio.profile_count");
  EXPECT_EQ(radio::parse_p1812_file("").error().message.key, "radio.profile_none");
}

TEST(P2108, PublishedCases) {
  SKIP_WITHOUT_SHARED_DATA();
  const auto expect = [](const radio::p2108::Answer& answer, const Row& row, const char* column) {
    EXPECT_EQ(answer.rc, whole(row, "rtn"));
    if (whole(row, "rtn") != 0) return;
    EXPECT_NEAR(answer.loss_db, number(row, column), 0.1);
  };
  for (const Row& row : test::read_table("itm/p2108_HeightGainTerminalCorrectionModel.csv").rows)
    expect(
        radio::p2108::height_gain({number(row, "f__ghz"), number(row, "h__meter"), number(row, "w_s__meter"),
                                   number(row, "R__meter"), whole(row, "clutter_type")}),
        row, "A_h__db");
  for (const Row& row : test::read_table("itm/p2108_TerrestrialStatisticalModel.csv").rows)
    expect(radio::p2108::terrestrial({number(row, "f__ghz"), number(row, "d__km"), number(row, "p")}), row,
           "L_ctt__db");
  for (const Row& row : test::read_table("itm/p2108_AeronauticalStatisticalModel.csv").rows)
    expect(radio::p2108::aeronautical({number(row, "f__ghz"), number(row, "theta_deg"), number(row, "p")}),
           row, "L_ces__db");
}

}  // namespace
