#include "tables/coordinate.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace {

using tables::AngleFault;
using tables::Axis;

// Napal Melintang, Sarolangun: -2.614901, 102.395131 = 2°36'53.6436"S 102°23'42.4716"E.
constexpr double kLat = -2.614901, kLon = 102.395131;

struct Typed {
  const char* text;
  double degrees;
};

TEST(Coordinate, ReadsTheFormsThatPeopleType) {
  const double south = -(2 + 36 / 60.0 + 53.6 / 3600), east = 102 + 23 / 60.0 + 42 / 3600.0;
  const Typed typed[] = {
      {"-2.614901", kLat},
      {"-2,614901", kLat},
      {" −2,614901 ", kLat},
      {"\xC2\xA0-2.614901\xC2\xA0", kLat},
      {"'-2.614901", kLat},
      {"+102.395131", kLon},
      {"102.395131°", kLon},
      {"102,395131 BT", kLon},
      {"S 2.614901", kLat},
      {"2.614901 S", kLat},
      {"2,614901° LS", kLat},
      {"-2.614901 LS", kLat},
      {"Lintang: -2.614901", kLat},
      {"2°36'53,6\"S", south},
      {"2°36'53.6\"S", south},
      {"2° 36' 53,6\" LS", south},
      {"02°36′53.6″ Lintang Selatan", south},
      {"2º36’53,6” LS", south},
      {"2°36'53.6'' S", south},
      {"-2°36'53.6\"", south},
      {"LS 2 36 53,6", south},
      {"2 36 53.6 S", south},
      {"2:36:53.6 S", south},
      {"2?36'53.6\"S", south},
      {"2\xEF\xBF\xBD"
       "36'53.6\"S",
       south},
      {"2 derajat 36 menit 53,6 detik lintang selatan", south},
      {"102 23 42 BT", east},
      {"102-23-42 BT", east},
      {"102°23'42\" E", east},
      {"BT 102°23'42\"", east},
      {"102°23.7'", east},
      {"102o23'42\"BT", east},
      {"2d36m53.6s S", south},
      {"2/36/53.6 LS", south},
      {"S 02° 36' 53.6\"", south},
      {"-2,614901E+00", kLat},
      {"1.02395131E+02", kLon},
      {"1 LU", 1},
      {"0", 0},
      {".5", 0.5},
  };
  for (const Typed& t : typed) {
    const auto result = tables::parse_angle(t.text);
    ASSERT_TRUE(result.angle) << t.text;
    EXPECT_NEAR(result.angle->degrees, t.degrees, 1e-9) << t.text;
  }
}

TEST(Coordinate, LettersTellTheAxis) {
  EXPECT_EQ(tables::parse_angle("2,6 LS").angle->axis, Axis::kLatitude);
  EXPECT_EQ(tables::parse_angle("102,4 BT").angle->axis, Axis::kLongitude);
  EXPECT_EQ(tables::parse_angle("102,4").angle->axis, Axis::kUnknown);
  EXPECT_FALSE(tables::parse_angle("2°36'53\"").angle->has_sign);
}

TEST(Coordinate, SaysWhyItCannotBeRead) {
  const auto fault = [](const char* text) { return tables::parse_angle(text).fault; };
  EXPECT_EQ(fault("NaN"), AngleFault::kNotFinite);
  EXPECT_EQ(fault("-inf"), AngleFault::kNotFinite);
  EXPECT_EQ(fault("dekat balai desa"), AngleFault::kNotAngle);
  EXPECT_EQ(fault("2°66'10\"S"), AngleFault::kMinutes);
  EXPECT_EQ(fault("2°10'75\"S"), AngleFault::kMinutes);
  EXPECT_EQ(fault("2,5 36"), AngleFault::kNotAngle);
  EXPECT_EQ(fault("48M 345678 9712345"), AngleFault::kProjected);
  EXPECT_EQ(fault("UTM 345678"), AngleFault::kProjected);
  EXPECT_EQ(fault("48 M 345678"), AngleFault::kProjected);
  EXPECT_EQ(fault("-2,,61"), AngleFault::kNotAngle);
  EXPECT_EQ(fault(""), AngleFault::kNotAngle);
  EXPECT_EQ(fault("1 2 3 4"), AngleFault::kNotAngle);
}

