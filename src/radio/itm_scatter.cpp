// Troposcatter, and where it takes over from diffraction: [Algorithm, equations 4.52 to 4.67].
#include <algorithm>
#include <cmath>

#include "itm_attenuation.h"

namespace radio::itm {
namespace {

/// H_0(r, j): frequency gain of scatter, the five curves of [Algorithm, equation 6.13].
double frequency_gain_curve_db(int curve, double r) {
  static constexpr double kA[] = {25.0, 80.0, 177.0, 395.0, 705.0};
  static constexpr double kB[] = {24.0, 45.0, 68.0, 80.0, 105.0};
  const double inverse = square(1.0 / r);
  return 10 * std::log10(1 + kA[curve] * square(inverse) + kB[curve] * inverse);
}

/// H_0(r, eta): [Algorithm, equation 6.12; TN101, section 9.2], interpolated between the curves.
double frequency_gain_db(double r, double eta) {
  const double clamped = std::clamp(eta, 1.0, 5.0);
  const int curve = static_cast<int>(clamped);
  const double part = clamped - curve;
  const double low = frequency_gain_curve_db(curve - 1, r);
  return part == 0.0 ? low : (1.0 - part) * low + part * frequency_gain_curve_db(curve, r);
}

/// F(theta d), the attenuation function: [Algorithm, equation 6.9].
double scatter_function_db(double theta_d_m) {
  if (theta_d_m <= 10e3) return 133.4 + 0.332e-3 * theta_d_m - 10 * std::log10(theta_d_m);
  if (theta_d_m <= 70e3) return 104.6 + 0.212e-3 * theta_d_m - 2.5 * std::log10(theta_d_m);
  return 71.8 + 0.157e-3 * theta_d_m + 5 * std::log10(theta_d_m);
}

constexpr double kNoScatter_db = 1001;

/// The frequency gain H_0 at a distance: [Algorithm, equations 4.61 to 4.67 and 6.10 to 6.14; TN101,
/// equations 9.3 to 9.5]; `before` is its value further out, negative when there is none yet. kNoScatter_db
/// where the function is not defined.
double scatter_gain_db(double distance_m, const Medium& medium, const Reference& path, double before) {
  constexpr double kSqrt2 = 1.4142135623730951;
  double difference_m = path.horizon_distance_m[0] - path.horizon_distance_m[1];
  double ratio = path.effective_height_m[1] / path.effective_height_m[0];
  if (difference_m < 0.0) {
    difference_m = -difference_m;
    ratio = 1.0 / ratio;
  }
  const double theta =
      path.horizon_angle_rad[0] + path.horizon_angle_rad[1] + distance_m / medium.earth_radius_m;
  const double r1 = 2.0 * medium.wave_number * theta * path.effective_height_m[0];  // [TN101, equation 9.4a]
  const double r2 = 2.0 * medium.wave_number * theta * path.effective_height_m[1];
  if (r1 < 0.2 && r2 < 0.2) return kNoScatter_db;  // [Algorithm, page 11]: not defined
  const double asymmetry = (distance_m - difference_m) / (distance_m + difference_m);
  const double q = std::clamp(ratio / asymmetry, 0.1, 10.0);  // [Algorithm, page 16]: truncated
  const double s = std::max(0.1, asymmetry);
  // [Algorithm, equation 4.66; TN101, equation 9.3b]: where the two horizon rays cross
  const double cross_m =
      (distance_m - difference_m) * (distance_m + difference_m) * theta * 0.25 / distance_m;
  const double n = medium.surface_refractivity;
  const double damp = std::min(1.7, cross_m / 8.0e3);  // [Algorithm, equation 4.67]
  const double damp6 = square(damp * damp * damp);
  const double eta = (cross_m / 1.7556e3) *
                     (1.0 + (0.031 - n * 2.32e-3 + square(n) * 5.67e-6) * std::exp(-damp6));  // [9.3a]
  const double both = (frequency_gain_db(r1, eta) + frequency_gain_db(r2, eta)) / 2;
  const double more =
      std::min(both, 6.0 * (0.6 - std::log10(std::max(eta, 1.0))) * std::log10(s) * std::log10(q));  // [9.5]
  double gain = std::max(both + more, 0.0);
  if (eta < 1.0)  // [Algorithm, equation 6.14]: towards the case eta = 0
    gain = eta * gain + (1.0 - eta) * 10 *
                            std::log10(square((1.0 + kSqrt2 / r1) * (1.0 + kSqrt2 / r2)) * (r1 + r2) /
                                       (r1 + r2 + 2 * kSqrt2));
  // [Algorithm, page 12]: beyond 15 dB the value further out is kept
  return gain > 15.0 && before >= 0.0 ? before : gain;
}

/// Troposcatter: [Algorithm, equations 4.60 to 4.63 and 6.8]. Asked for the further distance first: `gain_db`
/// carries H_0 from there.
double scatter_db(double distance_m, const Medium& medium, const Reference& path, const Reach& reach,
                  double& gain_db) {
  if (gain_db <= 15.0) {
    const double gain = scatter_gain_db(distance_m, medium, path, gain_db);
    if (gain == kNoScatter_db) return kNoScatter_db;
    gain_db = gain;
  }
  const double angle = distance_m / medium.earth_radius_m - reach.los_angle_rad;
  // [Algorithm, equation 4.63]
  return scatter_function_db(angle * distance_m) +
         10 * std::log10(medium.wave_number * 47.7 * square(square(angle))) -
         0.1 * (medium.surface_refractivity - 301.0) * std::exp(-angle * distance_m / 40e3) + gain_db;
}

}  // namespace

void beyond_horizon(const Medium& medium, const Reach& reach, const Slope& diffraction, double scale_m,
                    Reference& out) {
  const double d5 = reach.horizon_sum_m + 200e3, d6 = reach.horizon_sum_m + 400e3;
  double gain_db = -1;
  const double a6 = scatter_db(d6, medium, out, reach, gain_db);
  const double a5 = scatter_db(d5, medium, out, reach, gain_db);
  Slope scatter = diffraction;
  double transition_m = 10e6;
  if (a5 < 1000.0) {
    scatter.per_m = (a6 - a5) / 200e3;
    transition_m = std::max(
        std::max(reach.smooth_sum_m, reach.horizon_sum_m + 1.088 * scale_m * std::log(medium.frequency_mhz)),
        (a5 - diffraction.at_zero_db - scatter.per_m * d5) / (diffraction.per_m - scatter.per_m));
    scatter.at_zero_db = (diffraction.per_m - scatter.per_m) * transition_m + diffraction.at_zero_db;
  }
  const bool scattered = out.distance_m > transition_m;
  out.mode = scattered ? Mode::kTroposcatter : Mode::kDiffraction;
  out.reference_attenuation_db = (scattered ? scatter : diffraction).at(out.distance_m);
}

}  // namespace radio::itm
