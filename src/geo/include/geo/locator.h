#pragma once
// The small map of a page that says where something is: an SVG of at most 5 kB, without script, styled by
// classes.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry.h"

namespace geo {

struct LocatorMark {
  Point at;
  std::string label = {};
  double uncertain_m = 0;  ///< drawn as a dashed circle when it is more than the dot itself
};

/// Classes in the order drawn: kab (the whole), lim (the district), des (the village), kec (inner borders),
/// edge (the outline), sh (the shape), un and pt (the mark), tw (the town), text and sc (scale bar).
struct LocatorMap {
  const Geometry* whole = nullptr;           ///< needed
  std::span<const Path> inner_borders = {};  ///< e.g. common_borders of the districts
  const Geometry* district = nullptr;
  const Geometry* village = nullptr;
  const Geometry* shape = nullptr;  ///< of what is marked, where it is a line or an area
  std::optional<LocatorMark> mark = {};
  std::optional<LocatorMark> town = {};
  std::string title = {}, description = {};  ///< what a screen reader says
  std::string id = "m";                      ///< prefix of the ids inside, different for each map of a page
  int width = 360;                           ///< of the view box; the height follows the shape
  std::size_t max_bytes = 5000;              ///< borders are drawn more coarsely until it fits
};

std::string locator_svg(const LocatorMap& map);

}  // namespace geo
