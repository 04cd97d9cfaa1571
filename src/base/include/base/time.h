#pragma once
// Instants (UTC milliseconds), calendar dates, and the clock that tests replace.
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

/// Milliseconds since 1970-01-01T00:00:00Z; stored as BIGINT.
struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
};

/// A day of the proleptic Gregorian calendar.
struct Date {
  int year = 1970, month = 1, day = 1;
  auto operator<=>(const Date&) const = default;
};

bool is_valid(Date date);
std::int64_t days_since_epoch(Date date);
Date date_from_days(std::int64_t days_since_epoch);
/// 0 Sunday … 6 Saturday.
int weekday(Date date);

/// "2026-11-24"; nothing for other text or a day that does not exist.
std::optional<Date> parse_date(std::string_view text);
std::string format_date(Date date);

/// RFC 3339 with milliseconds in UTC: "2026-11-24T03:12:00.000Z".
std::string format_rfc3339(Instant instant);
std::optional<Instant> parse_rfc3339(std::string_view text);

/// Where people's days begin: Western Indonesia Time, UTC+7, no summer time. A regency elsewhere sets its
/// own.
struct UtcOffset {
  int minutes = 7 * 60;
};
Date local_date(Instant instant, UtcOffset offset);
/// 0 … 1439, minutes since local midnight.
int local_minute_of_day(Instant instant, UtcOffset offset);

/// The source of "now"; every use case takes its time from one, so that tests can set it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

const Clock& system_clock();

/// A clock that stands still until told otherwise.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  Instant now() const override { return at_; }
  void set(Instant at) { at_ = at; }

 private:
  Instant at_;
};

}  // namespace base
