#include "region/calendar.h"

#include <gtest/gtest.h>

#include "store.h"

namespace {

using namespace region;
using base::Date;

// 2026-08-14 is a Friday; Monday the 17th is Independence Day.
const WorkingCalendar kAugust({{2026, 8, 17}});

TEST(WorkingCalendar, KnowsWeekendsAndHolidays) {
  EXPECT_TRUE(kAugust.works_on({2026, 8, 14}));
  EXPECT_FALSE(kAugust.works_on({2026, 8, 15}));
  EXPECT_FALSE(kAugust.works_on({2026, 8, 16}));
  EXPECT_FALSE(kAugust.works_on({2026, 8, 17}));
  EXPECT_FALSE(WorkingCalendar({}, {5}).works_on({2026, 8, 14})) << "where the week ends on Friday";
}

TEST(WorkingCalendar, CountsFromTheDayAfter) {
  EXPECT_EQ(kAugust.after({2026, 8, 14}, 1), (Date{2026, 8, 18}));
  EXPECT_EQ(kAugust.after({2026, 8, 15}, 1), (Date{2026, 8, 18}));
  EXPECT_EQ(kAugust.after({2026, 8, 14}, 5), (Date{2026, 8, 24}));
  EXPECT_EQ(kAugust.after({2026, 8, 14}, 0), (Date{2026, 8, 14}));
  EXPECT_EQ(kAugust.after({2026, 8, 15}, 0), (Date{2026, 8, 18}));
}

TEST(WorkingCalendar, BetweenUndoesAfter) {
  for (int days = 1; days < 60; ++days)
    EXPECT_EQ(kAugust.between({2026, 8, 13}, kAugust.after({2026, 8, 13}, days)), days);
  EXPECT_EQ(kAugust.between({2026, 8, 18}, {2026, 8, 14}), -1);
  EXPECT_EQ(kAugust.between({2026, 8, 14}, {2026, 8, 14}), 0);
}

class HolidayTest : public region_test::Store {};

TEST_P(HolidayTest, NoDayIsOffWithoutWhoDeclaredIt) {
  const auto import = [&](std::string_view csv) {
    return write([&](db::Transaction& tx) {
      return import_holidays(tx, region_test::kOperator, base::source_of(csv), {.now = region_test::kNow});
    });
  };
  EXPECT_EQ(import("tanggal,nama,sumber\n2026-08-17,Hari Kemerdekaan,\n")->refused.at(0).reason.key,
            "region.import.source_missing");
  EXPECT_EQ(import("tanggal,nama,sumber\n2026-02-30,Hari,uji\n")->refused.at(0).reason.key,
            "region.import.no_day");
  ASSERT_TRUE(import("tanggal,nama,sumber\n2026-08-17,Hari Kemerdekaan,uji\n")->refused.empty());
  const auto calendar = read([](db::Reader& r) { return working_calendar(r); });
  EXPECT_FALSE(calendar.works_on({2026, 8, 17}));
  EXPECT_TRUE(calendar.works_on({2026, 8, 18}));
}

ON_BOTH_DATABASES(HolidayTest);

}  // namespace
