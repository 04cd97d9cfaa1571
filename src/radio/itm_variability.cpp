// Quantiles of the loss over time, place and situation: [Algorithm, equations 5.1 to 5.11; Program, section
// 28, "avar"].
#include <algorithm>
#include <cmath>

#include "arithmetic.h"
#include "itm_parts.h"
#include "itm_shared.h"

namespace radio::itm {
namespace {

/// [Algorithm, equations 5.5 and 5.7; TN101, equations III.69 and III.70, figure 10.13], with the constants
/// that fit each climate.
struct Curve {
  double c1, c2, x1_m, x2_m, x3_m;
  double at_db(double effective_m) const {
    const double ratio = square(effective_m / x1_m);
    return (c1 + c2 / (1.0 + square((effective_m - x2_m) / x3_m))) * ratio / (1.0 + ratio);
  }
};

/// How strongly a climate's spread depends on frequency: [Program, section 34].
struct FrequencyFactor {
  double b1 = 1, b2 = 0, b3 = 0;
  double at(double q) const { return b1 + b2 / (square(b3 * q) + 1.0); }
};

struct Climate {
  Curve median, below, above;  // V_med, sigma_T-, sigma_T+ in dB
  FrequencyFactor factor_below, factor_above;
  double c_d, z_d;  // the far tail: [Algorithm, equation 5.8 and table 5.1]
};

constexpr FrequencyFactor kFlat{};

constexpr Climate kClimates[] = {
    // equatorial
    {{-9.67, 12.7, 144.9e3, 190.3e3, 133.8e3},
     {2.13, 159.5, 762.2e3, 123.6e3, 94.5e3},
     {2.11, 102.3, 636.9e3, 134.8e3, 95.6e3},
     kFlat,
     kFlat,
     1.224,
     1.282},
    // continental subtropical
    {{-0.62, 9.19, 228.9e3, 205.2e3, 143.6e3},
     {2.66, 7.67, 100.4e3, 172.5e3, 136.4e3},
     {6.87, 15.53, 138.7e3, 143.7e3, 98.6e3},
     kFlat,
     {0.93, 0.31, 2.00},
     0.801,
     2.161},
    // maritime subtropical
    {{1.26, 15.5, 262.6e3, 185.2e3, 99.8e3},
     {6.11, 6.65, 138.2e3, 242.2e3, 178.6e3},
     {10.08, 9.60, 165.3e3, 225.7e3, 129.7e3},
     kFlat,
     kFlat,
     1.380,
     1.282},
    // desert
    {{-9.21, 9.05, 84.1e3, 101.1e3, 98.6e3},
     {1.98, 13.11, 139.1e3, 132.7e3, 193.5e3},
     {3.68, 159.3, 464.4e3, 93.1e3, 94.2e3},
     kFlat,
     {0.93, 0.19, 1.79},
     1.000,
     20.0},
    // continental temperate
    {{-0.62, 9.19, 228.9e3, 205.2e3, 143.6e3},
     {2.68, 7.16, 93.7e3, 186.8e3, 133.5e3},
     {4.75, 8.12, 93.2e3, 135.9e3, 113.4e3},
     {0.92, 0.25, 1.77},
     {0.93, 0.31, 2.00},
     1.224,
     1.282},
    // maritime temperate over land
    {{-0.39, 2.86, 141.7e3, 315.9e3, 167.4e3},
     {6.86, 10.38, 187.8e3, 169.6e3, 108.9e3},
     {8.58, 13.97, 216.0e3, 152.0e3, 122.7e3},
     kFlat,
     kFlat,
     1.518,
     1.282},
    // maritime temperate over sea
    {{3.15, 857.9, 2222.e3, 164.8e3, 116.3e3},
     {8.51, 169.8, 609.8e3, 119.9e3, 106.6e3},
     {8.43, 8.19, 136.2e3, 188.5e3, 122.9e3},
     kFlat,
     kFlat,
     1.518,
     1.282},
};

/// Standard normal deviate exceeded with probability q, 0 < q < 1: Abramowitz & Stegun 26.2.23,
/// within 4.5e-4.
double deviate(double q) {
  const double tail = q > 0.5 ? 1.0 - q : q;
  const double t = std::sqrt(-2.0 * std::log(tail));
  const double z =
      t - ((0.010328 * t + 0.802853) * t + 2.515516) / (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1.0);
  return q > 0.5 ? -z : z;
}

/// [Algorithm, equations 5.3 and 5.4]: distance, made comparable between antenna heights and frequencies.
double effective_distance_m(const Reference& path, double wave_number) {
  constexpr double kRadius_m = 9000e3;
  const double scale_m = std::sqrt(2 * kRadius_m * path.effective_height_m[0]) +
                         std::sqrt(2 * kRadius_m * path.effective_height_m[1]) +
                         std::cbrt(575.7e12 / wave_number);
  return path.distance_m < scale_m ? 130e3 * path.distance_m / scale_m : 130e3 + path.distance_m - scale_m;
}

/// [Algorithm, equations 5.7 and 5.8]: sigma_T of the side of the median that z_t is on, and of the far tail
/// beyond z_D. [5.6] is this times z_t.
double time_spread_db(const Climate& climate, double effective_m, double wave_number, double z_t) {
  const double q = std::log(0.133 * wave_number);
  if (z_t < 0.0) return climate.below.at_db(effective_m) * climate.factor_below.at(q);
  const double above = climate.above.at_db(effective_m) * climate.factor_above.at(q);
  if (z_t <= climate.z_d) return above;
  const double tail = climate.c_d * above;
  return tail + (above - tail) * climate.z_d / z_t;
}

}  // namespace

Answer with_variability(const Link& link, const Reference& reference, const Variability& variability) {
  Answer answer;
  answer.reference = reference;
  answer.rc = reference.rc;
  answer.warnings = reference.warnings;
  if (reference.rc != kSuccess) return answer;
  if ((answer.rc = check_variability(variability)) != kSuccess) return answer;

  const Climate& climate = kClimates[link.climate - 1];
  const double wave_number = link.frequency_mhz / 47.7;
  const double effective_m = effective_distance_m(reference, wave_number);
  const bool no_situation = variability.mdvar >= 20;
  const bool no_location = variability.mdvar % 20 >= 10;
  const int kind = variability.mdvar % 10;

  double z_t = deviate(variability.time_percent / 100);
  double z_l = deviate(variability.location_percent / 100);
  const double z_s = deviate(variability.situation_percent / 100);
  if (kind == 0) z_t = z_s;
  if (kind <= 1) z_l = z_s;
  if (kind == 2) z_l = z_t;
  if (std::abs(z_t) > 3.10 || std::abs(z_l) > 3.10 || std::abs(z_s) > 3.10)
    answer.warnings |= kWarnExtremeVariability;

  const double sigma_s =
      no_situation ? 0.0 : 5.0 + 3.0 * std::exp(-effective_m / 100e3);  // [Algorithm, 5.10]
  double sigma_l = 0;
  if (!no_location) {
    const double k_h = wave_number * roughness_m(reference.distance_m, reference.delta_h_m);
    sigma_l = 10.0 * k_h / (k_h + 13.0);  // [Algorithm, 5.9]
  }
  const double sigma_t = time_spread_db(climate, effective_m, wave_number, z_t);
  const double y_t = sigma_t * z_t, y_l = sigma_l * z_l;
  // [Algorithm, 5.11]
  const double rest =
      square(sigma_s) + square(y_t) / (7.8 + square(z_s)) + square(y_l) / (24.0 + square(z_s));

  double y_r = 0, y_s = 0;
  switch (kind) {
    case 0:  // single message: everything varies from message to message
      y_s = std::sqrt(square(sigma_t) + square(sigma_l) + rest) * z_s;
      break;
    case 1:  // accidental: time is what is relied on
      y_r = y_t;
      y_s = std::sqrt(square(sigma_l) + rest) * z_s;
      break;
    case 2:  // mobile: time and place are one
      y_r = std::sqrt(square(sigma_t) + square(sigma_l)) * z_t;
      y_s = std::sqrt(rest) * z_s;
      break;
    default:  // broadcast
      y_r = y_t + y_l;
      y_s = std::sqrt(rest) * z_s;
  }
  // [Algorithm, 5.1]
  double loss_db = reference.reference_attenuation_db - climate.median.at_db(effective_m) - y_r - y_s;
  if (loss_db < 0.0)
    loss_db *= (29.0 - loss_db) / (29.0 - 10.0 * loss_db);  // [Algorithm, 5.2]: no great gain
  answer.loss_db = loss_db + reference.free_space_db;
  answer.rc = answer.warnings != 0 ? kSuccessWithWarnings : kSuccess;
  if (!std::isfinite(answer.loss_db)) {  // heights of 1e300 m, a spacing of 1e-300 m
    answer.rc = kDeltaH;
    answer.loss_db = std::numeric_limits<double>::quiet_NaN();
  }
  return answer;
}

/// The same equations, with all that does not depend on the path taken out.
SharedVariability shared_variability(const Link& link, const Variability& variability) {
  const Climate& climate = kClimates[link.climate - 1];
  const auto shared_curve = [](const Curve& c) { return ClimateCurve{c.c1, c.c2, c.x1_m, c.x2_m, c.x3_m}; };
  SharedVariability shared;
  shared.kind = variability.mdvar % 10;
  shared.location_varies = variability.mdvar % 20 < 10;
  if (variability.mdvar < 20) {
    shared.sigma_s_base = 5.0;
    shared.sigma_s_decay = 3.0;
  }
  shared.z_situation = deviate(variability.situation_percent / 100);
  shared.z_time = shared.kind == 0 ? shared.z_situation : deviate(variability.time_percent / 100);
  shared.z_location = shared.kind <= 1   ? shared.z_situation
                      : shared.kind == 2 ? shared.z_time
                                         : deviate(variability.location_percent / 100);
  const double q = std::log(0.133 * link.frequency_mhz / 47.7), z_t = shared.z_time;
  shared.median = shared_curve(climate.median);
  shared.time_spread = shared_curve(z_t < 0 ? climate.below : climate.above);
  shared.time_factor = (z_t < 0 ? climate.factor_below : climate.factor_above).at(q);
  if (z_t > climate.z_d) shared.time_factor *= climate.c_d + (1 - climate.c_d) * climate.z_d / z_t;
  return shared;
}

}  // namespace radio::itm
