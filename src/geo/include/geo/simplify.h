#pragma once
// Fewer vertices for the same shape, by Douglas and Peucker (1973); neighbours keep their common border.
#include <span>
#include <vector>

#include "geo/geometry.h"

namespace geo {

/// Keeps both ends; no vertex left out lies farther than the tolerance from the line.
Path simplify(const Path& path, double tolerance_m);

/// Areas that share borders vertex by vertex: each border is thinned once, so no gap and no overlap arises. A
/// ring is never thinned to fewer than four points.
class Coverage {
 public:
  explicit Coverage(std::span<const Geometry* const> areas);

  /// In the order given, holes and parts kept.
  std::vector<Geometry> simplified(double tolerance_m) const;

 private:
  struct Use {
    std::size_t arc;
    bool reversed;
  };
  using Ring = std::vector<Use>;
  struct Part {
    std::vector<Ring> rings;
  };

  Ring add_ring(const Path& ring, const class Junctions& junctions, class ArcIndex& known);

  std::vector<Path> arcs_;  ///< between junctions, each once
  std::vector<std::vector<Part>> areas_;
};

}  // namespace geo
