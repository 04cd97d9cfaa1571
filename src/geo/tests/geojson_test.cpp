#include "geo/geojson.h"

#include <gtest/gtest.h>

#include "support/shared_data.h"
#include "support/temp_dir.h"

namespace {

base::Result<geo::Geometry> parse(std::string_view text, const geo::GeoJsonLimits& limits = {}) {
  return geo::parse_geometry(*base::Json::parse(text), limits);
}

std::string refusal(std::string_view text) {
  const auto geometry = parse(text);
  return geometry ? "none" : geometry.error().message.key;
}

// The examples of RFC 7946, appendix A.
TEST(GeoJson, ReadsTheExamplesOfTheRfc) {
  EXPECT_EQ(*parse(R"({"type":"Point","coordinates":[100.0,0.0]})"), geo::Geometry(geo::Point{0, 100}));
  EXPECT_TRUE(parse(R"({"type":"LineString","coordinates":[[100.0,0.0],[101.0,1.0]]})"));
  const auto with_hole = parse(R"({"type":"Polygon","coordinates":[
      [[100.0,0.0],[101.0,0.0],[101.0,1.0],[100.0,1.0],[100.0,0.0]],
      [[100.8,0.8],[100.8,0.2],[100.2,0.2],[100.2,0.8],[100.8,0.8]]]})");
  ASSERT_TRUE(with_hole);
  EXPECT_EQ(std::get<geo::Polygon>(*with_hole).rings.size(), 2u);
  EXPECT_TRUE(parse(R"({"type":"MultiPoint","coordinates":[[100.0,0.0],[101.0,1.0]]})"));
  EXPECT_TRUE(parse(R"({"type":"MultiLineString","coordinates":[[[100,0],[101,1]],[[102,2],[103,3]]]})"));
  EXPECT_TRUE(
      parse(R"({"type":"MultiPolygon","coordinates":[[[[102,2],[103,2],[103,3],[102,3],[102,2]]]]})"));
}

TEST(GeoJson, SaysWhatIsWrongWithAShape) {
  EXPECT_EQ(refusal("null"), "geojson.no_geometry");
  EXPECT_EQ(refusal(R"({"type":"GeometryCollection","geometries":[]})"), "geojson.kind_unknown");
  EXPECT_EQ(refusal(R"({"type":"Point","coordinates":["102",-2]})"), "geojson.no_position");
  EXPECT_EQ(refusal(R"({"type":"Point","coordinates":[-2.3,102.6]})"), "geojson.outside_the_earth");
  EXPECT_EQ(refusal(R"({"type":"LineString","coordinates":[[1,1]]})"), "geojson.too_few_points");
  EXPECT_EQ(refusal(R"({"type":"Polygon","coordinates":[]})"), "geojson.too_few_points");
  EXPECT_EQ(refusal(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})"), "geojson.ring_open");
}

TEST(GeoJson, RefusesNumbersThatAreNotFinite) {
  for (const char* number : {"1e400", "NaN", "Infinity"})
    EXPECT_FALSE(geo::parse_features(R"({"type":"Feature","geometry":{"type":"Point","coordinates":[)" +
                                     std::string(number) + ",0]}}"));
}

TEST(GeoJson, ReadsOverAHeight) {
  EXPECT_EQ(*parse(R"({"type":"Point","coordinates":[102.5,-2.5,70]})"),
            geo::Geometry(geo::Point{-2.5, 102.5}));
}

TEST(GeoJson, KeepsToItsLimits) {
  const auto line = R"({"type":"LineString","coordinates":[[1,1],[2,2],[3,3]]})";
  EXPECT_TRUE(parse(line, {.vertices = 3}));
  EXPECT_EQ(parse(line, {.vertices = 2}).error().message.key, "geojson.too_many_vertices");
  std::string deep(10'000, '[');
  EXPECT_EQ(geo::parse_features(deep).error().message.key, "json.too_deep");
  const auto two = R"({"type":"FeatureCollection","features":[{"type":"Feature"},{"type":"Feature"}]})";
  EXPECT_EQ(geo::parse_features(two, {.features = 1}).error().code, base::ErrorCode::kTooLarge);
}

TEST(GeoJson, OneBrokenFeatureDoesNotRefuseTheFile) {
  const auto features = geo::parse_features(R"({"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"kode":"15.03"},"geometry":null},
      {"type":"Feature","properties":{"kode":"15.04"},"geometry":{"type":"Point","coordinates":[102,-2]}}]})");
  ASSERT_TRUE(features);
  EXPECT_EQ((*features)[0].geometry.error().message.key, "geojson.no_geometry");
  EXPECT_EQ((*features)[1].properties.at("kode").as_string(), "15.04");
  EXPECT_TRUE((*features)[1].geometry);
}

TEST(GeoJson, WritesWhatItReadsRoundedToTheDigitsAsked) {
  EXPECT_EQ(geo::write_geometry(geo::Point{-2.61490149, 102.39513151}).dump(),
            R"({"type":"Point","coordinates":[102.395132,-2.614901]})");
  const auto text = R"({"type":"Polygon","coordinates":[[[100,0],[101,0],[101,1],[100,0]]]})";
  EXPECT_EQ(*parse(geo::write_geometry(*parse(text)).dump()), *parse(text));
}

TEST(GeoJson, ReadsTheVillagesOfARegency) {
  SKIP_WITHOUT_SHARED_DATA();
  const auto features =
      geo::parse_features(support::read_file(support::shared_file("sarolangun/sarolangun_desa.geojson")));
  ASSERT_TRUE(features);
  EXPECT_EQ(features->size(), 158u);
  std::size_t vertices = 0;
  for (const auto& feature : *features) {
    ASSERT_TRUE(feature.geometry);
    vertices += geo::vertex_count(*feature.geometry);
  }
  EXPECT_EQ(vertices, 8475u);  // SOURCES.md
}

}  // namespace
