#include "base/json.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/fields.h"

namespace {

using base::Json;

std::string refusal(std::string_view text, Json::Limits limits = {}) {
  const auto parsed = Json::parse(text, limits);
  return parsed ? "" : parsed.error().message.key;
}

TEST(Json, ParsedAndWrittenTextIsTheSame) {
  const std::string text = R"({"nama":"Goa \"Calau\"","lat":-2.614901,"ada":[1,null,true,""],"kosong":{}})";
  EXPECT_EQ(Json::parse(text).value().dump(), text);
}

TEST(Json, MembersKeepTheirOrder) {
  Json value;
  value["z"] = 1;
  value["a"] = 2;
  EXPECT_EQ(value.dump(), R"({"z":1,"a":2})");
}

TEST(Json, LargeIntegersAreExact) {
  EXPECT_EQ(Json::parse("9007199254740993").value().as_int(), 9007199254740993);
  EXPECT_EQ(Json::parse("-9223372036854775808").value().as_int(), std::numeric_limits<std::int64_t>::min());
}

TEST(Json, WhatIsNotFiniteBecomesNull) {
  EXPECT_EQ(Json(std::numeric_limits<double>::infinity()).dump(), "null");
}

TEST(Json, RefusesHostileText) {
  EXPECT_EQ(refusal("{"), "json.malformed");
  EXPECT_EQ(refusal(R"({"a":1,"a":2})"), "json.member_twice");
  EXPECT_EQ(refusal(std::string(100'000, '[')), "json.too_deep");
  EXPECT_EQ(refusal("[1,2,3]", {.bytes = 3}), "json.too_long");
  EXPECT_EQ(refusal("\"\xff\""), "json.malformed");
  EXPECT_EQ(refusal("1e999"), "json.malformed");
}

struct Sample {
  std::string name = "Limun";
  std::optional<double> area;
  std::vector<int> years = {2024, 2025};
  base::Date on = {2026, 11, 24};
};
template <class Visit>
void fields(Visit& visit, Sample& s) {
  visit("name", s.name);
  visit("area", s.area);
  visit("years", s.years);
  visit("on", s.on);
}

TEST(Fields, AStructBecomesAnObject) {
  EXPECT_EQ(base::to_json(Sample{}).dump(),
            R"({"name":"Limun","area":null,"years":[2024,2025],"on":"2026-11-24"})");
}

}  // namespace
