#include "text/numbers.h"

#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

namespace text {
namespace {

constexpr std::string_view kMinus = "\u2212";

char group_mark(Language language) {
  return language == Language::kId ? '.' : ',';
}
char decimal_mark(Language language) {
  return language == Language::kId ? ',' : '.';
}

/// The magnitude as unsigned, so that the smallest integer has one too.
std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

std::string grouped(std::string_view digits, char mark) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) out += mark;
    out += digits[i];
  }
  return out;
}

}  // namespace

std::string format_number(Language language, std::int64_t value) {
  std::string text = grouped(std::to_string(magnitude(value)), group_mark(language));
  if (value < 0) text.insert(0, kMinus);
  return text;
}

std::string format_decimal(Language language, double value, int decimals) {
  if (!std::isfinite(value)) return "\u2013";
  // to_chars rounds the binary value to even at a tie; a person expects 2.5 → 3, so we round first.
  const double scale = std::pow(10.0, decimals);
  const double scaled = value * scale;
  if (std::abs(scaled) < 9e15) value = std::round(scaled) / scale;
  std::array<char, 400> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value),
                                 std::chars_format::fixed, decimals)
                       .ptr;
  std::string_view digits(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t point = digits.find('.');
  std::string text = grouped(digits.substr(0, point), group_mark(language));
  if (point != std::string_view::npos) {
    digits.remove_prefix(point + 1);
    while (!digits.empty() && digits.back() == '0') digits.remove_suffix(1);
    if (!digits.empty()) (text += decimal_mark(language)) += digits;
  }
  if (value < 0 && text != "0") text.insert(0, kMinus);
  return text;
}

std::string format_percent(Language language, double share) {
  return format_decimal(language, share * 100, 0) + (std::isfinite(share) ? "%" : "");
}

std::string format_rupiah(Language language, base::Rupiah amount) {
  std::string text = "Rp" + grouped(std::to_string(magnitude(amount.amount)), group_mark(language));
  if (amount.amount < 0) text.insert(0, kMinus);
  return text;
}

std::string format_rupiah_short(Language language, base::Rupiah amount) {
  struct Scale {
    std::uint64_t unit;
    std::string_view id, en;
  };
  static constexpr Scale kScales[] = {{1'000'000'000'000, " triliun", " trillion"},
                                      {1'000'000'000, " miliar", " billion"},
                                      {1'000'000, " juta", " million"}};
  const std::uint64_t size = magnitude(amount.amount);
  if (size < kScales[std::size(kScales) - 1].unit) return format_rupiah(language, amount);
  for (const Scale& scale : kScales) {
    const std::uint64_t step = scale.unit / 100;
    const std::uint64_t hundredths = size / step + (size % step >= step / 2 ? 1 : 0);
    if (hundredths < 100) continue;  // 999.996 million reads as 1 billion
    std::string text = amount.amount < 0 ? std::string(kMinus) + "Rp" : "Rp";
    text += grouped(std::to_string(hundredths / 100), group_mark(language));
    if (const std::uint64_t rest = hundredths % 100; rest != 0) {
      text += decimal_mark(language);
      text += static_cast<char>('0' + rest / 10);
      if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
    }
    return text.append(language == Language::kId ? scale.id : scale.en);
  }
  return format_rupiah(language, amount);
}

std::string format_range(std::string_view low, std::string_view high) {
  return std::string(low).append("\u2013").append(high);
}

}  // namespace text
