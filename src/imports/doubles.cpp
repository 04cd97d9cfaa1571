#include "doubles.h"

#include <cmath>

namespace imports {
namespace {

/// One thing is seldom measured twice to better than this, and two of one name seldom stand nearer.
constexpr double kSamePlace_m = 500;
constexpr std::int32_t kNoPoint = INT32_MIN;

}  // namespace

std::optional<int> Doubles::meet(const Thing& thing) {
  if (used_ * 2 >= slots_.size()) grow();
  Slot mine{thing.name, kNoPoint, kNoPoint, thing.area, thing.row};
  if (thing.point) {
    mine.lat_micro = static_cast<std::int32_t>(std::lround(thing.point->lat * 1e6));
    mine.lon_micro = static_cast<std::int32_t>(std::lround(thing.point->lon * 1e6));
  }
  const auto same_place = [&](const Slot& other) {
    if (mine.area != 0 && mine.area == other.area) return true;
    if (mine.lat_micro == kNoPoint || other.lat_micro == kNoPoint)
      return mine.lat_micro == other.lat_micro && mine.area == other.area;
    return geo::distance_m({mine.lat_micro / 1e6, mine.lon_micro / 1e6},
                           {other.lat_micro / 1e6, other.lon_micro / 1e6}) < kSamePlace_m;
  };
  const std::size_t mask = slots_.size() - 1;  // the size is a power of two
  std::size_t at = thing.name & mask;
  for (; slots_[at].row != 0; at = (at + 1) & mask)
    if (slots_[at].name == thing.name && same_place(slots_[at])) return slots_[at].row;
  slots_[at] = mine;
  ++used_;
  return std::nullopt;
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
