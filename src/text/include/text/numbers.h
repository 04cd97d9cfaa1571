#pragma once
// Numbers and money as people write them: 1.950.000 and 2,5 in Indonesian, 1,950,000 and 2.5 in English.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/money.h"
#include "text/language.h"

namespace text {

/// "1.950.000"; the minus is U+2212: "−85".
std::string format_number(Language language, std::int64_t value);
/// At most `decimals` (0 … 9) digits after the comma, rounded half away from zero, without trailing zeros:
/// "2,5". A value that is not finite becomes "–".
std::string format_decimal(Language language, double value, int decimals);
/// A share of one in whole percent: 0.914 → "91%".
std::string format_percent(Language language, double share);
/// "Rp1.950.000.000"
std::string format_rupiah(Language language, base::Rupiah amount);
/// From a million on at most two decimals and a word: "Rp1,95 miliar", "Rp1.95 billion"; below, the whole
/// amount.
std::string format_rupiah_short(Language language, base::Rupiah amount);
/// "5.200–7.900", of two numbers already formatted.
std::string format_range(std::string_view low, std::string_view high);

}  // namespace text
