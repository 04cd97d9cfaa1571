#include "tables/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "ascii.h"
#include "tables/text.h"

namespace tables {
namespace {

constexpr std::size_t kMaxText = 60;

/// A run of digits or of letters, folded.
struct DateToken {
  bool number;
  std::string text;
  int value;
};

std::vector<DateToken> date_tokens_of(std::string_view text) {
  std::vector<DateToken> tokens;
  for (std::size_t at = 0; at < text.size() && tokens.size() < 12;) {
    std::size_t end = at;
    if (is_digit(text[at])) {
      while (end < text.size() && is_digit(text[end])) ++end;
      const std::string_view run = text.substr(at, end - at);
      int value = -1;
      if (run.size() <= 8) std::from_chars(run.data(), run.data() + run.size(), value);
      tokens.push_back({true, std::string(run), value});
    } else if (is_letter(text[at])) {
      while (end < text.size() && is_letter(text[end])) ++end;
      tokens.push_back({false, fold(text.substr(at, end - at)), 0});
    } else {
      end = at + 1;
    }
    at = end;
  }
  return tokens;
}

/// 1…12, or 0. Indonesian and English, whole or the first three letters and more.
int month_of(const std::string& word) {
  constexpr std::array<std::string_view, 12> kIndonesian = {"januari",   "februari", "maret",    "april",
                                                            "mei",       "juni",     "juli",     "agustus",
                                                            "september", "oktober",  "november", "desember"};
  constexpr std::array<std::string_view, 12> kEnglish = {"january",   "february", "march",    "april",
                                                         "may",       "june",     "july",     "august",
                                                         "september", "october",  "november", "december"};
  if (word == "agt" || word == "agst" || word == "ags" || word == "agu") return 8;
  if (word == "pebruari" || word == "peb") return 2;
  if (word == "nopember" || word == "nop") return 11;
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < 12; ++i)
    if (kIndonesian[i].starts_with(word) || kEnglish[i].starts_with(word)) return static_cast<int>(i) + 1;
  return 0;
}

bool is_weekday(const std::string& word) {
  constexpr std::array<std::string_view, 9> kDays = {"senin", "selasa", "rabu", "kamis", "jumat",
                                                     "sabtu", "minggu", "ahad", "jum"};
  constexpr std::array<std::string_view, 7> kEnglish = {"monday", "tuesday",  "wednesday", "thursday",
                                                        "friday", "saturday", "sunday"};
  const auto begins = [&](std::string_view day) { return word.size() >= 3 && day.starts_with(word); };
  return std::any_of(kDays.begin(), kDays.end(), begins) ||
         std::any_of(kEnglish.begin(), kEnglish.end(), begins);
}

int whole_year(const DateToken& token) {
  return token.text.size() == 2 ? 2000 + token.value : token.value;
}

DateResult checked(base::Date date) {
  const bool plausible = date.year >= 1000 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
                         date.day >= 1 && date.day <= 31;
  if (!plausible) return {};
  if (!base::is_valid(date)) return {std::nullopt, DateFault::kNoSuchDay, date};
  return {date, {}, {}};
}

/// Only a time may stand behind a date: "10:22", "00.00.00", "WIB", "T…Z".
bool is_time(const std::vector<DateToken>& tokens, std::size_t from) {
  return std::all_of(
      tokens.begin() + static_cast<std::ptrdiff_t>(from), tokens.end(), [](const DateToken& token) {
        constexpr std::array<std::string_view, 9> kWords = {"t",     "z",   "wib", "wita", "wit",
                                                            "pukul", "jam", "am",  "pm"};
        return token.number ? token.text.size() <= 6
                            : std::find(kWords.begin(), kWords.end(), token.text) != kWords.end();
      });
}

bool is_year(const DateToken& token) {
  return token.number && (token.text.size() == 4 || token.text.size() == 2);
}
bool is_short(const DateToken& token) {
  return token.number && token.text.size() <= 2;
}

}  // namespace

void DateEvidence::add(std::string_view cell) {
  if (cell.size() > kMaxText || cell.empty() || !is_digit(cell.front())) return;
  const auto tokens = date_tokens_of(cell);
  if (tokens.size() < 3 || !is_short(tokens[0]) || !is_short(tokens[1]) || !is_year(tokens[2])) return;
  day_first_ += tokens[0].value > 12 && tokens[1].value <= 12;
  month_first_ += tokens[1].value > 12 && tokens[0].value <= 12;
}

DateResult parse_date_text(std::string_view cell, DateOrder order) {
  if (cell.size() > kMaxText) return {};
  auto tokens = date_tokens_of(cell);
  if (!tokens.empty() && !tokens[0].number && is_weekday(tokens[0].text) && month_of(tokens[0].text) == 0)
    tokens.erase(tokens.begin());
  if (tokens.size() < 3 || !is_time(tokens, 3)) {
    const bool compact = tokens.size() == 1 && tokens[0].number && tokens[0].text.size() == 8;
    if (compact)
      return checked({tokens[0].value / 10000, tokens[0].value / 100 % 100, tokens[0].value % 100});
    return {};
  }
  const DateToken &first = tokens[0], &second = tokens[1], &third = tokens[2];
  if (first.number && first.text.size() == 4 && is_short(second) && is_short(third))
    return checked({first.value, second.value, third.value});
  if (is_short(first) && !second.number && is_year(third) && month_of(second.text) > 0)
    return checked({whole_year(third), month_of(second.text), first.value});
  if (!first.number && is_short(second) && is_year(third) && month_of(first.text) > 0)
    return checked({whole_year(third), month_of(first.text), second.value});
  if (!is_short(first) || !is_short(second) || !is_year(third)) return {};
  int day = first.value, month = second.value;
  if ((order == DateOrder::kMonthFirst && day <= 12) || (month > 12 && day <= 12)) std::swap(day, month);
  return checked({whole_year(third), month, day});
}

}  // namespace tables
