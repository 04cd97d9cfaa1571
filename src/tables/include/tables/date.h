#pragma once
// Calendar dates as people type them.
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace tables {

enum class DateOrder { kDayFirst, kMonthFirst };

/// Collects which order a column uses: 3/25/2024 has its month first.
class DateEvidence {
 public:
  void add(std::string_view cell);
  DateOrder order() const {
    return month_first_ > 0 && day_first_ == 0 ? DateOrder::kMonthFirst : DateOrder::kDayFirst;
  }

 private:
  std::int64_t day_first_ = 0, month_first_ = 0;
};

enum class DateFault {
  kNotDate,
  kNoSuchDay,  ///< 31-11-2026
};

struct DateResult {
  std::optional<base::Date> date;
  DateFault fault = DateFault::kNotDate;
  base::Date typed = {};  ///< for kNoSuchDay
};

/// 2024-03-12, 2024/03/12, 12/3/2024, 12-03-24, 12.3.2024, "12 Maret 2024", "Selasa, 12 Mar 2024", "March 12,
/// 2024", any of them with a time behind. Years of two digits are of this century.
DateResult parse_date_text(std::string_view cell, DateOrder order = DateOrder::kDayFirst);

}  // namespace tables
