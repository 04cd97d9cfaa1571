#include "tables/format.h"

#include <algorithm>

namespace tables {

Format format_of(std::string_view start) {
  if (start.empty()) return Format::kEmpty;
  if (start.starts_with("PK\x03\x04")) return Format::kXlsx;
  if (start.starts_with("\xD0\xCF\x11\xE0")) return Format::kOldExcel;
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return Format::kText;
  std::string_view text = start;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')))
    text.remove_prefix(1);
  if (text.empty()) return Format::kEmpty;
  if (text.front() == '{' || text.front() == '[') return Format::kGeoJson;
  if (text.starts_with("<") || text.starts_with("%PDF")) return Format::kOther;
  const std::string_view head = start.substr(0, 512);
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && byte != '\0' && !(byte >= '\t' && byte <= '\r');
  });
  const auto zeros = std::count(head.begin(), head.end(), '\0');
  const auto size = static_cast<std::ptrdiff_t>(head.size());
  // UTF-16 without a mark has a zero in each second byte; programs and pictures have zeros and controls at
  // random.
  if (controls * 20 > size || (zeros * 20 > size && zeros * 10 < size * 3)) return Format::kOther;
  return Format::kText;
}

}  // namespace tables
