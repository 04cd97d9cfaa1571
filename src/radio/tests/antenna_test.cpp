#include "radio/antenna.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using radio::Antenna;
using radio::antenna_loss_db;
using radio::Direction;

TEST(Antenna, OmniIsTheSameAllRound) {
  EXPECT_EQ(antenna_loss_db({radio::Omni{}, 0, 0}, {123, -20}), 0);
}

// 3GPP TR 36.814, table A.2.1.1-2: 3 dB at half the beamwidth, never more than 25 dB.
TEST(Antenna, SectorFollows3gpp) {
  const Antenna sector{
      radio::Sector{.horizontal_width_deg = 70, .vertical_width_deg = 10, .electrical_tilt_deg = 6}, 350, 0};
  EXPECT_NEAR(antenna_loss_db(sector, {350, -6}), 0, 1e-12);
  EXPECT_NEAR(antenna_loss_db(sector, {25, -6}), 3, 1e-12);  // across north
  EXPECT_NEAR(antenna_loss_db(sector, {350, -1}), 3, 1e-12);
  EXPECT_NEAR(antenna_loss_db(sector, {170, -6}), 25, 1e-12);
  EXPECT_NEAR(antenna_loss_db(sector, {350, 40}), 20, 1e-12);
  EXPECT_NEAR(antenna_loss_db(sector, {170, 40}), 25, 1e-12);
}

TEST(Antenna, MechanicalTiltSinksTheFrontAndRaisesTheBack) {
  const Antenna tilted{radio::Sector{.horizontal_width_deg = 360, .vertical_width_deg = 10}, 0, 5};
  EXPECT_NEAR(antenna_loss_db(tilted, {0, -5}), 0, 1e-12);
  const double behind_up = antenna_loss_db(tilted, {180, 5}),
               behind_down = antenna_loss_db(tilted, {180, -5});
  EXPECT_LT(behind_up, behind_down);
  EXPECT_NEAR(antenna_loss_db(tilted, {90, 0}) - antenna_loss_db(tilted, {-90, 0}), 0, 1e-12);
}

TEST(Antenna, TheRaySinksWithTheEarth) {
  EXPECT_NEAR(radio::direction_to(1000, 30, 0).elevation_deg, -0.0034, 1e-4);
  EXPECT_NEAR(radio::direction_to(1000, 30, 1000).elevation_deg, 45, 0.01);
}

std::string msi(const std::string& gain, int degrees = 360) {
  std::string text =
      "NAME Kathrein 80010865\r\nFREQUENCY 1850\r\nGAIN " + gain + "\r\nTILT ELECTRICAL 6\r\nCOMMENT x\r\n";
  text += "HORIZONTAL 360\r\n";
  for (int i = 0; i < degrees; ++i)
    text += std::to_string(i) + " " + std::to_string(i <= 180 ? i / 10.0 : (360 - i) / 10.0) + "\r\n";
  text += "VERTICAL 360\r\n";
  for (int i = 0; i < 360; ++i) text += std::to_string(i) + "\t" + (i == 6 ? "0" : "10") + "\r\n";
  return text;
}

TEST(Msi, ReadsGainInBothUnitsAndBothCurves) {
  const auto dbd = radio::parse_msi(msi("15.5"));
  ASSERT_TRUE(dbd);
  EXPECT_EQ(dbd->name, "Kathrein 80010865");
  EXPECT_NEAR(dbd->gain_dbi, 17.65, 1e-12);
  EXPECT_EQ(dbd->frequency_mhz, 1850);
  EXPECT_EQ(dbd->electrical_tilt_deg, 6);
  EXPECT_NEAR(radio::parse_msi(msi("17.65 dBi"))->gain_dbi, 17.65, 1e-12);
  EXPECT_NEAR(radio::parse_msi(msi("17.65dBi"))->gain_dbi, 17.65, 1e-12);
  const Antenna antenna{std::make_shared<const radio::Pattern>(*dbd), 90, 0};
  EXPECT_NEAR(antenna_loss_db(antenna, {90, -6}), 0, 1e-12);
  EXPECT_NEAR(antenna_loss_db(antenna, {100.5, -6}), 1.05, 1e-12);  // between two degrees
  EXPECT_NEAR(antenna_loss_db(antenna, {79.5, -6}), 1.05, 1e-12);
  EXPECT_NEAR(antenna_loss_db(antenna, {90, 20}), 10, 1e-12);
}

TEST(Msi, RefusesHalfAPatternWithItsLine) {
  const auto why = [](const std::string& text) { return radio::parse_msi(text).error().message; };
  EXPECT_EQ(why("").key, "radio.msi_no_curve");
  EXPECT_EQ(why(msi("15", 359)).key, "radio.msi_number");  // the line VERTICAL stands where a degree should
  EXPECT_EQ(why("HORIZONTAL 360\n0 1\n0 2\n").key, "radio.msi_twice");
  EXPECT_EQ(std::get<std::int64_t>(why("HORIZONTAL 360\n0 1\n0 2\n").values[0].second), 3);
  EXPECT_EQ(why("HORIZONTAL 360\n400 1\n").key, "radio.msi_range");
  EXPECT_EQ(why("HORIZONTAL 180\n").key, "radio.msi_count");
  EXPECT_EQ(why("HORIZONTAL 360\n1 2\n").key, "radio.msi_short");
  EXPECT_EQ(why("GAIN much\n").key, "radio.msi_gain");
  EXPECT_EQ(why("GAIN 17 (dBi)\n").key, "radio.msi_gain");  // taken for dBd it would be 2 dB too much
  EXPECT_EQ(why(std::string(2'000'000, 'x')).key, "radio.msi_long");
}

}  // namespace
