#include "geo/wkb.h"

#include <gtest/gtest.h>

#include <rapidcheck.h>

namespace {

using namespace std::string_literals;

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}

// POINT(2 4), big-endian: the example of Wikipedia's "Well-known text representation of geometry".
TEST(Wkb, ReadsThePublishedBigEndianPoint) {
  const auto point = geo::decode_wkb(from_hex("000000000140000000000000004010000000000000"));
  ASSERT_TRUE(point);
  EXPECT_EQ(std::get<geo::Point>(*point), (geo::Point{4, 2}));
}

TEST(Wkb, WritesLittleEndianWithTheLongitudeFirst) {
  EXPECT_EQ(geo::encode_wkb(geo::Point{4, 2}), from_hex("010100000000000000000000400000000000001040"));
}

TEST(Wkb, RefusesWhatIsCutShortOrGoesOn) {
  const std::string whole = geo::encode_wkb(geo::Line{{{0, 0}, {1, 1}}});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(geo::decode_wkb(whole.substr(0, size))) << size;
  EXPECT_EQ(geo::decode_wkb(whole + "x").error().message.key, "wkb.more_bytes");
}

TEST(Wkb, ALyingCountAllocatesNothing) {
  EXPECT_FALSE(geo::decode_wkb(from_hex("0103000000ffffffff")));
  EXPECT_FALSE(geo::decode_wkb(from_hex("0102000000ffffff7f00000000")));
}

TEST(Wkb, RefusesPlacesThatAreNotOnTheEarth) {
  for (const double lat :
       {91.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    EXPECT_EQ(geo::decode_wkb(geo::encode_wkb(geo::Point{lat, 0})).error().message.key,
              "wkb.outside_the_earth");
}

TEST(Wkb, RefusesAnOpenRing) {
  EXPECT_EQ(
      geo::decode_wkb(geo::encode_wkb(geo::Polygon{{{{0, 0}, {0, 1}, {1, 1}, {1, 0}}}})).error().message.key,
      "wkb.ring_open");
}

geo::Path any_path(int at_least) {
  const int extra = *rc::gen::inRange(0, 5);
  geo::Path path;
  for (int i = 0; i < at_least + extra; ++i)
    path.push_back({*rc::gen::inRange(-90000, 90001) / 1000.0, *rc::gen::inRange(-180000, 180001) / 1000.0});
  return path;
}

geo::Polygon any_polygon() {
  geo::Polygon polygon;
  const int rings = *rc::gen::inRange(1, 4);
  for (int i = 0; i < rings; ++i) {
    polygon.rings.push_back(any_path(3));
    polygon.rings.back().push_back(polygon.rings.back().front());
  }
  return polygon;
}

geo::Geometry any_geometry() {
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return any_path(1)[0];
    case 1:
      return geo::MultiPoint{any_path(1)};
    case 2:
      return geo::Line{any_path(2)};
    case 3:
      return geo::MultiLine{{any_path(2), any_path(2)}};
    case 4:
      return any_polygon();
    default:
      return geo::MultiPolygon{{any_polygon(), any_polygon()}};
  }
}

TEST(Wkb, WhatWasWrittenReadsTheSame) {
  EXPECT_TRUE(rc::check([] {
    const geo::Geometry geometry = any_geometry();
    const auto again = geo::decode_wkb(geo::encode_wkb(geometry));
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == geometry);
  }));
}

}  // namespace
