// Reference attenuation within sight and by diffraction: [Algorithm, equations 4.1 to 4.51].
#include <algorithm>
#include <cmath>

#include "itm_attenuation.h"

namespace radio::itm {
namespace {

/// [Algorithm, equation 3.10; ERL 79-ITS 67, equation 3.6a]: deviation of the terrain within the first
/// Fresnel zone.
double sigma_h_m(double roughness) {
  return 0.78 * roughness * std::exp(-0.5 * std::sqrt(std::sqrt(roughness)));
}

/// [Algorithm, equation 6.1; TN101, equations III.24b and c]: loss over a knife edge; the argument is v².
double knife_edge_db(double v2) {
  return v2 < 5.76 ? 6.02 + 9.11 * std::sqrt(v2) - 1.27 * v2 : 12.953 + 10 * std::log10(v2);
}

/// F(x, K), height gain over a smooth earth: [Algorithm, equations 6.3 to 6.6; Vogler 1964, figures 5 and 6].
double height_gain_db(double x_km, double k) {
  if (x_km < 200.0) {
    const double w = -std::log(k);
    if (k < 1e-5 || x_km * w * w * w > 5495.0) return x_km > 1.0 ? 17.372 * std::log(x_km) - 117.0 : -117.0;
    return 2.5e-5 * square(x_km) / k - 8.686 * w - 15.0;
  }
  const double log_x = std::log(x_km);
  const double far = 0.05751 * x_km - 4.343 * log_x;
  if (x_km >= 2000) return far;
  const double w = 0.0134 * x_km * std::exp(-0.005 * x_km);
  return (1.0 - w) * far + w * (17.372 * log_x - 117.0);
}

/// [Algorithm, equations 3.5 to 3.8].
Reach reach_of(const Medium& medium, const Reference& path) {
  Reach reach{};
  for (int i = 0; i < 2; ++i)
    reach.smooth_m[i] = std::sqrt(2.0 * path.effective_height_m[i] * medium.earth_radius_m);
  reach.smooth_sum_m = reach.smooth_m[0] + reach.smooth_m[1];
  reach.horizon_sum_m = path.horizon_distance_m[0] + path.horizon_distance_m[1];
  reach.los_angle_rad = -std::max(path.horizon_angle_rad[0] + path.horizon_angle_rad[1],
                                  -reach.horizon_sum_m / medium.earth_radius_m);
  return reach;
}

/// Diffraction as a function of distance: [Algorithm, equations 4.9 to 4.20]. What does not depend on it is
/// computed once.
class Diffraction {
 public:
  Diffraction(const Medium& medium, const Reference& path, const Reach& reach)
      : medium_(medium), path_(path), reach_(reach) {
    cube_root_f_ = std::cbrt(medium.frequency_mhz);
    impedance_ = 0.017778 / (cube_root_f_ * std::abs(medium.ground_impedance));
    for (int i = 0; i < 2; ++i) {
      const double radius =
          0.5 * square(path.horizon_distance_m[i]) / path.effective_height_m[i];  // [Algorithm, 4.15]
      const Curvature c = curvature(radius);
      const double x_km = c.x_per_km * path.horizon_distance_m[i] / 1000.0;
      x_sum_km_ += x_km;
      gain_sum_db_ += height_gain_db(x_km, c.k);
    }
    const double product = medium.height_m[0] * medium.height_m[1];
    const double sigma = sigma_h_m(roughness_m(reach.smooth_sum_m, path.delta_h_m));
    // [Algorithm, equation 4.10; ERL 79-ITS 67, equation 3.38c]: clutter
    clutter_db_ = std::min(15.0, 5 * std::log10(1.0 + 1e-5 * product * medium.frequency_mhz * sigma));
    // [ERL 79-ITS 67, page 3-8]: for low antennas with known path parameters, C = 10
    const double q = product + (medium.point_to_point ? 10.0 : 0.0);
    height_ratio_ = std::sqrt(1.0 + (path.effective_height_m[0] * path.effective_height_m[1] - product) / q);
  }

  /// [Algorithm, equation 4.11].
  double loss_db(double distance_m) const {
    const double angle =
        distance_m / medium_.earth_radius_m - reach_.los_angle_rad;  // [Algorithm, equation 4.12]
    const double beyond_m = distance_m - reach_.horizon_sum_m;
    // [Algorithm, equation 4.9; ERL 79-ITS 67, equation 3.23]: weight of the smooth earth against the knife
    // edges
    const double q = (height_ratio_ +
                      (-reach_.los_angle_rad * medium_.earth_radius_m + reach_.horizon_sum_m) / distance_m) *
                     std::min(roughness_m(distance_m, path_.delta_h_m) * medium_.wave_number, 6283.2);
    const double w = 25.1 / (25.1 + std::sqrt(q));
    return w * smooth_earth_db(angle, beyond_m) + (1.0 - w) * two_edges_db(angle, beyond_m) + clutter_db_;
  }

