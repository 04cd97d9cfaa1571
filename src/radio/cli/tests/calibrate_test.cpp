#include <gtest/gtest.h>

#include <random>

#include "base/json.h"
#include "cli/files.h"
#include "radio/prediction.h"
#include "radio_cli/commands.h"
#include "support/shared_data.h"
#include "support/temp_dir.h"
#include "terrain_files.h"

namespace {

constexpr const char* kTowers =
    "name,lat,lon,height_m,freq_mhz,eirp_dbm,technology,operator,bandwidth_mhz\n"
    "A,0.5,11.5,42,900,60,lte,XL,10\n"
    "B,0.6,11.6,42,900,60,lte,XL,10\n"
    "C,0.5,11.5,42,900,80,lte,Other,10\n";

std::string terrain_file() {
  return support::shared_file("dem/N00E011.hgt.gz").string();
}

/// 500 places around the towers; each measured level is the model's, raised by 8 dB, give or take 6.
std::string planted_samples() {
  const radio_cli::OpenTerrain open({terrain_file()});
  std::vector<radio::ServingTower> towers(2);
  towers[0].tower = {.name = "A", .place = {0.5, 11.5}, .height_m = 42, .frequency_mhz = 900, .eirp_dbm = 60};
  towers[1].tower = {.name = "B", .place = {0.6, 11.6}, .height_m = 42, .frequency_mhz = 900, .eirp_dbm = 60};
  std::mt19937 generator(42);
  std::uniform_real_distribution<double> lat(0.45, 0.65), lon(11.45, 11.65);
  std::normal_distribution<double> noise(8, 6);
  std::string csv = "latitude,longitude,rsrp,provider\n";
  for (int kept = 0; kept < 500;) {
    radio::Sample sample;
    sample.lat_deg = lat(generator);
    sample.lon_deg = lon(generator);
    const auto level = radio::predicted_level_dbm(open.terrain(), towers, sample, {}, 30'000);
    if (!level || *level < -115 || *level > -50) continue;  // weaker ones a phone would not have reported
    char row[128];
    std::snprintf(row, sizeof row, "%.7f,%.7f,%.2f,xl\n", sample.lat_deg, sample.lon_deg,
                  *level + noise(generator));
    csv += row;
    ++kept;
  }
  return csv;
}

TEST(RadioCalibrate, PrintsThePlantedBiasAndTheErrorThatRemains) {
  SKIP_WITHOUT_SHARED_DATA();
  const support::TempDir dir;
  const auto towers = support::write_file(dir / "towers.csv", kTowers);
  const auto samples = support::write_file(dir / "samples.csv", planted_samples() + "0,0,-90,xl\n1,2,3,xl\n");
  testing::internal::CaptureStdout();
  const int exit =
      radio_cli::radio_calibrate({"--terrain", terrain_file(), "--towers", towers.string(), "--samples",
                                  samples.string(), "--out", (dir / "out.csv").string(), "--json"});
  const auto summary = base::Json::parse(testing::internal::GetCapturedStdout());
  EXPECT_EQ(exit, cli::kDone);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->at("samples").as_int(), 500);
  EXPECT_EQ(summary->at("refused").as_int(), 2);
  EXPECT_NEAR(summary->at("bias_db").as_double(), 8, 1);
  EXPECT_NEAR(summary->at("validated_rms_db").as_double(), 6, 0.6);
  EXPECT_NE(support::read_file(dir / "out.csv").find("row,lat,lon"), std::string::npos);
}

TEST(RadioCalibrate, NeedsPartsToValidateWith) {
  for (const char* folds : {"0", "1", "1000000"})
    EXPECT_EQ(
        radio_cli::radio_calibrate({"--terrain", "t", "--towers", "t", "--samples", "s", "--folds", folds}),
        cli::kUsage);
}

TEST(RadioCalibrate, RefusesSamplesWithoutALevel) {
  SKIP_WITHOUT_SHARED_DATA();
  const support::TempDir dir;
  const auto towers = support::write_file(dir / "towers.csv", kTowers);
  const auto samples = support::write_file(dir / "samples.csv", "lat,lon\n0.5,11.5\n");
  EXPECT_THROW(radio_cli::radio_calibrate(
                   {"--terrain", terrain_file(), "--towers", towers.string(), "--samples", samples.string()}),
               cli::RefusedInput);
}

TEST(Prediction, AnOperatorsPhoneSeesItsOwnTowersOnly) {
  SKIP_WITHOUT_SHARED_DATA();
  const radio_cli::OpenTerrain open({terrain_file()});
  std::vector<radio::ServingTower> towers(1);
  towers[0].tower = {.name = "A", .place = {0.5, 11.5}, .height_m = 42, .frequency_mhz = 900, .eirp_dbm = 60};
  towers[0].operator_name = "XL";
  towers[0].technology = radio::Technology::kLte;
  radio::Sample sample;
  sample.lat_deg = 0.52;
  sample.lon_deg = 11.52;
  sample.operator_name = "xl";
  const auto level = [&] { return radio::predicted_level_dbm(open.terrain(), towers, sample, {}, 30'000); };
  ASSERT_TRUE(level());
  EXPECT_LT(*level(), -40);
  sample.operator_name = "Telkomsel";
  EXPECT_FALSE(level());
  sample.operator_name = "";
  sample.technology = radio::Technology::kGsm;
  EXPECT_FALSE(level());
  EXPECT_NEAR(radio::bearing_deg({0, 0}, {0, 1}), 90, 1e-9);
  EXPECT_NEAR(radio::bearing_deg({0, 0}, {0, -1}), 270, 1e-9);
}

}  // namespace
