#pragma once
// Reference attenuation and its quantiles, lane by lane the steps of itm_attenuation.cpp and
// itm_variability.cpp, which name the equations. Both sides of a question are computed and one is taken; a
// region that no lane is in is left out.
#include "lanes/ground.h"

namespace radio::lanes {

template <class D>
SERUMPUN_INLINE D roughness(D distance_m, D delta_h) {
  return delta_h * (1.0 - 0.8 * exp(distance_m * (-1.0 / 50e3)));
}
template <class D>
SERUMPUN_INLINE D sigma_h(D rough) {
  return 0.78 * rough * exp(-0.5 * sqrt(sqrt(rough)));
}
template <class D>
SERUMPUN_INLINE D knife_edge(D v2) {
  const D near = 6.02 + 9.11 * sqrt(v2) - 1.27 * v2;
  return v2 < 5.76 ? near : 12.953 + 10.0 * log10(max(v2, splat<D>(1e-300)));
}

template <class D>
SERUMPUN_INLINE D height_gain(D x_km, D k) {
  const D log_x = log(max(x_km, splat<D>(1e-300)));
  const D w = -log(k);
  const D low = 2.5e-5 * x_km * x_km / k - 8.686 * w - 15.0;
  const D flat = x_km > 1.0 ? 17.372 * log_x - 117.0 : splat<D>(-117);
  const D near = ((k < 1e-5) | (x_km * w * w * w > 5495.0)) ? flat : low;
  const D far = 0.05751 * x_km - 4.343 * log_x;
  const D blend = 0.0134 * x_km * exp(-0.005 * x_km);
  const D middle = (1.0 - blend) * far + blend * (17.372 * log_x - 117.0);
  const D beyond = x_km < 2000.0 ? middle : far;
  return x_km < 200.0 ? near : beyond;
}

/// The path, and what several steps share.
template <int W>
struct Reach {
  using D = typename Vec<W>::D;
  D smooth_sum_m, horizon_sum_m, los_angle_rad;
};

template <int W>
struct Curvature {
  typename Vec<W>::D k, x_per_km;
};
template <int W>
SERUMPUN_INLINE Curvature<W> curvature(const KernelLink& link, typename Vec<W>::D radius_m) {
  using D = typename Vec<W>::D;
  const D c0 = cbrt((4.0 / 3.0) * 6370e3 / radius_m);
  const D k = 0.017778 / (link.cube_root_f * link.impedance_abs) * c0;
  return {k, (1.607 - k) * c0 * c0 * link.cube_root_f};
}

template <int W>
struct Diffraction {
  using D = typename Vec<W>::D;
  D x_sum_km, gain_sum_db, clutter_db, height_ratio;
  D per_m, at_zero_db;  // the line through two distances far beyond the horizon
};

template <int W>
SERUMPUN_INLINE typename Vec<W>::D diffraction_at(const KernelLink& link, const Ground<W>& g,
                                                  const Reach<W>& reach, const Diffraction<W>& d,
                                                  typename Vec<W>::D distance_m) {
  using D = typename Vec<W>::D;
  const D angle = distance_m / g.earth_radius_m - reach.los_angle_rad;
  const D beyond = distance_m - reach.horizon_sum_m;
  const D q =
      (d.height_ratio + (-reach.los_angle_rad * g.earth_radius_m + reach.horizon_sum_m) / distance_m) *
      min(roughness(distance_m, g.delta_h_m) * link.wave_number, splat<D>(6283.2));
  const D w = 25.1 / (25.1 + sqrt(q));
  const D common = 0.0795775 * link.wave_number * angle * angle * beyond;
  D edges = D{};
#pragma GCC unroll 16
  for (int i = 0; i < 2; ++i)
    edges += knife_edge(common * g.horizon_distance_m[i] / (beyond + g.horizon_distance_m[i]));
  const D x_km = curvature<W>(link, beyond / angle).x_per_km * (beyond / 1000.0) + d.x_sum_km;
  const D smooth = 0.05751 * x_km - 10.0 * log10(x_km) - d.gain_sum_db - 20.0;
  return w * smooth + (1.0 - w) * edges + d.clutter_db;
}

template <int W>
SERUMPUN_INLINE Diffraction<W> diffraction_line(const KernelLink& link, const Ground<W>& g,
                                                const Reach<W>& reach, typename Vec<W>::D scale_m) {
  using D = typename Vec<W>::D;
  Diffraction<W> d;
  d.x_sum_km = d.gain_sum_db = D{};
#pragma GCC unroll 16
  for (int i = 0; i < 2; ++i) {
    const D horizon = g.horizon_distance_m[i];
    const Curvature<W> c = curvature<W>(link, 0.5 * horizon * horizon / g.effective_height_m[i]);
    const D x_km = c.x_per_km * horizon / 1000.0;
    d.x_sum_km += x_km;
    d.gain_sum_db += height_gain(x_km, c.k);
  }
  const double product = link.height_m[0] * link.height_m[1];
  const D sigma = sigma_h(roughness(reach.smooth_sum_m, g.delta_h_m));
  d.clutter_db = min(splat<D>(15), 5.0 * log10(1.0 + 1e-5 * product * link.frequency_mhz * sigma));
  d.height_ratio =
      sqrt(1.0 + (g.effective_height_m[0] * g.effective_height_m[1] - product) / (product + 10.0));
  const D d3 = max(reach.smooth_sum_m, reach.horizon_sum_m + 5.0 * scale_m), d4 = d3 + 10.0 * scale_m;
  const D a3 = diffraction_at<W>(link, g, reach, d, d3), a4 = diffraction_at<W>(link, g, reach, d, d4);
  d.per_m = (a4 - a3) / (d4 - d3);
  d.at_zero_db = a3 - d.per_m * d3;
  return d;
}

template <int W>
SERUMPUN_INLINE typename Vec<W>::D line_of_sight(const KernelLink& link, const Ground<W>& g,
                                                 const Reach<W>& reach, const Diffraction<W>& d,
                                                 typename Vec<W>::D distance_m) {
  using D = typename Vec<W>::D;
  const D sigma = sigma_h(roughness(distance_m, g.delta_h_m));
  const D heights = g.effective_height_m[0] + g.effective_height_m[1];
  const D sine = heights / sqrt(distance_m * distance_m + heights * heights);
  const double zr = link.impedance_re, zi = link.impedance_im;
  const D damped = exp(-min(splat<D>(10), link.wave_number * sigma * sine));
  const D scale = damped / (square(sine + zr) + zi * zi);
  D re = (sine * sine - zr * zr - zi * zi) * scale, im = -2.0 * sine * zi * scale;
  const D q = re * re + im * im;
  const D raise = ((q < 0.25) | (q < sine)) ? sqrt(sine / q) : splat<D>(1);
  re *= raise;
  im *= raise;
  constexpr double kPi = 3.141592653589793;
  D phase = link.wave_number * 2.0 * g.effective_height_m[0] * g.effective_height_m[1] / distance_m;
  phase = phase > kPi / 2 ? kPi - kPi / 2 * (kPi / 2) / phase : phase;
  const D turned = phase - kPi / 2;
  const D cosine = -sin_quarter(turned), sin_phase = cos_quarter(turned);
  const D two_ray = -10.0 * log10(max(square(cosine + re) + square(im - sin_phase), splat<D>(1e-300)));
  const D w = 1.0 / (1.0 + link.frequency_mhz * g.delta_h_m / max(splat<D>(10e3), reach.smooth_sum_m));
  return w * two_ray + (1.0 - w) * (d.at_zero_db + d.per_m * distance_m);
}

template <int W>
SERUMPUN_INLINE typename Vec<W>::D within_horizon(const KernelLink& link, const Ground<W>& g,
                                                  const Reach<W>& reach, const Diffraction<W>& line) {
  using D = typename Vec<W>::D;
  const D ds = reach.smooth_sum_m, as = line.at_zero_db + line.per_m * ds;
  const auto rising = line.at_zero_db >= 0.0;
  D d0 = 0.04 * link.frequency_mhz * g.effective_height_m[0] * g.effective_height_m[1];
  d0 = rising ? min(d0, 0.5 * reach.horizon_sum_m) : d0;
  const D d1 = rising ? d0 + 0.25 * (reach.horizon_sum_m - d0)
                      : max(-line.at_zero_db / line.per_m, 0.25 * reach.horizon_sum_m);
  const D a1 = line_of_sight<W>(link, g, reach, line, d1), a0 = line_of_sight<W>(link, g, reach, line, d0);
  const auto three = d0 < d1;
  const D q = log(ds / d0);
  const D bend = above_zero(((ds - d0) * (a1 - a0) - (d1 - d0) * (as - a0)) /
                            ((ds - d0) * log(max(d1 / d0, splat<D>(1e-300))) - (d1 - d0) * q));
  const auto curved = three & ((line.at_zero_db > 0.0) | (bend > 0.0));
  const D k1_curved = (as - a0 - bend * q) / (ds - d0);
  const auto falls = k1_curved < 0.0;
  const D k2_flat = above_zero(as - a0) / q;
  const D k1_flat = k2_flat == 0.0 ? line.per_m : D{};
  const D k1_straight0 = above_zero(as - a1) / (ds - d1);
  const D k1_straight = k1_straight0 == 0.0 ? line.per_m : k1_straight0;
  const D k1_three = falls ? k1_flat : k1_curved, k2_three = falls ? k2_flat : bend;
  const D k1 = curved ? k1_three : k1_straight, k2 = curved ? k2_three : D{};
  return as + k1 * (g.distance_m - ds) + k2 * log(g.distance_m / ds);
}

template <class D>
SERUMPUN_INLINE D frequency_gain(D r, D eta) {
  static constexpr double kA[] = {25.0, 80.0, 177.0, 395.0, 705.0, 705.0},
                          kB[] = {24.0, 45.0, 68.0, 80.0, 105.0, 105.0};
  const D clamped = max(splat<D>(1), min(splat<D>(5), eta));
  const D curve = truncated(clamped), part = clamped - curve;
  D a_low, b_low, a_high, b_high;
#pragma GCC unroll 16
  for (int l = 0; l < WidthOf<D>::value; ++l) {
    const int c = static_cast<int>(curve[l]);
    a_low[l] = kA[c - 1];
    b_low[l] = kB[c - 1];
    a_high[l] = kA[c];
    b_high[l] = kB[c];
  }
  const D inverse = square(1.0 / r);
  const D low = 10.0 * log10(1.0 + a_low * inverse * inverse + b_low * inverse);
  const D high = 10.0 * log10(1.0 + a_high * inverse * inverse + b_high * inverse);
  return (1.0 - part) * low + part * high;
}

constexpr double kNoScatter_db = 1001;

template <int W>
SERUMPUN_INLINE typename Vec<W>::D scatter_gain(const KernelLink& link, const Ground<W>& g,
                                                typename Vec<W>::D distance_m, typename Vec<W>::D before,
                                                typename Vec<W>::I& undefined) {
  using D = typename Vec<W>::D;
  constexpr double kSqrt2 = 1.4142135623730951;
  const D gap = g.horizon_distance_m[0] - g.horizon_distance_m[1];
  const D difference = max(gap, -gap), up = g.effective_height_m[1] / g.effective_height_m[0];
  const D ratio = gap < 0.0 ? 1.0 / up : up;
  const D theta = g.horizon_angle_rad[0] + g.horizon_angle_rad[1] + distance_m / g.earth_radius_m;
  const D r1 = 2.0 * link.wave_number * theta * g.effective_height_m[0];
  const D r2 = 2.0 * link.wave_number * theta * g.effective_height_m[1];
  undefined = (r1 < 0.2) & (r2 < 0.2);
  const D asymmetry = (distance_m - difference) / (distance_m + difference);
  const D q = min(splat<D>(10), max(splat<D>(0.1), ratio / asymmetry)), s = max(splat<D>(0.1), asymmetry);
  const D cross = (distance_m - difference) * (distance_m + difference) * theta * 0.25 / distance_m;
  const D damp = min(splat<D>(1.7), cross * (1.0 / 8.0e3)), damp6 = square(damp * damp * damp);
  const D n = g.surface_refractivity;
  const D eta = cross / 1.7556e3 * (1.0 + (0.031 - n * 2.32e-3 + n * n * 5.67e-6) * exp(-damp6));
  const D both = (frequency_gain(r1, eta) + frequency_gain(r2, eta)) * 0.5;
  const D more = min(both, 6.0 * (0.6 - log10(max(eta, splat<D>(1)))) * log10(s) * log10(q));
  D gain = above_zero(both + more);
  const D inner = square((1.0 + kSqrt2 / r1) * (1.0 + kSqrt2 / r2)) * (r1 + r2) / (r1 + r2 + 2 * kSqrt2);
  const D towards_zero = eta * gain + (1.0 - eta) * 10.0 * log10(max(inner, splat<D>(1e-300)));
  gain = eta < 1.0 ? towards_zero : gain;
  return ((gain > 15.0) & (before >= 0.0)) ? before : gain;
}

template <int W>
SERUMPUN_INLINE typename Vec<W>::D scatter(const KernelLink& link, const Ground<W>& g, const Reach<W>& reach,
                                           typename Vec<W>::D distance_m, typename Vec<W>::D& gain_db) {
  using D = typename Vec<W>::D;
  typename Vec<W>::I undefined;
  const D fresh = scatter_gain<W>(link, g, distance_m, gain_db, undefined);
  const auto asked = gain_db <= 15.0;
  gain_db = asked & ~undefined ? fresh : gain_db;
  const D angle = distance_m / g.earth_radius_m - reach.los_angle_rad;
  const D td = angle * distance_m, log_td = log10(max(td, splat<D>(1e-300)));
  const D near = 133.4 + 0.332e-3 * td - 10.0 * log_td, middle = 104.6 + 0.212e-3 * td - 2.5 * log_td;
  const D far = 71.8 + 0.157e-3 * td + 5.0 * log_td;
  const D beyond = td <= 70e3 ? middle : far;
  const D f = td <= 10e3 ? near : beyond;
  const D loss = f + 10.0 * log10(max(link.wave_number * 47.7 * square(square(angle)), splat<D>(1e-300))) -
                 0.1 * (g.surface_refractivity - 301.0) * exp(td * (-1.0 / 40e3)) + gain_db;
  return asked & undefined ? splat<D>(kNoScatter_db) : loss;
}

template <int W>
SERUMPUN_INLINE typename Vec<W>::D beyond_horizon(const KernelLink& link, const Ground<W>& g,
                                                  const Reach<W>& reach, const Diffraction<W>& line,
                                                  typename Vec<W>::D scale_m) {
  using D = typename Vec<W>::D;
  const D d5 = reach.horizon_sum_m + 200e3, d6 = reach.horizon_sum_m + 400e3;
  D gain_db = splat<D>(-1);
  const D a6 = scatter<W>(link, g, reach, d6, gain_db), a5 = scatter<W>(link, g, reach, d5, gain_db);
  const D slope = (a6 - a5) / 200e3;
  const D transition = max(max(reach.smooth_sum_m, reach.horizon_sum_m + 1.088 * scale_m * link.log_f),
                           (a5 - line.at_zero_db - slope * d5) / (line.per_m - slope));
  const D at_zero = (line.per_m - slope) * transition + line.at_zero_db;
  const auto scattered = (a5 < 1000.0) & (g.distance_m > transition);
  return scattered ? at_zero + slope * g.distance_m : line.at_zero_db + line.per_m * g.distance_m;
}

template <int W>
SERUMPUN_INLINE typename Vec<W>::D attenuation(const KernelLink& link, const Ground<W>& g) {
  using D = typename Vec<W>::D;
  Reach<W> reach;
  reach.smooth_sum_m = sqrt(2.0 * g.effective_height_m[0] * g.earth_radius_m) +
                       sqrt(2.0 * g.effective_height_m[1] * g.earth_radius_m);
  reach.horizon_sum_m = g.horizon_distance_m[0] + g.horizon_distance_m[1];
  reach.los_angle_rad =
      -max(g.horizon_angle_rad[0] + g.horizon_angle_rad[1], -reach.horizon_sum_m / g.earth_radius_m);
  const D scale_m = cbrt(g.earth_radius_m * g.earth_radius_m / link.frequency_mhz);
  const Diffraction<W> line = diffraction_line<W>(link, g, reach, scale_m);
  const auto seen = g.distance_m < reach.smooth_sum_m;
  D loss = D{};
  if (any(seen)) loss = within_horizon<W>(link, g, reach, line);
  if (any(~seen)) loss = seen ? loss : beyond_horizon<W>(link, g, reach, line, scale_m);
  loss = above_zero(loss);
  // What the published software refuses: [Algorithm], and itm.h's return codes.
  const auto refused = (g.surface_refractivity < 150.0) | (g.surface_refractivity > 400.0) |
                       (g.earth_radius_m < 4e6) | (g.earth_radius_m > 13333333.0);
  return refused ? splat<D>(__builtin_nan("")) : loss;
}

template <class D>
SERUMPUN_INLINE D curve_at(const KernelCurve& c, D effective_m) {
  const D ratio = square(effective_m / c.x1_m);
  return (c.c1 + c.c2 / (1.0 + square((effective_m - c.x2_m) / c.x3_m))) * ratio / (1.0 + ratio);
}

template <int W>
SERUMPUN_INLINE typename Vec<W>::D with_variability(const KernelLink& link, const Ground<W>& g,
                                                    typename Vec<W>::D loss) {
  using D = typename Vec<W>::D;
  constexpr double kRadius_m = 9000e3;
  const D scale = sqrt(2 * kRadius_m * g.effective_height_m[0]) +
                  sqrt(2 * kRadius_m * g.effective_height_m[1]) + link.effective_scale_m;
  const D effective = g.distance_m < scale ? 130e3 * g.distance_m / scale : 130e3 + g.distance_m - scale;
  const D sigma_s = link.sigma_s_base + link.sigma_s_decay * exp(effective * (-1.0 / 100e3));
  D sigma_l = D{};
  if (link.location_varies) {
    const D k_h = link.wave_number * roughness(g.distance_m, g.delta_h_m);
    sigma_l = 10.0 * k_h / (k_h + 13.0);
  }
  const D sigma_t = curve_at(link.time_spread, effective) * link.time_factor;
  const D y_t = sigma_t * link.z_t, y_l = sigma_l * link.z_l;
  const double zs2 = link.z_s * link.z_s;
  const D rest = sigma_s * sigma_s + y_t * y_t / (7.8 + zs2) + y_l * y_l / (24.0 + zs2);
  D y_r = D{}, y_s = D{};
  if (link.kind == 0) {
    y_s = sqrt(sigma_t * sigma_t + sigma_l * sigma_l + rest) * link.z_s;
  } else if (link.kind == 1) {
    y_r = y_t;
    y_s = sqrt(sigma_l * sigma_l + rest) * link.z_s;
  } else {
    y_r = link.kind == 2 ? sqrt(sigma_t * sigma_t + sigma_l * sigma_l) * link.z_t : y_t + y_l;
    y_s = sqrt(rest) * link.z_s;
  }
  const D sum = loss - curve_at(link.median, effective) - y_r - y_s;
  const D bounded = sum * (29.0 - sum) / (29.0 - 10.0 * sum);
  const D free_space = 32.45 + 20.0 * log10(g.distance_m * 1e-3) + 20.0 * link.log10_f;
  return (sum < 0.0 ? bounded : sum) + free_space;
}

}  // namespace radio::lanes
