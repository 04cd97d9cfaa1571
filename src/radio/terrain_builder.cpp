#include "radio/terrain_builder.h"

#include <array>
#include <cmath>
#include <utility>

#include "base/check.h"

namespace radio {
namespace {

bool sane(const TerrainShape& s) {
  const bool finite = std::isfinite(s.north_deg) && std::isfinite(s.west_deg) && std::isfinite(s.unit_m);
  if (!finite || !(s.rows_per_deg > 0.01 && s.rows_per_deg < 1e6) ||
      !(s.columns_per_deg > 0.01 && s.columns_per_deg < 1e6))
    return false;
  if (s.rows < 2 || s.columns < 2 || !(s.unit_m > 0 && s.unit_m <= 1)) return false;
  constexpr double kSlack = 0.01;  // some tiles reach half a post over
  return s.north_deg <= 90 + kSlack && s.lat_of(s.rows - 1) >= -90 - kSlack && s.west_deg >= -180 - kSlack &&
         s.lon_of(s.columns - 1) <= 360 + kSlack;
}

}  // namespace

base::Result<void> TerrainBuilder::check_shape(const TerrainShape& shape) {
  if (!sane(shape)) return base::fail(base::ErrorCode::kInvalid, {"radio.terrain_shape", {}});
  const std::int64_t posts = std::int64_t{shape.rows} * shape.columns;
  if (posts > kMaxPosts)
    return base::fail(base::ErrorCode::kTooLarge, {"radio.terrain_too_large",
                                                   {{"rows", std::int64_t{shape.rows}},
                                                    {"columns", std::int64_t{shape.columns}},
                                                    {"limit", kMaxPosts}}});
  return {};
}

base::Result<TerrainBuilder> TerrainBuilder::make(const TerrainShape& shape) {
  if (auto sane_shape = check_shape(shape); !sane_shape) return base::fail(sane_shape.error());
  return TerrainBuilder(shape);
}

TerrainBuilder::TerrainBuilder(const TerrainShape& shape)
    : shape_(shape),
      tiles_(shape),
      posts_(static_cast<std::size_t>(tiles_.posts())),
      filled_(shape.mask_bytes(), 0xff) {}

bool TerrainBuilder::known(std::int32_t row, std::int32_t column) const {
  const std::size_t bit = shape_.bit_of(row, column);
  return (filled_[bit / 8] >> (bit % 8) & 1) == 0;
}

std::int16_t TerrainBuilder::get(std::int32_t row, std::int32_t column) const {
  const std::int32_t r = std::min(row, shape_.rows - 2), c = std::min(column, shape_.columns - 2);
  return posts_[static_cast<std::size_t>(tiles_.index(r, c) + (row - r) * TerrainTiles::kStride +
                                         (column - c))];
}

void TerrainBuilder::set(std::int32_t row, std::int32_t column, std::int16_t height) {
  // A post on the edge of a tile lies in up to four of them.
  constexpr auto kSide = TerrainTiles::kSide;
  for (std::int32_t down = std::max(row - 1, 0) / kSide; down <= std::min(row, shape_.rows - 2) / kSide;
       ++down) {
    for (std::int32_t right = std::max(column - 1, 0) / kSide;
         right <= std::min(column, shape_.columns - 2) / kSide; ++right) {
      const auto tile = tiles_.index(down * kSide, right * kSide);
      posts_[static_cast<std::size_t>(tile + (row - down * kSide) * TerrainTiles::kStride + column -
                                      right * kSide)] = height;
    }
  }
}

base::Result<void> TerrainBuilder::add(const TerrainPatch& patch) {
  base::check(patch.row >= 0 && patch.column >= 0 && patch.row + patch.rows <= shape_.rows &&
                  patch.column + patch.columns <= shape_.columns,
              "a patch lies inside the terrain");
  std::size_t i = 0;
  for (std::int32_t r = patch.row; r < patch.row + patch.rows; ++r) {
    for (std::int32_t c = patch.column; c < patch.column + patch.columns; ++c, ++i) {
      const float height = patch.heights_m[i];
      if (!std::isfinite(height) || known(r, c)) continue;
      if (height < kLowest_m || height > kHighest_m)
        return base::fail(base::ErrorCode::kInvalid, {"radio.terrain_height",
                                                      {{"row", std::int64_t{r - patch.row + 1}},
                                                       {"column", std::int64_t{c - patch.column + 1}},
                                                       {"height_m", static_cast<double>(height)}}});
      const double units = std::round(static_cast<double>(height) / shape_.unit_m);
      set(r, c, static_cast<std::int16_t>(std::clamp(units, -32767.0, 32767.0)));
      const std::size_t bit = shape_.bit_of(r, c);
      filled_[bit / 8] &= static_cast<std::uint8_t>(~(1U << (bit % 8)));
    }
  }
  return {};
}

std::optional<std::int16_t> TerrainBuilder::from_neighbours(std::int32_t row, std::int32_t column) const {
  constexpr std::array<std::pair<int, int>, 4> kDirections{{{-1, 0}, {1, 0}, {0, -1}, {0, 1}}};
  double sum = 0, weights = 0;
  for (const auto& [down, right] : kDirections) {
    for (std::int32_t step = 1; step <= kFillReach; ++step) {
      const std::int32_t r = row + down * step, c = column + right * step;
      if (r < 0 || c < 0 || r >= shape_.rows || c >= shape_.columns) break;
      if (!known(r, c)) continue;
      sum += static_cast<double>(get(r, c)) / step;
      weights += 1.0 / step;
      break;
    }
  }
  if (weights == 0) return std::nullopt;
  return static_cast<std::int16_t>(std::lround(sum / weights));
}

base::Result<TerrainCounts> TerrainBuilder::fill() {
  TerrainCounts counts;
  for (std::int32_t row = 0; row < shape_.rows; ++row) {
    for (std::int32_t column = 0; column < shape_.columns; ++column) {
      if (known(row, column)) {
        ++counts.known;
        continue;
      }
      const auto height = from_neighbours(row, column);
      ++(height ? counts.interpolated : counts.assumed_sea);
      set(row, column, height.value_or(0));
    }
  }
  if (counts.known == 0) return base::fail(base::ErrorCode::kInvalid, {"radio.terrain_empty", {}});
  return counts;
}

BuiltTerrain TerrainBuilder::take(std::string provenance) {
  return {shape_, std::move(posts_), std::move(filled_), std::move(provenance)};
}

double fitting_unit_m(bool whole_metres, float lowest_m, float highest_m) {
  if (whole_metres) return 1;
  for (const double unit_m : {0.1, 0.2, 0.5})
    if (highest_m / unit_m < 32767 && lowest_m / unit_m > -32767) return unit_m;
  return 1;
}

}  // namespace radio
