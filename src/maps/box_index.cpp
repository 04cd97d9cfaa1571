#include "maps/box_index.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace maps {

namespace {

// Slices by longitude, then runs by latitude within a slice: neighbours on the map become neighbours in the
// list.
void sort_tile_recursive(std::vector<std::uint32_t>& items, std::span<const geo::Box> boxes,
                         std::size_t fan_out) {
  const auto lon = [&](std::uint32_t i) { return boxes[i].west + boxes[i].east; };
  const auto lat = [&](std::uint32_t i) { return boxes[i].south + boxes[i].north; };
  std::ranges::stable_sort(items, {}, lon);
  const double leaves = std::ceil(static_cast<double>(items.size()) / static_cast<double>(fan_out));
  const auto slice = fan_out * static_cast<std::size_t>(std::ceil(std::sqrt(leaves)));
  for (std::size_t begin = 0; begin < items.size(); begin += slice) {
    const std::size_t end = std::min(begin + slice, items.size());
    std::stable_sort(items.begin() + static_cast<std::ptrdiff_t>(begin),
                     items.begin() + static_cast<std::ptrdiff_t>(end),
                     [&](std::uint32_t a, std::uint32_t b) { return lat(a) < lat(b); });
  }
}

}  // namespace

BoxIndex::BoxIndex(std::span<const geo::Box> boxes) : items_(boxes.size()) {
  std::iota(items_.begin(), items_.end(), 0u);
  if (items_.empty()) return;
  sort_tile_recursive(items_, boxes, kFanOut);
  for (const std::uint32_t item : items_) boxes_.push_back(boxes[item]);

  const auto pack = [this](std::size_t begin, std::size_t end, bool leaf) {
    for (std::size_t first = begin; first < end; first += kFanOut) {
      Node node{{},
                static_cast<std::uint32_t>(first),
                static_cast<std::uint32_t>(std::min(kFanOut, end - first)),
                leaf};
      for (std::size_t i = first; i < first + node.count; ++i)
        node.box.include(leaf ? boxes_[i] : nodes_[i].box);
      nodes_.push_back(node);
    }
  };
  pack(0, boxes_.size(), true);
  for (std::size_t begin = 0, end = nodes_.size(); end - begin > 1; begin = std::exchange(end, nodes_.size()))
    pack(begin, end, false);
  extent_ = nodes_.back().box;
}

}  // namespace maps