 private:
  struct Curvature {
    double k, x_per_km;  // B_0 C_0² f^(1/3)
  };
  /// [Algorithm, equations 4.16 to 4.18; Vogler 1964, equations 2, 6a and 7a, figure 4] for one effective
  /// radius.
  Curvature curvature(double radius_m) const {
    const double c0 = std::cbrt((4.0 / 3.0) * kEarthRadius_m / radius_m);
    const double k = impedance_ * c0;
    return {k, (1.607 - k) * square(c0) * cube_root_f_};
  }
  /// [Algorithm, equations 4.12 to 4.14; TN101, equations I.1 and I.7].
  double two_edges_db(double angle, double beyond_m) const {
    const double common = 0.0795775 * medium_.wave_number * square(angle) * beyond_m;  // 1 / 4 pi
    double sum_db = 0;
    for (const double horizon_m : path_.horizon_distance_m)
      sum_db += knife_edge_db(common * horizon_m / (beyond_m + horizon_m));
    return sum_db;
  }
  /// [Algorithm, equations 4.15 to 4.20; Vogler 1964, three radii].
  double smooth_earth_db(double angle, double beyond_m) const {
    const double radius_m = beyond_m / angle;
    const double x_km = curvature(radius_m).x_per_km * (radius_m * angle / 1000.0) + x_sum_km_;
    return 0.05751 * x_km - 10.0 * std::log10(x_km) - gain_sum_db_ - 20;  // [TN101, equation 8.4]
  }

