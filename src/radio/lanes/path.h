#pragma once
// From posts to terrain profiles: great circles, the heights along them, and their running sums.
#include "lanes/kernel.h"
#include "lanes/vec.h"

namespace radio::lanes {

/// Paths of W posts: half of a group.
template <int W>
struct Paths {
  using D = typename Vec<W>::D;
  D distance_m, intervals, spacing_m;
  D start_height_m, end_height_m;                     ///< terrain at the two ends, relative to the base
  D row_power[kPathNodes], column_power[kPathNodes];  ///< offsets from the centre, polynomial in v
  D too_near;                                         ///< under a metre; a mask as a number, 1 or 0
};

constexpr double kMeanEarth_m = 6371000;

template <int W>
SERUMPUN_INLINE typename Vec<W>::D rounded_up(typename Vec<W>::D x) {
  using D = typename Vec<W>::D;
  const D down = from_whole<W>(to_whole(x));
  return down < x ? down + 1.0 : down;
}

/// Rows and columns, as offsets from the centre, at the angle `s` along the great circle that leaves with
/// (east, north).
template <int W>
SERUMPUN_INLINE void place_at(const KernelTerrain& terrain, const KernelTower& tower, typename Vec<W>::D s,
                              typename Vec<W>::D east, typename Vec<W>::D north, typename Vec<W>::D& row,
                              typename Vec<W>::D& column) {
  using D = typename Vec<W>::D;
  const D s2 = s * s;
  const D sine = s * (1.0 - s2 * (1.0 / 6 - s2 * (1.0 / 120 - s2 * (1.0 / 5040))));
  const D cosine = 1.0 - s2 * (0.5 - s2 * (1.0 / 24 - s2 * (1.0 / 720 - s2 * (1.0 / 40320))));
  // Earth-centred, the tower's meridian in the plane y = 0.
  const D x = tower.cos_lat * cosine - tower.sin_lat * north * sine;
  const D y = east * sine;
  const D z = tower.sin_lat * cosine + tower.cos_lat * north * sine;
  const D sin_dlat = z * tower.cos_lat - sqrt(x * x + y * y) * tower.sin_lat;
  row = -asin_small(sin_dlat) * terrain.rows_per_rad;
  column = atan_small(y / x) * terrain.columns_per_rad;
}

template <int W>
SERUMPUN_INLINE Paths<W> make_paths(const KernelTerrain& terrain, const KernelTower& tower,
                                    const KernelLink& link, const std::int32_t* rows,
                                    const std::int32_t* columns) {
  using D = typename Vec<W>::D;
  D row_hav, sin_dlat, cos_lat, half_lon, sin_dlon, end_height;
#pragma GCC unroll 16
  for (int l = 0; l < W; ++l) {
    const std::int32_t r = rows[l] - tower.first_row, c = columns[l] - tower.first_column;
    row_hav[l] = tower.row_haversine[r];
    sin_dlat[l] = tower.row_sin_dlat[r];
    cos_lat[l] = tower.row_cos_lat[r];
    half_lon[l] = tower.column_half_sine[c];
    sin_dlon[l] = tower.column_sin_dlon[c];
    const std::int32_t rr = rows[l] < terrain.rows - 2 ? rows[l] : terrain.rows - 2;
    const std::int32_t cc = columns[l] < terrain.columns - 2 ? columns[l] : terrain.columns - 2;
    const std::int64_t at = (std::int64_t{rr / 64} * terrain.tiles_across + cc / 64) * 4225 +
                            (rr % 64 + rows[l] - rr) * 65 + cc % 64 + columns[l] - cc;
    end_height[l] = terrain.posts[at] * terrain.unit_m - tower.base_m;
  }
  Paths<W> p;
  // Distances have the very bits of great_circle_m: the model cuts them to whole intervals, and where a cut
  // falls on a whole number the last bit decides by up to a decibel.
  const D hav = row_hav + tower.cos_lat * cos_lat * half_lon * half_lon;
  const D half = sqrt(hav);
  D angle;
#pragma GCC unroll 16
  for (int l = 0; l < W; ++l) angle[l] = __builtin_asin(half[l]);
  const D metres = 2 * kMeanEarth_m * angle;
  angle *= 2.0;
  const auto near = metres < 1.0;
  p.too_near = near ? splat<D>(1) : splat<D>(0);
  p.distance_m = near ? splat<D>(1) : metres;
  p.intervals = max(splat<D>(2), rounded_up<W>(p.distance_m / link.step_m));
  p.spacing_m = p.distance_m / p.intervals;
  const D centre_height = splat<D>(tower.ground_m - tower.base_m);
  p.start_height_m = link.to_centre ? end_height : centre_height;
  p.end_height_m = link.to_centre ? centre_height : end_height;

  const D sine = near ? splat<D>(1) : 2.0 * sqrt(hav * (1.0 - hav));
  const D east = cos_lat * sin_dlon / sine;
  const D north = (sin_dlat + 2.0 * tower.sin_lat * cos_lat * half_lon * half_lon) / sine;
#pragma GCC unroll 16
  for (int i = 0; i < kPathNodes; ++i) p.row_power[i] = p.column_power[i] = D{};
#pragma GCC unroll 16
  for (int j = 0; j < kPathNodes; ++j) {
    D row, column;
    place_at<W>(terrain, tower, angle * link.node[j], east, north, row, column);
#pragma GCC unroll 16
    for (int i = 0; i < kPathNodes; ++i) {
      p.row_power[i] += link.node_to_power[i][j] * row;
      p.column_power[i] += link.node_to_power[i][j] * column;
    }
  }
  if (link.to_centre) {  // the same great circle in -v
#pragma GCC unroll 16
    for (int i = 1; i < kPathNodes; i += 2) {
      p.row_power[i] = -p.row_power[i];
      p.column_power[i] = -p.column_power[i];
    }
  }
  return p;
}

template <int W>
SERUMPUN_INLINE typename Vec<W>::I32 gather(const std::int16_t* posts, typename Vec<W>::I32 index) {
#if defined(__AVX2__)
  if constexpr (W == 8)
    return reinterpret_cast<typename Vec<W>::I32>(
        _mm256_i32gather_epi32(reinterpret_cast<const int*>(posts), reinterpret_cast<__m256i>(index), 2));
  if constexpr (W == 4)
    return reinterpret_cast<typename Vec<W>::I32>(
        _mm_i32gather_epi32(reinterpret_cast<const int*>(posts), reinterpret_cast<__m128i>(index), 2));
#endif
  typename Vec<W>::I32 pair;
#pragma GCC unroll 16
  for (int l = 0; l < W; ++l) {
    std::int32_t two;
    __builtin_memcpy(&two, posts + index[l], sizeof two);
    pair[l] = two;
  }
  return pair;
}

constexpr float kNoGround = -1e30F;  // beyond the end of a path: never a horizon

/// Heights 0 … longest of the paths into column `half` of the group's profile, and their sums up to each
/// point, of the heights and of the heights times their index.
template <int W>
SERUMPUN_INLINE void sample(const KernelTerrain& terrain, const KernelTower& tower, const Paths<W>& p,
                            int longest, int half, const KernelScratch& scratch) {
  using D = typename Vec<W>::D;
  using I32 = typename Vec<W>::I32;
  using F = typename Vec<W>::F;
  const D scale = 2.0 / p.intervals;
  const I32 last_row = I32{} + (terrain.rows - 2), last_column = I32{} + (terrain.columns - 2);
  float* heights = scratch.heights + half * W;
  double* sums = scratch.sums + half * W;
  double* moments = scratch.moments + half * W;
  D sum = D{}, moment = D{};
  for (int k = 0; k <= longest; ++k) {
    const D kd = splat<D>(k);
    D v = kd * scale - 1.0;
    v = min(v, splat<D>(1));
    D y = p.row_power[kPathDegree], x = p.column_power[kPathDegree];
#pragma GCC unroll 16
    for (int i = kPathDegree - 1; i >= 0; --i) {
      y = y * v + p.row_power[i];
      x = x * v + p.column_power[i];
    }
    y += tower.row;
    x += tower.column;
    I32 row = to_whole(y), column = to_whole(x);
    row = max(min(row, last_row), I32{});
    column = max(min(column, last_column), I32{});
    const D fy = y - from_whole<W>(row), fx = x - from_whole<W>(column);
    const I32 index =
        ((row >> 6) * terrain.tiles_across + (column >> 6)) * 4225 + (row & 63) * 65 + (column & 63);
    const I32 north = gather<W>(terrain.posts, index), south = gather<W>(terrain.posts, index + 65);
    const D nw = from_whole<W>((north << 16) >> 16), ne = from_whole<W>(north >> 16);
    const D sw = from_whole<W>((south << 16) >> 16), se = from_whole<W>(south >> 16);
    const D top = nw + (ne - nw) * fx, bottom = sw + (se - sw) * fx;
    D h = (top + (bottom - top) * fy) * terrain.unit_m - tower.base_m;
    h = kd < p.intervals ? h : p.end_height_m;
    if (k == 0) h = p.start_height_m;
    sum += h;
    moment += h * kd;
    const D stored = kd > p.intervals ? splat<D>(kNoGround) : h;
    const F narrow = narrowed<W>(stored);
    __builtin_memcpy(heights + static_cast<std::ptrdiff_t>(k) * 2 * W, &narrow, sizeof narrow);
    __builtin_memcpy(sums + static_cast<std::ptrdiff_t>(k) * 2 * W, &sum, sizeof sum);
    __builtin_memcpy(moments + static_cast<std::ptrdiff_t>(k) * 2 * W, &moment, sizeof moment);
  }
}

}  // namespace radio::lanes
