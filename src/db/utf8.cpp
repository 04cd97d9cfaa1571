#include "utf8.h"

#include <cstdint>

namespace db {
namespace {

struct Sequence {
  int more;           // continuation bytes
  std::uint32_t low;  // smallest code point that needs so many
};

constexpr Sequence sequence_of(unsigned char lead) {
  if (lead >= 0xc2 && lead <= 0xdf) return {1, 0x80};
  if (lead >= 0xe0 && lead <= 0xef) return {2, 0x800};
  if (lead >= 0xf0 && lead <= 0xf4) return {3, 0x10000};
  return {0, 0};
}

}  // namespace

bool is_storable_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead == 0) return false;
    if (lead < 0x80) continue;
    const Sequence sequence = sequence_of(lead);
    if (sequence.more == 0 || i + static_cast<std::size_t>(sequence.more) >= text.size()) return false;
    std::uint32_t point = lead & (0x3fu >> sequence.more);
    for (int k = 0; k < sequence.more; ++k) {
      const auto next = static_cast<unsigned char>(text[++i]);
      if ((next & 0xc0) != 0x80) return false;
      point = point << 6 | (next & 0x3fu);
    }
    if (point < sequence.low || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return false;
  }
  return true;
}

}  // namespace db
