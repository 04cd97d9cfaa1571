#include "tables/date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace {

using base::Date;
using tables::DateFault;
using tables::DateOrder;

TEST(DateText, ReadsTheFormsThatPeopleType) {
  for (const char* text :
       {"2024-03-12", "2024/3/12", "12/3/2024", "12-03-24", "12.3.2024", "12 Maret 2024", "12 mar 2024",
        "20240312", "Selasa, 12 Maret 2024", "March 12, 2024", "2024-03-12 10:22:00", "12/03/2024 10.22 WIB",
        "2024-03-12T03:22:00Z", "12 MARET 2024"})
    EXPECT_EQ(tables::parse_date_text(text).date, (Date{2024, 3, 12})) << text;
  EXPECT_EQ(tables::parse_date_text("17 Agustus 2025").date, (Date{2025, 8, 17}));
  EXPECT_EQ(tables::parse_date_text("1 Mei 2025").date, (Date{2025, 5, 1}));
}

TEST(DateText, ADayThatDoesNotExistIsToldApartFromWords) {
  const auto november = tables::parse_date_text("31-11-2026");
  EXPECT_EQ(november.fault, DateFault::kNoSuchDay);
  EXPECT_EQ(november.typed, (Date{2026, 11, 31}));
  EXPECT_EQ(tables::parse_date_text("29/2/2023").fault, DateFault::kNoSuchDay);
  for (const char* text :
       {"kemarin", "2024", "12/2024", "45/13/2024", "1.5", "", "12 Foo 2024", "-2,614901"}) {
    EXPECT_FALSE(tables::parse_date_text(text).date) << text;
    EXPECT_EQ(tables::parse_date_text(text).fault, DateFault::kNotDate) << text;
  }
}

TEST(DateText, TheColumnTellsWhichComesFirst) {
  tables::DateEvidence american, ours;
  american.add("3/25/2024");
  ours.add("25/3/2024");
  EXPECT_EQ(american.order(), DateOrder::kMonthFirst);
  EXPECT_EQ(ours.order(), DateOrder::kDayFirst);
  EXPECT_EQ(tables::parse_date_text("3/4/2024", american.order()).date, (Date{2024, 3, 4}));
  EXPECT_EQ(tables::parse_date_text("3/4/2024", ours.order()).date, (Date{2024, 4, 3}));
  EXPECT_EQ(tables::parse_date_text("25/3/2024", american.order()).date, (Date{2024, 3, 25}));
}

RC_GTEST_PROP(DateText, EveryDayReadsBack, ()) {
  const Date date = base::date_from_days(*rc::gen::inRange(-20'000, 40'000));
  RC_ASSERT(tables::parse_date_text(base::format_date(date)).date == date);
  const std::string typed =
      std::to_string(date.day) + "/" + std::to_string(date.month) + "/" + std::to_string(date.year);
  RC_ASSERT(tables::parse_date_text(typed).date == date);
}

}  // namespace
