#pragma once
// Ground heights at the posts of a grid in WGS 84, as a view: the bytes belong to the caller (a mapped file,
// a vector).
#include <cstdint>
#include <span>
#include <string>

namespace radio {

struct Place {
  double lat_deg = 0, lon_deg = 0;
};

/// Where the posts lie. Row 0 is the northern edge, column 0 the western; rows and columns count posts.
struct TerrainShape {
  double north_deg = 0, west_deg = 0;  ///< of the post (0, 0)
  double rows_per_deg = 1200, columns_per_deg = 1200;
  std::int32_t rows = 0, columns = 0;
  double unit_m = 1;  ///< metres in one step of a stored height

  double row_of(double lat_deg) const { return (north_deg - lat_deg) * rows_per_deg; }
  double column_of(double lon_deg) const { return (lon_deg - west_deg) * columns_per_deg; }
  double lat_of(double row) const { return north_deg - row / rows_per_deg; }
  double lon_of(double column) const { return west_deg + column / columns_per_deg; }
  /// On or between the posts.
  bool contains(Place place) const;
  /// One bit a post, row by row, lowest bit first.
  std::size_t mask_bytes() const { return (bit_of(rows - 1, columns - 1) + 8) / 8; }
  std::size_t bit_of(std::int32_t row, std::int32_t column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
  }

  bool operator==(const TerrainShape&) const = default;
};

/// Posts lie in square tiles of 64 × 64 intervals; a tile repeats its southern and eastern neighbours' first
/// posts, so that the four posts around any place lie in one tile, and a path stays within few pages of
/// memory.
struct TerrainTiles {
  static constexpr std::int32_t kSide = 64, kStride = kSide + 1, kPosts = kStride * kStride;

  explicit TerrainTiles(const TerrainShape& shape)
      : down((shape.rows - 2) / kSide + 1), across((shape.columns - 2) / kSide + 1) {}

  std::int64_t count() const { return std::int64_t{down} * across; }
  std::int64_t posts() const { return count() * kPosts; }
  /// Of the interval whose north-western post is (row, column).
  std::int64_t index(std::int32_t row, std::int32_t column) const {
    return (std::int64_t{row / kSide} * across + column / kSide) * kPosts + (row % kSide) * kStride +
           column % kSide;
  }

  std::int32_t down, across;
};

class Terrain {
 public:
  /// `posts` as TerrainTiles lays them out, `filled_mask` of TerrainShape::mask_bytes(); at least 2 × 2
  /// posts.
  Terrain(const TerrainShape& shape, std::span<const std::int16_t> posts,
          std::span<const std::uint8_t> filled_mask);

  const TerrainShape& shape() const { return shape_; }
  const TerrainTiles& tiles() const { return tiles_; }
  std::span<const std::int16_t> posts() const { return posts_; }
  std::span<const std::uint8_t> filled_mask() const { return filled_; }

  double height_m(std::int32_t row, std::int32_t column) const;
  /// Bilinear between the four posts around the place, which the terrain contains (beyond, the edge's slope
  /// goes on).
  double height_m(Place place) const;
  /// Whether the source had no height here, so that it was filled from the neighbours.
  bool filled(std::int32_t row, std::int32_t column) const;

 private:
  TerrainShape shape_;
  TerrainTiles tiles_;
  std::span<const std::int16_t> posts_;
  std::span<const std::uint8_t> filled_;
};

}  // namespace radio
