#include "base/time.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace base {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

std::chrono::year_month_day to_chrono(Date d) {
  return std::chrono::year{d.year} / std::chrono::month(static_cast<unsigned>(d.month)) /
         std::chrono::day(static_cast<unsigned>(d.day));
}

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) {
  if (from + count > text.size()) return std::nullopt;
  int value = 0;
  for (char c : text.substr(from, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
  }
};

}  // namespace

bool is_valid(Date d) {
  return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31 &&
         to_chrono(d).ok();
}

std::int64_t days_since_epoch(Date d) {
  return std::chrono::sys_days(to_chrono(d)).time_since_epoch().count();
}

Date date_from_days(std::int64_t days) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}}};
  return {int(ymd.year()), int(unsigned(ymd.month())), int(unsigned(ymd.day()))};
}

int weekday(Date d) {
  return static_cast<int>(std::chrono::weekday{std::chrono::sys_days(to_chrono(d))}.c_encoding());
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
  if (!y || !m || !d) return std::nullopt;
  const Date date{*y, *m, *d};
  if (!is_valid(date)) return std::nullopt;
  return date;
}

std::string format_date(Date d) {
  return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day);
}

std::string format_rfc3339(Instant t) {
  const std::int64_t days = floor_div(t.ms, kDayMs);
  const std::int64_t ms = t.ms - days * kDayMs;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", format_date(date_from_days(days)), ms / 3'600'000,
                     ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const auto h = digits(text, 11, 2), m = digits(text, 14, 2), s = digits(text, 17, 2);
  if (!date || !h || !m || !s || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
  std::int64_t ms = ((*h * 60LL + *m) * 60 + *s) * 1000;
  std::size_t at = 19;
  if (at < text.size() && text[at] == '.') {
    std::int64_t scale = 100;
    const std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
      ms += (text[at] - '0') * scale;
    if (at == first) return std::nullopt;
  }
  const std::string_view zone = text.substr(at);
  if (zone != "Z" && zone != "z") {
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
    const auto zh = digits(zone, 1, 2), zm = digits(zone, 4, 2);
    if (!zh || !zm || *zh > 23 || *zm > 59) return std::nullopt;
    ms -= (zone[0] == '+' ? 1 : -1) * (*zh * 60LL + *zm) * 60'000;
  }
  return Instant{days_since_epoch(*date) * kDayMs + ms};
}

Date local_date(Instant t, UtcOffset offset) {
  return date_from_days(floor_div(t.ms + offset.minutes * 60'000LL, kDayMs));
}

int local_minute_of_day(Instant t, UtcOffset offset) {
  const std::int64_t ms = t.ms + offset.minutes * 60'000LL;
  return static_cast<int>((ms - floor_div(ms, kDayMs) * kDayMs) / 60'000);
}

const Clock& system_clock() {
  static const SystemClock clock;
  return clock;
}

}  // namespace base