  const Medium& medium_;
  const Reference& path_;
  const Reach& reach_;
  double cube_root_f_ = 0, impedance_ = 0;
  double x_sum_km_ = 0, gain_sum_db_ = 0, clutter_db_ = 0, height_ratio_ = 0;
};

/// Two-ray and extended diffraction in line of sight: [Algorithm, equations 4.43 to 4.51].
double line_of_sight_db(double distance_m, const Medium& medium, const Reference& path, const Reach& reach,
                        const Slope& diffraction) {
  const double sigma = sigma_h_m(roughness_m(distance_m, path.delta_h_m));
  const double heights = path.effective_height_m[0] + path.effective_height_m[1];
  const double sine =
      heights / std::sqrt(square(distance_m) + square(heights));  // [Algorithm, equation 4.46]
  // [Algorithm, equation 4.47]: reflection from rough ground, (sin − Z)/(sin + Z) multiplied out
  const double zr = medium.ground_impedance.real(), zi = medium.ground_impedance.imag();
  const double damped = std::exp(-std::min(10.0, medium.wave_number * sigma * sine));
  const double scale = damped / (square(sine + zr) + square(zi));
  double re = (square(sine) - square(zr) - square(zi)) * scale;
  double im = -2 * sine * zi * scale;
  const double q = square(re) + square(im);  // [Algorithm, equation 4.48]
  if (q < 0.25 || q < sine) {
    const double raise = std::sqrt(sine / q);
    re *= raise;
    im *= raise;
  }
  constexpr double kPi = 3.141592653589793;
  double phase = medium.wave_number * 2.0 * path.effective_height_m[0] * path.effective_height_m[1] /
                 distance_m;                                       // [Algorithm, equation 4.49]
  if (phase > kPi / 2.0) phase = kPi - square(kPi / 2.0) / phase;  // [Algorithm, equation 4.50]
  const double two_ray_db = -10 * std::log10(square(std::cos(phase) + re) + square(im - std::sin(phase)));
  // [Algorithm, equation 4.43]
  const double w = 1 / (1 + medium.frequency_mhz * path.delta_h_m / std::max(10e3, reach.smooth_sum_m));
  return w * two_ray_db + (1 - w) * diffraction.at(distance_m);
}

/// [Algorithm, equations 4.28 to 4.42; ERL 79-ITS 67, section 3.2]: a curve A_o + k1 d + k2 ln d through
/// three distances within line of sight.
double within_horizon_db(const Medium& medium, const Reference& path, const Reach& reach,
                         const Slope& diffraction) {
  const double d_s = reach.smooth_sum_m;
  const double a_s = diffraction.at(d_s);
  // [ERL 79-ITS 67, equation 3.16a]
  double d0 = 0.04 * medium.frequency_mhz * path.effective_height_m[0] * path.effective_height_m[1];
  double d1;
  if (diffraction.at_zero_db >= 0.0) {
    d0 = std::min(d0, 0.5 * reach.horizon_sum_m);
    d1 = d0 + 0.25 * (reach.horizon_sum_m - d0);  // [ERL 79-ITS 67, equation 3.16d]
  } else {
    d1 = std::max(-diffraction.at_zero_db / diffraction.per_m, 0.25 * reach.horizon_sum_m);
  }
  const auto loss = [&](double d) { return line_of_sight_db(d, medium, path, reach, diffraction); };
  const double a1 = loss(d1);
  double k1 = 0, k2 = 0;
  bool curved = false;
  if (d0 < d1) {
    const double a0 = loss(d0);
    const double q = std::log(d_s / d0);
    // [ERL 79-ITS 67, equation 3.20]
    k2 = std::max(0.0, ((d_s - d0) * (a1 - a0) - (d1 - d0) * (a_s - a0)) /
                           ((d_s - d0) * std::log(d1 / d0) - (d1 - d0) * q));
    curved = diffraction.at_zero_db > 0.0 || k2 > 0.0;
    if (curved) {
      k1 = (a_s - a0 - k2 * q) / (d_s - d0);  // [ERL 79-ITS 67, equation 3.21]
      if (k1 < 0.0) {
        k1 = 0.0;
        k2 = std::fdim(a_s, a0) / q;
        if (k2 == 0.0) k1 = diffraction.per_m;
      }
    }
  }
  if (!curved) {
    k1 = std::fdim(a_s, a1) / (d_s - d1);
    k2 = 0.0;
    if (k1 == 0.0) k1 = diffraction.per_m;
  }
  // [ERL 79-ITS 67, equation 3.19]
  return a_s + k1 * (path.distance_m - d_s) + k2 * std::log(path.distance_m / d_s);
}

/// Warnings and refusals that NTIA's software gives once the terrain is known.
int check_path(const Medium& medium, const Reach& reach, const Reference& path, unsigned& warnings) {
  static constexpr unsigned kAngle[] = {kWarnTxHorizonAngle, kWarnRxHorizonAngle};
  static constexpr unsigned kNear[] = {kWarnTxHorizonNear, kWarnRxHorizonNear};
  static constexpr unsigned kFar[] = {kWarnTxHorizonFar, kWarnRxHorizonFar};
  for (int i = 0; i < 2; ++i) {
    if (std::abs(path.horizon_angle_rad[i]) > 200e-3) warnings |= kAngle[i];
    if (path.horizon_distance_m[i] < 0.1 * reach.smooth_m[i]) warnings |= kNear[i];
    if (path.horizon_distance_m[i] > 3.0 * reach.smooth_m[i]) warnings |= kFar[i];
  }
  if (medium.surface_refractivity < 150) return kSurfaceRefractivitySmall;
  if (medium.surface_refractivity > 400) return kSurfaceRefractivityLarge;
  if (medium.surface_refractivity < 250) warnings |= kWarnSurfaceRefractivity;
  if (medium.earth_radius_m < 4000000 || medium.earth_radius_m > 13333333) return kEffectiveEarth;
  if (medium.ground_impedance.real() <= std::abs(medium.ground_impedance.imag())) return kGroundImpedance;

  const double shortest_m = std::abs(path.effective_height_m[0] - path.effective_height_m[1]) / 200e-3;
  if (path.distance_m < shortest_m) warnings |= kWarnDistanceTooSmall1;
  if (path.distance_m < 1e3) warnings |= kWarnDistanceTooSmall2;
  if (path.distance_m > 1000e3) warnings |= kWarnDistanceTooBig1;
  if (path.distance_m > 2000e3) warnings |= kWarnDistanceTooBig2;
  return kSuccess;
}

}  // namespace

void attenuate(const Medium& medium, Reference& out) {
  const Reach reach = reach_of(medium, out);
  out.rc = check_path(medium, reach, out, out.warnings);
  if (out.rc != kSuccess) return;

  // [Algorithm, equations 4.2 to 4.8]: the diffraction line through two distances far in its region.
  const double scale_m = std::cbrt(square(medium.earth_radius_m) / medium.frequency_mhz);
  const double d3 = std::max(reach.smooth_sum_m, reach.horizon_sum_m + 5.0 * scale_m);
  const double d4 = d3 + 10.0 * scale_m;
  const Diffraction diffraction(medium, out, reach);
  const double a3 = diffraction.loss_db(d3), a4 = diffraction.loss_db(d4);
  Slope line;
  line.per_m = (a4 - a3) / (d4 - d3);
  line.at_zero_db = a3 - line.per_m * d3;

  if (out.distance_m < reach.smooth_sum_m) {
    out.mode = Mode::kLineOfSight;
    out.reference_attenuation_db = within_horizon_db(medium, out, reach, line);
  } else {
    beyond_horizon(medium, reach, line, scale_m, out);
  }
  out.reference_attenuation_db = std::max(out.reference_attenuation_db, 0.0);
}

}  // namespace radio::itm
