#pragma once
// BoxIndex: which of many boxes meet a box; a packed R-tree (sort-tile-recursive, Leutenegger 1997), built
// once.
#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.h"

namespace maps {

class BoxIndex {
 public:
  explicit BoxIndex(std::span<const geo::Box> boxes);

  /// Calls f(index) for every box that meets `query`, in a fixed order.
  template <class F>
  void for_each(const geo::Box& query, F&& f) const {
    if (!nodes_.empty()) visit(nodes_.size() - 1, query, f);
  }
  const geo::Box& extent() const { return extent_; }

 private:
  static constexpr std::size_t kFanOut = 16;
  struct Node {
    geo::Box box;
    std::uint32_t first = 0, count = 0;  ///< of items_ in a leaf, of nodes_ above
    bool leaf = true;
  };

  template <class F>
  void visit(std::size_t at, const geo::Box& query, F& f) const {
    const Node& node = nodes_[at];
    if (!node.box.intersects(query)) return;
    for (std::uint32_t i = node.first; i < node.first + node.count; ++i) {
      if (!node.leaf) {
        visit(i, query, f);
      } else if (boxes_[i].intersects(query)) {
        f(items_[i]);
      }
    }
  }

  std::vector<Node> nodes_;      // leaves first, the root last
  std::vector<geo::Box> boxes_;  // of items_, in their order
  std::vector<std::uint32_t> items_;
  geo::Box extent_;
};

}  // namespace maps
