#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "tables/coordinate.h"
#include "tables/date.h"
#include "tables/number.h"
#include "tables/text.h"

// Any cell: a value, or a fault; what is given is finite and a real day; cleaning twice changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view cell(reinterpret_cast<const char*>(data), size);
  const auto require = [](bool holds) {
    if (!holds) std::abort();
  };
  if (const auto angle = tables::parse_angle(cell).angle) require(std::isfinite(angle->degrees));
  if (const auto pair = tables::parse_angle_pair(cell))
    require(std::isfinite(pair->latitude) && std::isfinite(pair->longitude));
  for (const char decimal : {',', '.'}) {
    const auto result = tables::parse_number(cell, {decimal, false});
    if (result.number) require(std::isfinite(result.number->value));
  }
  tables::NumberEvidence numbers;
  numbers.add(cell);
  tables::parse_rupiah(cell);
  tables::parse_yes_no(cell);
  tables::DateEvidence dates;
  dates.add(cell);
  for (const auto order : {tables::DateOrder::kDayFirst, tables::DateOrder::kMonthFirst})
    if (const auto date = tables::parse_date_text(cell, order).date) require(base::is_valid(*date));
  std::string scratch, again;
  const std::string once(tables::clean(cell, scratch));
  require(tables::clean(once, again) == once || once.find('\'') != once.npos);
  tables::is_blank(cell);
  tables::shorten(cell, 3);
  return 0;
}
