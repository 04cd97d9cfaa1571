#pragma once
// Puts pieces of terrain together: several tiles with overlaps, gaps and voids become one grid without holes,
// on which the filled posts are marked.
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "radio/terrain.h"

namespace radio {

/// A rectangle of heights in the rows and columns of the terrain to be built; what is not finite is void.
struct TerrainPatch {
  std::int32_t row = 0, column = 0, rows = 0, columns = 0;
  std::span<const float> heights_m;  ///< row by row, from the north-west
};

struct TerrainCounts {
  std::int64_t known = 0;         ///< posts that a source gave
  std::int64_t interpolated = 0;  ///< voids filled from known posts nearby
  std::int64_t assumed_sea = 0;   ///< voids too far from any known post: height 0
};

/// A terrain that owns its bytes.
struct BuiltTerrain {
  TerrainShape shape;
  std::vector<std::int16_t> posts;
  std::vector<std::uint8_t> filled_mask;
  std::string provenance;  ///< JSON; what went in

  Terrain view() const { return {shape, posts, filled_mask}; }
};

class TerrainBuilder {
 public:
  static constexpr std::int64_t kMaxPosts = std::int64_t{1} << 29;
  static constexpr float kHighest_m = 9000, kLowest_m = -500;  ///< dry land ends at 8849 and -430 m
  static constexpr std::int32_t kFillReach = 100;              ///< posts

  /// Refuses (radio.terrain_too_large, radio.terrain_shape) a grid that is no part of the earth or over
  /// kMaxPosts.
  static base::Result<void> check_shape(const TerrainShape& shape);
  static base::Result<TerrainBuilder> make(const TerrainShape& shape);

  /// Sets the posts that no earlier patch has set. Refuses (radio.terrain_height, with row, column and
  /// height) heights that are none on earth: a wrong unit must not become a map.
  base::Result<void> add(const TerrainPatch& patch);

  /// Fills each void from the nearest known posts north, south, east and west by inverse distance, within
  /// kFillReach. Refuses (radio.terrain_empty) when no post is known.
  base::Result<TerrainCounts> fill();

  /// After fill(); leaves the builder empty.
  BuiltTerrain take(std::string provenance);

 private:
  explicit TerrainBuilder(const TerrainShape& shape);
  bool known(std::int32_t row, std::int32_t column) const;
  void set(std::int32_t row, std::int32_t column, std::int16_t height);
  std::int16_t get(std::int32_t row, std::int32_t column) const;
  std::optional<std::int16_t> from_neighbours(std::int32_t row, std::int32_t column) const;

  TerrainShape shape_;
  TerrainTiles tiles_;
  std::vector<std::int16_t> posts_;
  std::vector<std::uint8_t> filled_;  ///< all ones at first
};

/// The step of stored heights that keeps `lowest_m … highest_m` in 16 bits: 1 m for whole metres, else the
/// finest of 0.1, 0.2, 0.5 and 1 m.
double fitting_unit_m(bool whole_metres, float lowest_m, float highest_m);

}  // namespace radio
