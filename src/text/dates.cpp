#include "text/dates.h"

#include "base/check.h"

namespace text {
namespace {

constexpr std::string_view kMonths[2][12] = {{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
                                              "Agustus", "September", "Oktober", "November", "Desember"},
                                             {"January", "February", "March", "April", "May", "June", "July",
                                              "August", "September", "October", "November", "December"}};
constexpr std::string_view kShortMonths[2][12] = {
    {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"},
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}};
constexpr std::string_view kDays[2][7] = {
    {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"},
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}};

std::string day_month_year(base::Date date, std::string_view month) {
  return std::to_string(date.day).append(" ").append(month).append(" ") + std::to_string(date.year);
}

}  // namespace

std::string format_date(Language language, base::Date date) {
  base::check(base::is_valid(date), "a date to be shown exists");
  return day_month_year(date, kMonths[static_cast<int>(language)][date.month - 1]);
}

std::string format_date_short(Language language, base::Date date) {
  base::check(base::is_valid(date), "a date to be shown exists");
  return day_month_year(date, kShortMonths[static_cast<int>(language)][date.month - 1]);
}

std::string format_date_long(Language language, base::Date date) {
  return std::string(kDays[static_cast<int>(language)][base::weekday(date)]).append(", ") +
         format_date(language, date);
}

std::string format_time(Language language, base::Instant instant, base::UtcOffset zone) {
  const int minute = base::local_minute_of_day(instant, zone);
  const auto two_digits = [](int n) {
    return std::string{static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
  };
  return two_digits(minute / 60) + (language == Language::kId ? '.' : ':') + two_digits(minute % 60);
}

std::string format_instant(Language language, base::Instant instant, base::UtcOffset zone) {
  return format_date_long(language, base::local_date(instant, zone)) + ", " +
         format_time(language, instant, zone);
}

}  // namespace text
