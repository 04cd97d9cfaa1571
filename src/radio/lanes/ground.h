#pragma once
// From profiles to the few numbers that the model works with: horizons, effective heights, irregularity. Lane
// by lane the steps of itm_terrain.cpp, which names the equations.
#include "lanes/path.h"

namespace radio::lanes {

/// What the terrain says of W receivers.
template <int W>
struct Ground {
  using D = typename Vec<W>::D;
  D distance_m, spacing_m, intervals;
  D surface_refractivity, earth_radius_m;
  D horizon_angle_rad[2], horizon_distance_m[2], effective_height_m[2];
  D delta_h_m;
};

template <class D>
SERUMPUN_INLINE D truncated(D x) {
  return from_whole<WidthOf<D>::value>(to_whole(x));
}
template <class D>
SERUMPUN_INLINE D above_zero(D x) {
  return max(x, D{});
}
template <class D>
SERUMPUN_INLINE double largest(D x) {
  double most = x[0];
#pragma GCC unroll 16
  for (int l = 1; l < WidthOf<D>::value; ++l) most = x[l] > most ? x[l] : most;
  return most;
}

/// A table of the group, read at a point of its own by each lane of one half.
template <int W, class T>
SERUMPUN_INLINE typename Vec<W>::D at_points(const T* table, int half, typename Vec<W>::D point) {
  typename Vec<W>::D out;
#pragma GCC unroll 16
  for (int l = 0; l < W; ++l) out[l] = table[static_cast<std::ptrdiff_t>(point[l]) * 2 * W + half * W + l];
  return out;
}

/// Heights of one half at whole points, by index of the group's table.
template <int W>
SERUMPUN_INLINE typename Vec<W>::D heights_at(const float* table, typename Vec<W>::I32 index) {
  typename Vec<W>::F out;
#if defined(__AVX2__)
  if constexpr (W == 8) out = _mm256_i32gather_ps(table, reinterpret_cast<__m256i>(index), 4);
  if constexpr (W == 4) out = _mm_i32gather_ps(table, reinterpret_cast<__m128i>(index), 4);
#else
  for (int l = 0; l < W; ++l) out[l] = table[index[l]];
#endif
  return widened<W>(out);
}

template <int W>
SERUMPUN_INLINE void set_medium(const Paths<W>& p, const KernelTower& tower, const KernelLink& link, int half,
                                const KernelScratch& scratch, Ground<W>& g) {
  using D = typename Vec<W>::D;
  g.intervals = p.intervals;
  g.spacing_m = p.spacing_m;
  g.distance_m = p.intervals * p.spacing_m;
  const D skipped = truncated(0.1 * p.intervals);
  const D before = skipped > 0.0 ? at_points<W>(scratch.sums, half, above_zero(skipped - 1.0)) : D{};
  const D sum = at_points<W>(scratch.sums, half, p.intervals - skipped) - before;
  const D system_m = sum / (p.intervals - 2.0 * skipped + 1.0) + tower.base_m;
  g.surface_refractivity = link.n0 * exp(system_m * (-1.0 / 9460.0));
  g.earth_radius_m = 1.0 / (157e-9 * (1.0 - 0.04665 * exp(g.surface_refractivity * (1 / 179.3))));
}

template <int W>
SERUMPUN_INLINE typename Vec<W>::F2 joined(const typename Vec<W>::D& low, const typename Vec<W>::D& high) {
  typename Vec<W>::F2 out;
  const typename Vec<W>::F a = narrowed<W>(low), b = narrowed<W>(high);
  __builtin_memcpy(&out, &a, sizeof a);
  __builtin_memcpy(reinterpret_cast<char*>(&out) + sizeof a, &b, sizeof b);
  return out;
}
template <int W>
SERUMPUN_INLINE typename Vec<W>::D half_of(const typename Vec<W>::F2& both, int half) {
  typename Vec<W>::F part;
  __builtin_memcpy(&part, reinterpret_cast<const char*>(&both) + half * sizeof part, sizeof part);
  return widened<W>(part);
}

/// Horizons of both ends in one pass. Angles are kept times the spacing, distances in steps.
template <int W>
SERUMPUN_INLINE void find_horizons(const KernelLink& link, const Paths<W> (&p)[2], int longest,
                                   const KernelScratch& scratch, Ground<W> (&g)[2]) {
  using D = typename Vec<W>::D;
  using F2 = typename Vec<W>::F2;
  const float* heights = scratch.heights;
  const D bend0 = square(g[0].spacing_m) / (2.0 * g[0].earth_radius_m),
          bend1 = square(g[1].spacing_m) / (2.0 * g[1].earth_radius_m);
  const F2 bend = joined<W>(bend0, bend1), n = joined<W>(p[0].intervals, p[1].intervals);
  const F2 tx = joined<W>(p[0].start_height_m, p[1].start_height_m) + static_cast<float>(link.height_m[0]);
  const F2 rx = joined<W>(p[0].end_height_m, p[1].end_height_m) + static_cast<float>(link.height_m[1]);
  F2 tx_angle = (rx - tx) / n - n * bend, rx_angle = (tx - rx) / n - n * bend;
  F2 tx_steps = n, rx_steps = n;
  for (int k = 1; k < longest; ++k) {
    F2 y;
    __builtin_memcpy(&y, heights + static_cast<std::ptrdiff_t>(k) * 2 * W, sizeof y);
    const float kf = static_cast<float>(k);
    const F2 from_tx = (y - tx) * (1.0F / kf) - kf * bend;
    const auto rises = from_tx > tx_angle;
    tx_angle = rises ? from_tx : tx_angle;
    tx_steps = rises ? F2{} + kf : tx_steps;
    const F2 left = n - kf;
    const F2 from_rx = (y - rx) / max(left, F2{} + 1.0F) - left * bend;
    const auto rises_rx = (from_rx > rx_angle) & (left > 0.0F);
    rx_angle = rises_rx ? from_rx : rx_angle;
    rx_steps = rises_rx ? left : rx_steps;
  }
#pragma GCC unroll 16
  for (int half = 0; half < 2; ++half) {
    const D tx_at = half_of<W>(tx_steps, half), rx_at = half_of<W>(rx_steps, half);
    const D spacing = g[half].spacing_m, steps_to_rx = p[half].intervals - rx_at;
    // Distances are summed step by step as the published software does: what follows cuts them to whole
    // intervals.
    D out = D{}, back = g[half].distance_m;
    D tx_m = back, rx_m = back;
    const int end =
        static_cast<int>(max(largest(tx_at < p[half].intervals ? tx_at : D{}), largest(steps_to_rx)));
    for (int k = 1; k <= end; ++k) {
      const D kd = splat<D>(k);
      out += spacing;
      back -= spacing;
      tx_m = kd == tx_at ? out : tx_m;
      rx_m = kd == steps_to_rx ? back : rx_m;
    }
    g[half].horizon_distance_m[0] = tx_at < p[half].intervals ? tx_m : g[half].distance_m;
    g[half].horizon_distance_m[1] = rx_m;
    g[half].horizon_angle_rad[0] = half_of<W>(tx_angle, half) / spacing;
    g[half].horizon_angle_rad[1] = half_of<W>(rx_angle, half) / spacing;
  }
}

/// The least-squares line over a range of the profile, from the running sums: heights at its start and at its
/// end.
template <int W>
SERUMPUN_INLINE void fit_line(const Ground<W>& g, int half, const KernelScratch& scratch,
                              typename Vec<W>::D from_m, typename Vec<W>::D to_m,
                              typename Vec<W>::D& at_start, typename Vec<W>::D& at_end) {
  using D = typename Vec<W>::D;
  const D last = g.intervals;
  D start = truncated(above_zero(from_m / g.spacing_m));
  D end = last - truncated(above_zero(last - to_m / g.spacing_m));
  const auto empty = end <= start;
  start = empty ? above_zero(start - 1.0) : start;
  end = empty ? min(end + 1.0, last) : end;
  const D length = end - start, centre = start + 0.5 * length;
  const D first_y = at_points<W>(scratch.heights, half, start),
          last_y = at_points<W>(scratch.heights, half, end);
  const D sum = at_points<W>(scratch.sums, half, end) - at_points<W>(scratch.sums, half, start) +
                0.5 * (first_y - last_y);
  const D moment = at_points<W>(scratch.moments, half, end) - at_points<W>(scratch.moments, half, start) +
                   0.5 * (start * first_y - end * last_y) - centre * sum;
  const D mean = sum / length, slope = moment * 12.0 / ((length * length + 2.0) * length);
  at_start = mean - slope * centre;
  at_end = mean + slope * (last - centre);
}

/// The range between the rank-th largest and rank-th smallest of each lane's `count` samples, by bisection
/// until each lane has exactly the wanted number above, then taken exactly.
template <int W>
SERUMPUN_INLINE typename Vec<W>::F2 inter_decile(const float* samples, int most, typename Vec<W>::F2 low,
                                                 typename Vec<W>::F2 high, typename Vec<W>::I2 rank,
                                                 typename Vec<W>::I2 count) {
  using F2 = typename Vec<W>::F2;
  using I2 = typename Vec<W>::I2;
  const I2 wanted[2] = {rank, count - rank + 1};
  F2 lo[2] = {low - 1.0F, low - 1.0F}, hi[2] = {high, high};
  I2 above[2] = {count, count};
  constexpr int kSteps = 26;  // of 500 m: 1e-5 m
  for (int step = 0; step < kSteps; ++step) {
    if (!any((above[0] != wanted[0]) | (above[1] != wanted[1]))) break;
    const F2 mid[2] = {(lo[0] + hi[0]) * 0.5F, (lo[1] + hi[1]) * 0.5F};
    I2 more[2] = {I2{}, I2{}};
    for (int j = 0; j < most; ++j) {
      F2 x;
      __builtin_memcpy(&x, samples + static_cast<std::ptrdiff_t>(j) * 2 * W, sizeof x);
      more[0] -= x > mid[0];
      more[1] -= x > mid[1];
    }
#pragma GCC unroll 16
    for (int q = 0; q < 2; ++q) {
      const auto open = above[q] != wanted[q];
      const auto raise = open & (more[q] >= wanted[q]), lower = open & (more[q] < wanted[q]);
      above[q] = raise ? more[q] : above[q];
      lo[q] = raise ? mid[q] : lo[q];
      hi[q] = lower ? mid[q] : hi[q];
    }
  }
  F2 next[2] = {F2{} + 1e30F,
                F2{} + 1e30F};  // the smallest above lo: the wanted one where the count is right
  for (int j = 0; j < most; ++j) {
    F2 x;
    __builtin_memcpy(&x, samples + static_cast<std::ptrdiff_t>(j) * 2 * W, sizeof x);
#pragma GCC unroll 16
    for (int q = 0; q < 2; ++q) next[q] = ((x > lo[q]) & (x < next[q])) ? x : next[q];
  }
#pragma GCC unroll 16
  for (int q = 0; q < 2; ++q) next[q] = above[q] == wanted[q] ? next[q] : hi[q];
  return next[0] - next[1];
}

template <int W>
SERUMPUN_INLINE void find_delta_h(const typename Vec<W>::D (&from_m)[2], const typename Vec<W>::D (&to_m)[2],
                                  const KernelScratch& scratch, Ground<W> (&g)[2]) {
  using D = typename Vec<W>::D;
  using I32 = typename Vec<W>::I32;
  using F = typename Vec<W>::F;
  using F2 = typename Vec<W>::F2;
  using I2 = typename Vec<W>::I2;
  D decile[2], count[2];
  int most = 0;
#pragma GCC unroll 16
  for (int half = 0; half < 2; ++half) {
    const D span = (to_m[half] - from_m[half]) / g[half].spacing_m;
    decile[half] = max(splat<D>(4), min(splat<D>(25), truncated(0.1 * (span + 8.0))));
    count[half] = 10.0 * decile[half] - 5.0;
    const int here = static_cast<int>(largest(count[half]));
    most = here > most ? here : most;
  }
  D lowest[2], highest[2];
#pragma GCC unroll 16
  for (int half = 0; half < 2; ++half) {
    const D start = from_m[half] / g[half].spacing_m, end = to_m[half] / g[half].spacing_m;
    const D step = (end - start) / (count[half] - 1.0);
    const I32 last = to_whole(g[half].intervals - 1.0);
    I32 lane;
#pragma GCC unroll 16
    for (int l = 0; l < W; ++l) lane[l] = l;
    const float* table = scratch.heights + half * W;
    const D middle = 0.5 * (count[half] - 1.0);
    float* samples = scratch.samples + half * W;
    D sum = D{}, moment = D{}, first = D{}, final = D{};
    for (int j = 0; j < most; ++j) {
      const D jd = splat<D>(j);
      const D at = start + jd * step;
      const I32 i = min(to_whole(at), last);
      const D left = heights_at<W>(table, i * (2 * W) + lane),
              right = heights_at<W>(table, i * (2 * W) + lane + 2 * W);
      const D h = left + (right - left) * (at - from_whole<W>(i));
      const auto inside = jd < count[half];
      const D counted = inside ? h : D{};
      sum += counted;
      moment += counted * (jd - middle);
      final = inside ? h : final;
      if (j == 0) first = h;
      const F narrow = narrowed<W>(h);
      __builtin_memcpy(samples + static_cast<std::ptrdiff_t>(j) * 2 * W, &narrow, sizeof narrow);
    }
    sum -= 0.5 * (first + final);
    moment -= 0.5 * middle * (final - first);
    const D length = count[half] - 1.0;
    const D slope = moment * 12.0 / ((length * length + 2.0) * length),
            at_first = sum / length - slope * middle;
    lowest[half] = splat<D>(1e30);
    highest[half] = splat<D>(-1e30);
    for (int j = 0; j < most; ++j) {
      const D jd = splat<D>(j);
      F narrow;
      __builtin_memcpy(&narrow, samples + static_cast<std::ptrdiff_t>(j) * 2 * W, sizeof narrow);
      const D h = widened<W>(narrow) - (at_first + jd * slope);
      const auto inside = jd < count[half];
      lowest[half] = (inside & (h < lowest[half])) ? h : lowest[half];
      highest[half] = (inside & (h > highest[half])) ? h : highest[half];
      const D stored = inside ? h : splat<D>(-1e30);
      narrow = narrowed<W>(stored);
      __builtin_memcpy(samples + static_cast<std::ptrdiff_t>(j) * 2 * W, &narrow, sizeof narrow);
    }
  }
  const I2 rank = __builtin_convertvector(joined<W>(decile[0], decile[1]), I2);
  const I2 counts = __builtin_convertvector(joined<W>(count[0], count[1]), I2);
  const F2 range = inter_decile<W>(scratch.samples, most, joined<W>(lowest[0], lowest[1]),
                                   joined<W>(highest[0], highest[1]), rank, counts);
#pragma GCC unroll 16
  for (int half = 0; half < 2; ++half) {
    const D length_m = to_m[half] - from_m[half];
    const D carried = half_of<W>(range, half) / (1.0 - 0.8 * exp(length_m * (-1.0 / 50e3)));
    g[half].delta_h_m = length_m / g[half].spacing_m < 2.0 ? D{} : carried;
  }
}

/// Horizon distance and angle from the roughness, where the terrain gave none.
template <int W>
SERUMPUN_INLINE void beyond_profile(typename Vec<W>::I where, Ground<W>& g) {
  using D = typename Vec<W>::D;
  D effective[2], smooth[2], horizon[2];
#pragma GCC unroll 16
  for (int i = 0; i < 2; ++i) {
    effective[i] = g.effective_height_m[i];
    smooth[i] = sqrt(2.0 * effective[i] * g.earth_radius_m);
    horizon[i] = smooth[i] * exp(-0.07 * sqrt(g.delta_h_m / max(effective[i], splat<D>(5))));
  }
  const D combined = horizon[0] + horizon[1];
  const auto raise = combined <= g.distance_m;
  const D ratio = g.distance_m / combined;
#pragma GCC unroll 16
  for (int i = 0; i < 2; ++i) {
    effective[i] = raise ? effective[i] * ratio * ratio : effective[i];
    smooth[i] = sqrt(2.0 * effective[i] * g.earth_radius_m);
    horizon[i] = smooth[i] * exp(-0.07 * sqrt(g.delta_h_m / max(effective[i], splat<D>(5))));
    const D angle = (0.65 * g.delta_h_m * (smooth[i] / horizon[i] - 1.0) - 2.0 * effective[i]) / smooth[i];
    g.effective_height_m[i] = where ? effective[i] : g.effective_height_m[i];
    g.horizon_distance_m[i] = where ? horizon[i] : g.horizon_distance_m[i];
    g.horizon_angle_rad[i] = where ? angle : g.horizon_angle_rad[i];
  }
}

template <int W>
SERUMPUN_INLINE void analyse_ground(const KernelTower& tower, const KernelLink& link, const Paths<W> (&p)[2],
                                    int longest, const KernelScratch& scratch, Ground<W> (&g)[2]) {
  using D = typename Vec<W>::D;
  D from_m[2], to_m[2];
#pragma GCC unroll 16
  for (int half = 0; half < 2; ++half) set_medium<W>(p[half], tower, link, half, scratch, g[half]);
  find_horizons<W>(link, p, longest, scratch, g);
#pragma GCC unroll 16
  for (int half = 0; half < 2; ++half) {
    from_m[half] = min(splat<D>(15.0 * link.height_m[0]), 0.1 * g[half].horizon_distance_m[0]);
    to_m[half] =
        g[half].distance_m - min(splat<D>(15.0 * link.height_m[1]), 0.1 * g[half].horizon_distance_m[1]);
  }
  find_delta_h<W>(from_m, to_m, scratch, g);
#pragma GCC unroll 16
  for (int half = 0; half < 2; ++half) {
    Ground<W>& s = g[half];
    const auto within = s.horizon_distance_m[0] + s.horizon_distance_m[1] > 1.5 * s.distance_m;
    D tx_fit, rx_fit, unused;
    fit_line<W>(s, half, scratch, from_m[half], within ? to_m[half] : 0.9 * s.horizon_distance_m[0], tx_fit,
                unused);
    fit_line<W>(s, half, scratch, within ? from_m[half] : s.distance_m - 0.9 * s.horizon_distance_m[1],
                to_m[half], unused, rx_fit);
    s.effective_height_m[0] = link.height_m[0] + above_zero(p[half].start_height_m - tx_fit);
    s.effective_height_m[1] = link.height_m[1] + above_zero(p[half].end_height_m - rx_fit);
    if (any(within)) beyond_profile<W>(within, s);
  }
}

}  // namespace radio::lanes
