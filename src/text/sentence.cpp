#include "text/sentence.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "text/dates.h"
#include "text/numbers.h"

namespace text {
namespace {

using Value = base::Message::Value;

constexpr std::pair<std::string_view, Format> kFormats[] = {
    {"number", Format::kNumber},   {"decimal", Format::kDecimal},      {"decimal6", Format::kDecimal6},
    {"percent", Format::kPercent}, {"rupiah", Format::kRupiah},        {"rupiah_short", Format::kRupiahShort},
    {"date", Format::kDate},       {"date_short", Format::kDateShort}, {"date_long", Format::kDateLong},
    {"time", Format::kTime},       {"instant", Format::kInstant}};

// Years 1 to 9999 less a day at either end, for the time zone: what has a date that people read.
constexpr std::int64_t kFirstInstant = -62'135'510'400'000, kLastInstant = 253'402'214'400'000;

std::string plain(Language language, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  return format_decimal(language, std::get<double>(value), 6);
}

std::string quantity(Language language, Format format, const Value& value) {
  const auto* whole = std::get_if<std::int64_t>(&value);
  const double number = whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value);
  // A fraction of a rupiah is dropped; what no amount can be (a number beyond 64 bits, none at all) stays a
  // number.
  if (whole == nullptr && !(std::abs(number) < 9e18) &&
      (format == Format::kRupiah || format == Format::kRupiahShort))
    return plain(language, value);
  const base::Rupiah rupiah{whole != nullptr          ? *whole
                            : std::abs(number) < 9e18 ? static_cast<std::int64_t>(number)
                                                      : 0};
  switch (format) {
    case Format::kNumber:
      return whole != nullptr ? format_number(language, *whole) : format_decimal(language, number, 0);
    case Format::kDecimal:
      return format_decimal(language, number, 2);
    case Format::kDecimal6:
      return format_decimal(language, number, 6);
    case Format::kPercent:
      return format_percent(language, number);
    case Format::kRupiah:
      return format_rupiah(language, rupiah);
    case Format::kRupiahShort:
      return format_rupiah_short(language, rupiah);
    default:
      return plain(language, value);
  }
}

/// "2026-11" → "November 2026"; "2026" stays: a date may be known to the month or the year only.
std::optional<std::string> reduced_date(Language language, const std::string& text) {
  if (text.size() != 7) return std::nullopt;
  const auto first = base::parse_date(text + "-01");
  if (!first) return std::nullopt;
  return format_date(language, *first).substr(2);
}

std::string moment(Language language, Format format, const Value& value, base::UtcOffset zone) {
  std::optional<base::Instant> instant;
  std::optional<base::Date> date;
  if (const auto* ms = std::get_if<std::int64_t>(&value)) {
    if (*ms < kFirstInstant || *ms > kLastInstant) return plain(language, value);
    instant = base::Instant{*ms};
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    instant = base::parse_rfc3339(*text);
    date = base::parse_date(*text);
    if (!instant && !date) return reduced_date(language, *text).value_or(*text);
  }
  if (instant && format == Format::kInstant) return format_instant(language, *instant, zone);
  if (instant && format == Format::kTime) return format_time(language, *instant, zone);
  if (instant) date = base::local_date(*instant, zone);
  if (!date || !base::is_valid(*date)) return plain(language, value);
  if (format == Format::kDate) return format_date(language, *date);
  if (format == Format::kDateShort) return format_date_short(language, *date);
  return format_date_long(language, *date);
}

/// What stands between two braces: "name", "name:format" or "name:one …|other …".
std::optional<Piece> parse_place(std::string_view inside) {
  const std::size_t colon = inside.find(':');
  Piece piece{.kind = Piece::Kind::kValue, .name = std::string(inside.substr(0, colon))};
  const auto name_char = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  };
  if (piece.name.empty() || !std::ranges::all_of(piece.name, name_char)) return std::nullopt;
  if (colon == std::string_view::npos) return piece;
  std::string_view rest = inside.substr(colon + 1);
  if (const auto format = parse_format(rest)) {
    piece.format = *format;
    return piece;
  }
  const std::size_t bar = rest.find('|');
  if (!rest.starts_with("one ") || bar == std::string_view::npos) return std::nullopt;
  const std::string_view other = rest.substr(bar + 1);
  if (!other.starts_with("other ")) return std::nullopt;
  piece.kind = Piece::Kind::kPlural;
  piece.one = rest.substr(4, bar - 4);
  piece.other = other.substr(6);
  return piece;
}

}  // namespace

std::optional<Format> parse_format(std::string_view word) {
  const auto* found = std::ranges::find(kFormats, word, &std::pair<std::string_view, Format>::first);
  if (found == std::end(kFormats)) return std::nullopt;
  return found->second;
}

std::string format_value(Language language, Format format, const Value& value, base::UtcOffset zone) {
  if (format == Format::kPlain) return plain(language, value);
  if (format >= Format::kDate) return moment(language, format, value, zone);
  if (std::holds_alternative<std::string>(value)) return plain(language, value);
  return quantity(language, format, value);
}

std::optional<Sentence> parse_sentence(std::string_view text) {
  Sentence sentence;
  std::string words;
  const auto end_words = [&] {
    if (!words.empty()) sentence.push_back({.kind = Piece::Kind::kWords, .words = std::exchange(words, {})});
  };
  while (!text.empty()) {
    if (text.front() != '{' || text.starts_with("{{")) {
      words += text.front();
      text.remove_prefix(text.starts_with("{{") ? 2 : 1);
      continue;
    }
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) return std::nullopt;
    auto piece = parse_place(text.substr(1, close - 1));
    if (!piece) return std::nullopt;
    end_words();
    sentence.push_back(std::move(*piece));
    text.remove_prefix(close + 1);
  }
  end_words();
  return sentence;
}

bool is_one(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole == 1;
  if (const auto* real = std::get_if<double>(&value)) return *real == 1.0;
  return false;
}

}  // namespace text
