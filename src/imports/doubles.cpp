#include "doubles.h"

#include <cmath>

namespace imports {
namespace {

/// One thing is seldom measured twice to better than this, and two of one name seldom stand nearer.
constexpr double kSamePlace_m = 500;
constexpr std::uint64_t kName = (std::uint64_t{1} << 40) - 1, k24 = (1u << 24) - 1;

/// An angle of ±`most` in 24 bits; 0 is kept for none.
std::uint64_t packed(double degrees, double most) {
  return 1 + static_cast<std::uint64_t>(std::llround((degrees + most) / (2 * most) * (k24 - 1)));
}
double unpacked(std::uint64_t bits, double most) {
  return static_cast<double>(bits - 1) / (k24 - 1) * 2 * most - most;
}

}  // namespace

std::optional<int> Doubles::meet(const Thing& thing) {
  if (used_ * 4 >= slots_.size() * 3) grow();
  const Slot mine = slot_of(thing);
  const std::size_t mask = slots_.size() - 1;  // the size is a power of two
  std::size_t at = mine.name & mask;
  for (; slots_[at].row != 0; at = (at + 1) & mask)
    if (slots_[at].name == mine.name && same_place(slots_[at], mine)) return static_cast<int>(slots_[at].row);
  if (thing.row > static_cast<int>(k24)) return std::nullopt;
  slots_[at] = mine;
  ++used_;
  return std::nullopt;
}

Doubles::Slot Doubles::slot_of(const Thing& thing) {
  Slot slot;
  slot.name = thing.name & kName;
  slot.row = static_cast<std::uint64_t>(thing.row) & k24;
  slot.area = thing.area;
  if (!thing.point) return slot;
  slot.lat = packed(thing.point->lat, 90) & k24;
  slot.lon = packed(thing.point->lon, 180) & k24;
  return slot;
}

bool Doubles::same_place(const Slot& a, const Slot& b) {
  if (a.area != 0 && a.area == b.area) return true;
  if (a.lat == 0 || b.lat == 0) return a.lat == b.lat && a.area == b.area;
  return geo::distance_m({unpacked(a.lat, 90), unpacked(a.lon, 180)},
                         {unpacked(b.lat, 90), unpacked(b.lon, 180)}) < kSamePlace_m;
}

void Doubles::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.row == 0) continue;
    std::size_t at = slot.name & mask;
    while (slots_[at].row != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace imports
