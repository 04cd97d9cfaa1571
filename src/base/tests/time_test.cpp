#include "base/time.h"

#include <gtest/gtest.h>

namespace {

using base::Date;
using base::Instant;

TEST(Time, DaysThatDoNotExistAreRefused) {
  EXPECT_EQ(base::parse_date("2026-11-30"), (Date{2026, 11, 30}));
  EXPECT_FALSE(base::parse_date("2026-11-31"));
  EXPECT_FALSE(base::parse_date("2026-02-29"));
  EXPECT_TRUE(base::parse_date("2024-02-29"));
  EXPECT_FALSE(base::parse_date("26-11-30"));
  EXPECT_FALSE(base::parse_date("2026-1a-30"));
}

TEST(Time, Rfc3339BothWays) {
  EXPECT_EQ(base::format_rfc3339({0}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(base::format_rfc3339({-1}), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(base::parse_rfc3339("2026-11-24T10:12:00+07:00"), base::parse_rfc3339("2026-11-24T03:12:00Z"));
  EXPECT_EQ(base::parse_rfc3339("2026-11-24T03:12:00.25Z")->ms % 1000, 250);
  EXPECT_FALSE(base::parse_rfc3339("2026-11-24T24:12:00Z"));
  EXPECT_FALSE(base::parse_rfc3339("2026-11-24T03:12:00"));
}

TEST(Time, TheDayBeginsAtLocalMidnight) {
  const Instant late = *base::parse_rfc3339("2026-11-23T17:00:00Z");
  EXPECT_EQ(base::local_date(late, {}), (Date{2026, 11, 24}));
  EXPECT_EQ(base::local_date({late.ms - 1}, {}), (Date{2026, 11, 23}));
  EXPECT_EQ(base::local_minute_of_day(late, {}), 0);
}

TEST(Time, WeekdaysAreRight) {
  EXPECT_EQ(base::weekday({2026, 11, 24}), 2);  // a Tuesday
  EXPECT_EQ(base::weekday({1970, 1, 1}), 4);    // a Thursday
}

}  // namespace
