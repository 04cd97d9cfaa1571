#pragma once
// The batched model for registers of W doubles; each including file is compiled for one kind of processor.
#include "lanes/attenuation.h"

namespace radio::lanes {

template <int W>
void losses(const KernelTerrain& terrain, const KernelTower& tower, const KernelLink& link,
            const KernelScratch& scratch, int count, const std::int32_t* row, const std::int32_t* column,
            float* loss_db) {
  // Lanes without a receiver repeat the last one.
  std::int32_t rows[2 * W], columns[2 * W];
#pragma GCC unroll 16
  for (int l = 0; l < 2 * W; ++l) {
    rows[l] = row[l < count ? l : count - 1];
    columns[l] = column[l < count ? l : count - 1];
  }
  Paths<W> paths[2];
  int longest = 0;
#pragma GCC unroll 16
  for (int half = 0; half < 2; ++half) {
    paths[half] = make_paths<W>(terrain, tower, link, rows + half * W, columns + half * W);
    const int here = static_cast<int>(largest(paths[half].intervals));
    longest = here > longest ? here : longest;
  }
  if (longest > scratch.max_intervals) longest = scratch.max_intervals;
#pragma GCC unroll 16
  for (int half = 0; half < 2; ++half) sample<W>(terrain, tower, paths[half], longest, half, scratch);
  Ground<W> ground[2];
  analyse_ground<W>(tower, link, paths, longest, scratch, ground);
#pragma GCC unroll 16
  for (int half = 0; half < 2; ++half) {
    const auto loss = with_variability<W>(link, ground[half], attenuation<W>(link, ground[half]));
    for (int l = 0; l < W && half * W + l < count; ++l) {
      const bool near = paths[half].too_near[l] != 0;
      loss_db[half * W + l] = static_cast<float>(near ? 32.45 - 60.0 + 20.0 * link.log10_f : loss[l]);
    }
  }
}

}  // namespace radio::lanes
