#include <gtest/gtest.h>

#include <limits>

#include "text/dates.h"
#include "text/numbers.h"

namespace text {
namespace {

constexpr auto kId = Language::kId;
constexpr auto kEn = Language::kEn;

TEST(Numbers, AreGroupedByThreeInTheManners) {
  EXPECT_EQ(format_number(kId, 1'950'000), "1.950.000");
  EXPECT_EQ(format_number(kEn, 1'950'000), "1,950,000");
  EXPECT_EQ(format_number(kId, 999), "999");
  EXPECT_EQ(format_number(kId, 0), "0");
}

TEST(Numbers, HaveATypographicMinus) {
  EXPECT_EQ(format_number(kId, -85), "−85");
  EXPECT_EQ(format_number(kId, std::numeric_limits<std::int64_t>::min()), "−9.223.372.036.854.775.808");
  EXPECT_EQ(format_decimal(kId, -2.614906, 6), "−2,614906");
  EXPECT_EQ(format_decimal(kId, -0.001, 2), "0");
}

TEST(Numbers, DropTrailingZerosAndRoundHalfUp) {
  EXPECT_EQ(format_decimal(kId, 2.50, 2), "2,5");
  EXPECT_EQ(format_decimal(kEn, 12418.005, 1), "12,418");
  EXPECT_EQ(format_decimal(kId, 2.5, 0), "3");
  EXPECT_EQ(format_decimal(kId, 1e21, 0), "1.000.000.000.000.000.000.000");
  EXPECT_EQ(format_decimal(kId, std::numeric_limits<double>::quiet_NaN(), 2), "–");
}

TEST(Numbers, PercentIsOfAShare) {
  EXPECT_EQ(format_percent(kId, 0.914), "91%");
  EXPECT_EQ(format_percent(kId, 1), "100%");
}

TEST(Rupiah, HasNoSpaceAndNoDecimals) {
  EXPECT_EQ(format_rupiah(kId, {1'950'000'000}), "Rp1.950.000.000");
  EXPECT_EQ(format_rupiah(kEn, {1'950'000'000}), "Rp1,950,000,000");
  EXPECT_EQ(format_rupiah(kId, {-3400}), "−Rp3.400");
}

TEST(Rupiah, IsShortenedFromAMillionOn) {
  EXPECT_EQ(format_rupiah_short(kId, {1'950'000'000}), "Rp1,95 miliar");
  EXPECT_EQ(format_rupiah_short(kEn, {1'950'000'000}), "Rp1.95 billion");
  EXPECT_EQ(format_rupiah_short(kId, {86'000}), "Rp86.000");
  EXPECT_EQ(format_rupiah_short(kId, {1'500'000}), "Rp1,5 juta");
  EXPECT_EQ(format_rupiah_short(kId, {2'000'000'000'000}), "Rp2 triliun");
}

TEST(Rupiah, NeverReadsAsAThousandMillions) {
  EXPECT_EQ(format_rupiah_short(kId, {999'999'999}), "Rp1 miliar");
  EXPECT_EQ(format_rupiah_short(kId, {994'000'000}), "Rp994 juta");
}

TEST(Dates, NameTheDayAndTheMonth) {
  const base::Date day{2026, 11, 24};
  EXPECT_EQ(format_date_long(kId, day), "Selasa, 24 November 2026");
  EXPECT_EQ(format_date_long(kEn, day), "Tuesday, 24 November 2026");
  EXPECT_EQ(format_date(kId, {2026, 8, 17}), "17 Agustus 2026");
  EXPECT_EQ(format_date_short(kId, {2026, 10, 1}), "1 Okt 2026");
}

TEST(Dates, TimesAreLocalWithADotInIndonesian) {
  const auto instant = base::parse_rfc3339("2026-11-24T03:12:00Z").value();
  EXPECT_EQ(format_instant(kId, instant, {}), "Selasa, 24 November 2026, 10.12");
  EXPECT_EQ(format_instant(kEn, instant, {}), "Tuesday, 24 November 2026, 10:12");
  EXPECT_EQ(format_time(kId, base::parse_rfc3339("2026-11-24T17:05:00Z").value(), {}), "00.05");
}

TEST(Ranges, AreJoinedByAnEnDash) {
  EXPECT_EQ(format_range("5.200", "7.900"), "5.200–7.900");
}

}  // namespace
}  // namespace text
