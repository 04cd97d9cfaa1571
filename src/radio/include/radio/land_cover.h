#pragma once
// What covers the ground: a class of ITU-R P.2108 for each cell of a grid in WGS 84, as a view of bytes that
// belong to the caller. Unknown cells are marked as such; nothing is guessed.
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "radio/p2108.h"
#include "radio/terrain_store.h"

namespace radio {

/// "water", "open", "suburban", "urban", "trees", "dense-urban"; in the order of p2108::Clutter, from 1.
std::optional<p2108::Clutter> parse_clutter(std::string_view text);

/// Height that stands for a class: over a path (ITU-R P.1812-6, table 2) …
double path_clutter_height_m(p2108::Clutter clutter);
/// … and around a terminal (ITU-R P.2108-1, section 3.1).
double terminal_clutter_height_m(p2108::Clutter clutter);

/// The class of a code of ESA WorldCover 2020/2021 (Product User Manual, table 4); nothing for other codes.
/// Built-up land counts as suburban: a regency's towns are low.
std::optional<p2108::Clutter> clutter_of_worldcover(int code);

class LandCover {
 public:
  static constexpr std::uint8_t kUnknown = 0;

  /// `classes`: one byte a cell, row by row from the north-west; the shape's posts are the cells' middles.
  LandCover(const TerrainShape& shape, std::span<const std::uint8_t> classes)
      : shape_(shape), classes_(classes) {}

  const TerrainShape& shape() const { return shape_; }
  /// Of the nearest cell; nothing outside the grid and where it is unknown.
  std::optional<p2108::Clutter> at(Place place) const;

 private:
  TerrainShape shape_;
  std::span<const std::uint8_t> classes_;
};

struct StoredLandCover {
  LandCover cover;              ///< a view into the bytes given
  std::string_view provenance;  ///< JSON: source, date, files, and which code became which class
};

bool looks_like_land_cover_store(std::string_view beginning);
/// As read_terrain_store() does; refuses classes that are none, too.
base::Result<StoredLandCover> read_land_cover_store(std::string_view bytes, Verify verify);
void write_land_cover_store(const TerrainShape& shape, std::span<const std::uint8_t> classes,
                            std::string_view provenance, const std::function<void(std::string_view)>& write);

}  // namespace radio
