#include "radio/numbers.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "inter_decile.h"

namespace {

RC_GTEST_PROP(Numbers, ReadWhatIsWritten, (double value)) {
  char text[64];
  std::snprintf(text, sizeof text, "%.17g", value);
  RC_ASSERT(radio::parse_number(text).value() == value);
  std::snprintf(text, sizeof text, "%.2f", std::fmod(value, 9000));
  RC_ASSERT(radio::parse_number(text).value() == std::strtod(text, nullptr));
}

RC_GTEST_PROP(Numbers, ARowOfHeightsIsReadAsOneByOne, ()) {
  std::string text;
  std::vector<double> expected;
  const int count = *rc::gen::inRange(1, 40);
  for (int i = 0; i < count; ++i) {
    char word[32];
    const int decimals = *rc::gen::inRange(0, 5);
    std::snprintf(word, sizeof word, "%.*f", decimals, *rc::gen::inRange(-20000, 999999) / 100.0);
    text += std::string(word) + (*rc::gen::inRange(0, 9) == 0 ? "  " : " ");
    expected.push_back(std::strtod(word, nullptr));
  }
  std::vector<double> numbers;
  RC_ASSERT(radio::parse_numbers(text, numbers));
  RC_ASSERT(numbers == expected);
}

TEST(Numbers, ARowWithAWordIsNone) {
  std::vector<double> numbers;
  for (const char* text :
       {"1 2 x 4 5 6 7 8", "1 2,5 4 5 6 7 8", "1 2..5 4 5 6 7 8", "1 . 4 5 6 7 8 9", "1 2.5.1 4 5 6 7"})
    EXPECT_FALSE(radio::parse_numbers(text, numbers)) << text;
  numbers.clear();
  EXPECT_TRUE(radio::parse_numbers("1. .5 00012 1e3 -2.50 ", numbers));
  EXPECT_EQ(numbers, (std::vector<double>{1, 0.5, 12, 1000, -2.5}));
}

TEST(Numbers, NothingElseIsANumber) {
  for (const char* text : {"", " ", "-", ".", "1x", "0x10", "1 2", "--1", "+-1"})
    EXPECT_FALSE(radio::parse_number(text)) << text;
  EXPECT_EQ(radio::parse_number(" +12.50 "), 12.5);
  EXPECT_EQ(radio::parse_number("-.5"), -0.5);
}

RC_GTEST_PROP(InterDecile, IsThatOfSorting, ()) {
  auto values = *rc::gen::suchThat(rc::gen::container<std::vector<double>>(rc::gen::map(
                                       rc::gen::inRange(-1000, 1000), [](int x) { return x / 8.0; })),
                                   [](const auto& v) { return !v.empty() && v.size() <= 256; });
  const int rank = *rc::gen::inRange(1, static_cast<int>(values.size()) + 1);
  const double range = radio::range_between_ranks(values, rank);
  std::sort(values.begin(), values.end());
  RC_ASSERT(range == values[values.size() - static_cast<std::size_t>(rank)] -
                         values[static_cast<std::size_t>(rank - 1)]);
}

}  // namespace
