#pragma once
// Days and times as people write them.
#include <string>

#include "base/time.h"
#include "text/language.h"

namespace text {

/// "24 November 2026"
std::string format_date(Language language, base::Date date);
/// "24 Nov 2026", for tables.
std::string format_date_short(Language language, base::Date date);
/// "Selasa, 24 November 2026"
std::string format_date_long(Language language, base::Date date);
/// "10.12" in Indonesian, "10:12" in English.
std::string format_time(Language language, base::Instant instant, base::UtcOffset zone);
/// "Selasa, 24 November 2026, 10.12"
std::string format_instant(Language language, base::Instant instant, base::UtcOffset zone);

}  // namespace text
