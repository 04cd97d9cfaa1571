#include "radio/p2108.h"

#include <algorithm>
#include <cmath>

#include "arithmetic.h"

namespace radio::p2108 {
namespace {

constexpr double kPi = 3.141592653589793;

/// Standard normal deviate exceeded with probability q: Abramowitz & Stegun 26.2.23.
double inverse_complementary_normal(double q) {
  const double tail = std::min(q, 1 - q);
  const double t = std::sqrt(-2 * std::log(tail));
  const double z =
      t - ((0.010328 * t + 0.802853) * t + 2.515516) / (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1);
  return q <= 0.5 ? z : -z;
}

/// Section 3.2, equations 3 to 5, for a distance already limited.
double terrestrial_db(double frequency_ghz, double distance_km, double location_percent) {
  const double log_f = std::log10(frequency_ghz);
  const double over_db = -2 * std::log10(std::pow(10, -5 * log_f - 12.5) + std::pow(10, -16.5));  // L_l
  const double around_db = 32.98 + 23.9 * std::log10(distance_km) + 3 * log_f;                    // L_s
  const double over = std::pow(10, -0.2 * over_db), around = std::pow(10, -0.2 * around_db);
  const double sigma_db = std::sqrt((square(4.0) * over + square(6.0) * around) / (over + around));
  return -5 * std::log10(over + around) - sigma_db * inverse_complementary_normal(location_percent / 100);
}

}  // namespace

Answer height_gain(const Surroundings& t) {
  if (!within(t.frequency_ghz, 0.03, 3)) return {kHeightGainFrequency};
  if (!(t.height_m > 0) || std::isinf(t.height_m)) return {kHeightGainHeight};
  if (!(t.street_width_m > 0) || std::isinf(t.street_width_m)) return {kHeightGainStreetWidth};
  if (!(t.clutter_m > 0) || std::isinf(t.clutter_m)) return {kHeightGainClutterHeight};
  if (t.clutter < 1 || t.clutter > 6) return {kHeightGainClutterType};
  if (t.height_m >= t.clutter_m) return {kSuccess, 0};
  if (t.clutter <= static_cast<int>(Clutter::kOpen))  // (2b), (2f)
    return {kSuccess, -(21.8 + 6.2 * std::log10(t.frequency_ghz)) * std::log10(t.height_m / t.clutter_m)};
  const double below_m = t.clutter_m - t.height_m;
  const double angle_deg = std::atan(below_m / t.street_width_m) * 180 / kPi;
  const double nu = 0.342 * std::sqrt(t.frequency_ghz) * std::sqrt(below_m * angle_deg);  // (2c) … (2e), (2g)
  // J(nu) of ITU-R P.526
  const double edge_db = nu <= -0.78 ? 0 : 6.9 + 20 * std::log10(std::sqrt(square(nu - 0.1) + 1) + nu - 0.1);
  return {kSuccess, edge_db - 6.03};  // (2a)
}

Answer terrestrial(const Terrestrial& path) {
  if (!within(path.frequency_ghz, 0.5, 67)) return {kTerrestrialFrequency};
  if (!(path.distance_km >= 0.25) || std::isinf(path.distance_km)) return {kTerrestrialDistance};
  if (!(path.location_percent > 0 && path.location_percent < 100)) return {kTerrestrialPercentage};
  // The loss grows no more beyond 2 km.
  const double distance_km = std::min(path.distance_km, 2.0);
  return {kSuccess, terrestrial_db(path.frequency_ghz, distance_km, path.location_percent)};
}

Answer aeronautical(const Aeronautical& path) {
  if (!within(path.frequency_ghz, 10, 100)) return {kAeronauticalFrequency};
  if (!within(path.elevation_deg, 0, 90)) return {kAeronauticalAngle};
  if (!(path.location_percent > 0 && path.location_percent < 100)) return {kAeronauticalPercentage};
  // (6)
  const double k1 = 93 * std::pow(path.frequency_ghz, 0.175);
  const double angle = 0.05 * (1 - path.elevation_deg / 90) + kPi * path.elevation_deg / 180;
  const double part = path.location_percent / 100;
  const double base = -k1 * std::log(1 - part) / std::tan(angle);
  const double loss =
      std::pow(base, 0.5 * (90 - path.elevation_deg) / 90) - 1 - 0.6 * inverse_complementary_normal(part);
  return {kSuccess, loss};
}

}  // namespace radio::p2108