TEST(Coordinate, MarksThatASpreadsheetMovedKeepTheirDigits) {
  const auto result = tables::parse_angle("-2.614.901");
  EXPECT_EQ(result.fault, AngleFault::kMarksAstray);
  EXPECT_TRUE(result.negative);
  EXPECT_EQ(result.digits, "2614901");
}

TEST(Coordinate, PairsAreReadInEitherOrder) {
  for (const char* text :
       {"-2.614901, 102.395131", "-2.614901,102.395131", "-2.614901 102.395131", "-2,614901; 102,395131",
        "-2,614901, 102,395131", "-2,614901,102,395131", "102.395131, -2.614901", "(-2.614901, 102.395131)",
        "POINT(102.395131 -2.614901)", "2.614901 S, 102.395131 E", "2.614901 LS 102.395131 BT",
        "S 2.614901 E 102.395131", "102,395131 BT / 2,614901 LS",
        "https://www.google.com/maps/@-2.614901,102.395131,15z",
        "https://maps.google.com/?q=-2.614901,102.395131", "Lat: -2.614901, Long: 102.395131",
        "-2.614901,102.395131,45", "102.395131,-2.614901,45.5"}) {
    const auto pair = tables::parse_angle_pair(text);
    ASSERT_TRUE(pair) << text;
    EXPECT_NEAR(pair->latitude, kLat, 1e-9) << text;
    EXPECT_NEAR(pair->longitude, kLon, 1e-9) << text;
  }
  const auto dms = tables::parse_angle_pair("2°36'53,6\"S 102°23'42,4\"E");
  ASSERT_TRUE(dms);
  EXPECT_NEAR(dms->latitude, -2.614889, 1e-6);
  EXPECT_NEAR(dms->longitude, 102.395111, 1e-6);
}

TEST(Coordinate, OneFigureIsNoPair) {
  EXPECT_FALSE(tables::parse_angle_pair("-2.614901"));
  EXPECT_FALSE(tables::parse_angle_pair("-2,614901"));
  EXPECT_FALSE(tables::parse_angle_pair("-2.614.901"));
  EXPECT_FALSE(tables::parse_angle_pair("Napal Melintang, Limun"));
}

RC_GTEST_PROP(Coordinate, DegreesMinutesSecondsGiveTheSameAngle, ()) {
  const int degrees = *rc::gen::inRange(0, 180), minutes = *rc::gen::inRange(0, 60);
  const int tenths = *rc::gen::inRange(0, 600);
  const bool west = *rc::gen::arbitrary<bool>();
  const char mark = *rc::gen::element('.', ',');
  const auto text =
      fmt::format("{}°{}'{}{}{}\" {}", degrees, minutes, tenths / 10, mark, tenths % 10, west ? "BB" : "BT");
  const auto result = tables::parse_angle(text);
  RC_ASSERT(result.angle.has_value());
  const double size = degrees + minutes / 60.0 + tenths / 36000.0;
  RC_ASSERT(std::abs(result.angle->degrees - (west ? -size : size)) < 1e-9);
}

RC_GTEST_PROP(Coordinate, DecimalDegreesGiveTheSameAngle, ()) {
  const int micro = *rc::gen::inRange(-180'000'000, 180'000'000);
  std::string text = fmt::format("{:.6f}", micro / 1e6);
  if (*rc::gen::arbitrary<bool>()) text[text.find('.')] = ',';
  const auto result = tables::parse_angle(text);
  RC_ASSERT(result.angle.has_value());
  RC_ASSERT(std::abs(result.angle->degrees - micro / 1e6) < 1e-9);
}

}  // namespace
