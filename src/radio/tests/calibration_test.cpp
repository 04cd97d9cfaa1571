#include "radio/calibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "radio/samples.h"

namespace {

using radio::Observation;

/// Samples with a planted bias and spread, four to a block; every `gross`-th is 40 dB off, as a phone in a
/// car park is.
std::vector<Observation> planted(int count, double bias_db, double spread_db, int gross, unsigned seed) {
  std::mt19937 generator(seed);
  std::normal_distribution<double> noise(0, spread_db);
  std::uniform_real_distribution<double> level(-115, -60);
  std::vector<Observation> all;
  for (int i = 0; i < count; ++i) {
    const double predicted = level(generator);
    const double error = bias_db + noise(generator) - (gross > 0 && i % gross == 0 ? 40 : 0);
    all.push_back({predicted, predicted + error, i % 3, static_cast<std::uint64_t>(i / 4)});
  }
  return all;
}

TEST(Calibration, FindsAPlantedBiasOfEightDecibelInFiveHundredSamples) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const auto found = radio::calibrate(planted(500, 8, 6, 0, seed));
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->bias_db, 8, 1) << seed;
    EXPECT_NEAR(found->validated_rms_db, 6, 0.6) << seed;
    EXPECT_NEAR(found->spread_db, 6, 0.9) << seed;
    EXPECT_NEAR(found->raw_rms_db, 10, 0.8) << seed;
    EXPECT_LT(std::abs(found->validated_mean_db), 1) << seed;
  }
}

TEST(Calibration, AFewGrossErrorsMoveItLittle) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const auto found = radio::calibrate(planted(500, 8, 6, 20, seed));
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->bias_db, 8, 1) << seed;
    EXPECT_NEAR(found->validated_robust_db, 6, 1) << seed;
    EXPECT_GE(found->outliers, 20) << seed;
    EXPECT_GT(found->validated_rms_db, found->validated_robust_db) << seed;
  }
}

TEST(Calibration, CorrectsForestMoreThanTown) {
  std::vector<Observation> all = planted(600, 0, 4, 0, 7);
  for (Observation& o : all)
    if (o.land_class == 2) o.measured_dbm -= 12;
  const auto found = radio::calibrate(all);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->classes.size(), 3U);
  EXPECT_NEAR(found->corrected_dbm(-80, 2) - found->corrected_dbm(-80, 0), -12, 1.5);
  EXPECT_NEAR(found->validated_rms_db, 4, 0.5);
}

TEST(Calibration, TheSameSamplesGiveTheSameBits) {
  const auto all = planted(200, 3, 5, 0, 3);
  EXPECT_EQ(radio::calibrate(all)->bias_db, radio::calibrate(all)->bias_db);
}

TEST(Calibration, RefusesTooLittleToLearnFrom) {
  EXPECT_EQ(radio::calibrate({}).error().message.key, "radio.calibration_few");
  EXPECT_EQ(radio::calibrate(planted(19, 0, 1, 0, 1)).error().message.key, "radio.calibration_few");
  auto one_place = planted(100, 0, 1, 0, 1);
  for (Observation& o : one_place) o.block = 5;
  EXPECT_EQ(radio::calibrate(one_place).error().message.key, "radio.calibration_blocks");
  auto broken = planted(100, 0, 1, 0, 1);
  broken[3].measured_dbm = std::nan("");
  EXPECT_EQ(radio::calibrate(broken).error().message.key, "radio.calibration_number");
}

TEST(Calibration, BlocksAreHalfAKilometre) {
  EXPECT_EQ(radio::spatial_block(-0.3000, 100.3700), radio::spatial_block(-0.3001, 100.3701));
  EXPECT_NE(radio::spatial_block(-0.30, 100.37), radio::spatial_block(-0.31, 100.37));
}

TEST(Samples, ReadsExportsOfPhonesAndDriveTests) {
  const auto network_survey = radio::parse_samples(
      "# Created by Network Survey\n# CSV Version=0.4.0\n"
      "deviceTime,latitude,longitude,altitude,mcc,mnc,rsrp,rsrq,provider\n"
      "2025-10-10T13:58:27+07:00,-0.31,100.37,920,510,10,-112.0,-9.0,Telkomsel\n");
  ASSERT_TRUE(network_survey);
  ASSERT_EQ(network_survey->good.size(), 1U);
  EXPECT_EQ(network_survey->good[0].row, 4U);
  EXPECT_EQ(network_survey->good[0].technology, radio::Technology::kLte);
  EXPECT_EQ(network_survey->good[0].operator_name, "Telkomsel");
  EXPECT_EQ(network_survey->good[0].level_dbm, -112);

  const auto tabs = radio::parse_samples(
      "Timestamp\tLongitude\tLatitude\tOperatorname\tNetworkTech\tLevel\tQual\n"
      "2026.01.02_03.04.05\t100.37\t-0.31\tXL\t3G\t-95\t-10\n"
      "2026.01.02_03.04.06\t100.37\t-0.31\tXL\t3G\t0\t-10\n");
  ASSERT_TRUE(tabs);
  ASSERT_EQ(tabs->good.size(), 1U);
  EXPECT_EQ(tabs->good[0].technology, radio::Technology::kUmts);
  ASSERT_EQ(tabs->refused.size(), 1U);
  EXPECT_EQ(tabs->refused[0].row, 3U);
  EXPECT_EQ(tabs->refused[0].column, "level");

  const auto indonesian = radio::parse_samples(
      "Lintang;Bujur;Penyedia;Teknologi;Kuat Sinyal (dBm);Kelas\n-0.3;100.4;Indosat;4G;-101;hutan\n");
  ASSERT_TRUE(indonesian);
  ASSERT_EQ(indonesian->good.size(), 1U);
  EXPECT_EQ(indonesian->good[0].land_class, "hutan");
}

TEST(Samples, RefusesATableWithoutPlaceLevelOrTechnology) {
  EXPECT_EQ(radio::parse_samples("a,b\n1,2\n").error().message.key, "radio.samples_no_place");
  EXPECT_EQ(radio::parse_samples("lat,lon\n1,2\n").error().message.key, "radio.samples_no_level");
  EXPECT_EQ(radio::parse_samples("lat,lon,level\n1,2,-90\n").error().message.key,
            "radio.samples_no_technology");
  EXPECT_TRUE(radio::parse_samples("lat,lon,rsrp\n") && true);
  EXPECT_FALSE(radio::parse_samples("").has_value());
}

}  // namespace
