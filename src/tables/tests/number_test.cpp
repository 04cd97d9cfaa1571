#include "tables/number.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>

namespace {

using tables::NumberFault;
using tables::NumberStyle;

constexpr NumberStyle kComma{',', true}, kPoint{'.', true}, kUnsure{',', false};

double value(const char* text, NumberStyle style = kUnsure) {
  const auto result = tables::parse_number(text, style);
  return result.number ? result.number->value : std::nan("");
}

TEST(Number, WhatCanBeReadInOneWayOnlyIsReadSo) {
  EXPECT_DOUBLE_EQ(value("1.950,5", kPoint), 1950.5);
  EXPECT_DOUBLE_EQ(value("1,950.5", kComma), 1950.5);
  EXPECT_DOUBLE_EQ(value("1.234.567", kPoint), 1234567);
  EXPECT_DOUBLE_EQ(value("2,5", kPoint), 2.5);
  EXPECT_DOUBLE_EQ(value("0.500", kComma), 0.5);
  EXPECT_DOUBLE_EQ(value("1 950 000"), 1950000);
  EXPECT_DOUBLE_EQ(value("−3"), -3);
}

TEST(Number, TheColumnDecidesWhatACellLeavesOpen) {
  EXPECT_DOUBLE_EQ(value("1.500", kComma), 1500);
  EXPECT_DOUBLE_EQ(value("1.500", kPoint), 1.5);
  EXPECT_TRUE(tables::parse_number("1.500", kUnsure).number->ambiguous);
  EXPECT_FALSE(tables::parse_number("1.500", kComma).number->ambiguous);
  EXPECT_FALSE(tables::parse_number("1.50", kUnsure).number->ambiguous);
  tables::NumberEvidence point, comma, none;
  point.add("1.5");
  point.add("1.500");
  comma.add("12,75");
  none.add("1.500");
  EXPECT_EQ(point.decide().decimal, '.');
  EXPECT_EQ(comma.decide('.').decimal, ',');
  EXPECT_FALSE(none.decide().certain);
}

TEST(Number, UnitsAreLeftOff) {
  EXPECT_EQ(tables::parse_number("2,5 ha", kComma).number->unit, "ha");
  EXPECT_DOUBLE_EQ(value("± 25 m"), 25);
  EXPECT_DOUBLE_EQ(value("120 m2"), 120);
  EXPECT_DOUBLE_EQ(value("1,95 juta"), 1950000);
  EXPECT_DOUBLE_EQ(value("45%"), 45);
}

TEST(Number, WordsRangesAndNotFiniteAreRefused) {
  for (const char* text : {"gratis?", "5000-10000", "12 5", "1.2.3", "25?", "", "m", "--3", "1,2,3", ">200"})
    EXPECT_TRUE(std::isnan(value(text))) << text;
  EXPECT_EQ(tables::parse_number("NaN", kComma).fault, NumberFault::kNotFinite);
  EXPECT_EQ(tables::parse_number("-inf", kComma).fault, NumberFault::kNotFinite);
  EXPECT_EQ(tables::parse_number("x", kComma).fault, NumberFault::kNotNumber);
}

TEST(Rupiah, ReadsAmountsAsOfficesWriteThem) {
  EXPECT_EQ(tables::parse_rupiah("Rp1.950.000"), 1950000);
  EXPECT_EQ(tables::parse_rupiah("Rp 1.950.000,00"), 1950000);
  EXPECT_EQ(tables::parse_rupiah("Rp. 5.000,-"), 5000);
  EXPECT_EQ(tables::parse_rupiah("5.000"), 5000);
  EXPECT_EQ(tables::parse_rupiah("5,000"), 5000);
  EXPECT_EQ(tables::parse_rupiah("1950000"), 1950000);
  EXPECT_EQ(tables::parse_rupiah("Rp1,95 miliar"), 1950000000);
  EXPECT_EQ(tables::parse_rupiah("10 ribu"), 10000);
  EXPECT_EQ(tables::parse_rupiah("IDR 1,950,000.00"), 1950000);
  EXPECT_EQ(tables::parse_rupiah("gratis"), 0);
  EXPECT_EQ(tables::parse_rupiah("gratis?"), std::nullopt);
  EXPECT_EQ(tables::parse_rupiah("5000/orang"), std::nullopt);
  EXPECT_EQ(tables::parse_rupiah("0,5"), std::nullopt);
}

TEST(YesNo, KnowsTheWordsOfForms) {
  for (const char* text : {"Ya", "ADA", "sudah", "yes", "TRUE", "1", "✓"})
    EXPECT_EQ(tables::parse_yes_no(text), true) << text;
  for (const char* text : {"Tidak", "tidak ada", "belum", "no", "False", "0"})
    EXPECT_EQ(tables::parse_yes_no(text), false) << text;
  EXPECT_EQ(tables::parse_yes_no("mungkin"), std::nullopt);
}

RC_GTEST_PROP(Number, GroupedIndonesianFiguresReadBack, ()) {
  const int whole = *rc::gen::inRange(0, 2'000'000'000);
  const int cents = *rc::gen::inRange(0, 100);
  std::string digits = std::to_string(whole);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ".");
  digits += ',' + std::string(cents < 10 ? "0" : "") + std::to_string(cents);
  const auto result = tables::parse_number(digits, kComma);
  RC_ASSERT(result.number.has_value());
  RC_ASSERT(std::abs(result.number->value - (whole + cents / 100.0)) < 1e-6);
}

}  // namespace
