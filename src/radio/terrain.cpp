#include "radio/terrain.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace radio {

bool TerrainShape::contains(Place place) const {
  const double row = row_of(place.lat_deg), column = column_of(place.lon_deg);
  return row >= 0 && row <= rows - 1 && column >= 0 && column <= columns - 1;
}

Terrain::Terrain(const TerrainShape& shape, std::span<const std::int16_t> posts,
                 std::span<const std::uint8_t> filled_mask)
    : shape_(shape), tiles_(shape), posts_(posts), filled_(filled_mask) {
  base::check(shape.rows >= 2 && shape.columns >= 2, "a terrain has at least 2 x 2 posts");
  base::check(std::int64_t(posts.size()) == tiles_.posts() && filled_mask.size() == shape.mask_bytes(),
              "the bytes of a terrain fit its shape");
}

double Terrain::height_m(std::int32_t row, std::int32_t column) const {
  // The last row and column are the far side of the last interval.
  const std::int32_t r = std::min(row, shape_.rows - 2), c = std::min(column, shape_.columns - 2);
  const auto at = tiles_.index(r, c) + (row - r) * TerrainTiles::kStride + (column - c);
  return posts_[static_cast<std::size_t>(at)] * shape_.unit_m;
}

double Terrain::height_m(Place place) const {
  const double y = shape_.row_of(place.lat_deg), x = shape_.column_of(place.lon_deg);
  const auto row = std::clamp(static_cast<std::int32_t>(std::floor(y)), 0, shape_.rows - 2);
  const auto column = std::clamp(static_cast<std::int32_t>(std::floor(x)), 0, shape_.columns - 2);
  const std::int16_t* post = posts_.data() + tiles_.index(row, column);
  const double fy = y - row, fx = x - column;
  const double north = post[0] * (1 - fx) + post[1] * fx;
  const double south = post[TerrainTiles::kStride] * (1 - fx) + post[TerrainTiles::kStride + 1] * fx;
  return (north * (1 - fy) + south * fy) * shape_.unit_m;
}

bool Terrain::filled(std::int32_t row, std::int32_t column) const {
  const std::size_t bit = shape_.bit_of(row, column);
  return (filled_[bit / 8] >> (bit % 8) & 1) != 0;
}

}  // namespace radio
