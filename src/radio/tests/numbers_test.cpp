#include "radio/numbers.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "inter_decile.h"

namespace {

RC_GTEST_PROP(Numbers, ReadWhatIsWritten, (double value)) {
  char text[64];
  std::snprintf(text, sizeof text, "%.17g", value);
  RC_ASSERT(radio::parse_number(text).value() == value);
  std::snprintf(text, sizeof text, "%.2f", std::fmod(value, 9000));
  RC_ASSERT(radio::parse_number(text).value() == std::strtod(text, nullptr));
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
