#include "radio/confidence.h"

#include <cmath>
#include <vector>

#include "arithmetic.h"

namespace radio {
namespace {

/// Inverse of the normal distribution: Acklam's rational approximation, relative error below 1.2e-9.
double normal_quantile(double p) {
  static constexpr double kA[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                                  1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  static constexpr double kB[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                                  6.680131188771972e+01, -1.328068155288572e+01};
  static constexpr double kC[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                                  -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  static constexpr double kD[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                                  3.754408661907416e+00};
  const auto tail = [](double q) {
    return (((((kC[0] * q + kC[1]) * q + kC[2]) * q + kC[3]) * q + kC[4]) * q + kC[5]) /
           ((((kD[0] * q + kD[1]) * q + kD[2]) * q + kD[3]) * q + 1);
  };
  if (p < 0.02425) return tail(std::sqrt(-2 * std::log(p)));
  if (p > 1 - 0.02425) return -tail(std::sqrt(-2 * std::log(1 - p)));
  const double q = p - 0.5, r = q * q;
  return (((((kA[0] * r + kA[1]) * r + kA[2]) * r + kA[3]) * r + kA[4]) * r + kA[5]) * q /
         (((((kB[0] * r + kB[1]) * r + kB[2]) * r + kB[3]) * r + kB[4]) * r + 1);
}

}  // namespace

double Spread::total_db() const {
  return std::sqrt(square(model_db) + square(terrain_db) + square(clutter_db) + square(measurement_db));
}

double itm_spread_db(const itm::Link& link, const itm::Reference& reference,
                     const itm::Variability& variability) {
  itm::Variability low = variability, high = variability;
  low.situation_percent = 15.87;
  high.situation_percent = 84.13;
  const double spread_db = (itm::with_variability(link, reference, high).loss_db -
                            itm::with_variability(link, reference, low).loss_db) /
                           2;
  return std::isfinite(spread_db) ? spread_db : 0;
}

double terrain_spread_db(const itm::Link& link, const Profile& profile, const itm::Variability& variability,
                         double error_m) {
  if (profile.heights_m.size() < 3) return 0;
  std::vector<double> heights(profile.heights_m.begin(), profile.heights_m.end());
  const auto loss_db = [&](double shift_m) {
    for (std::size_t i = 1; i + 1 < heights.size(); ++i) heights[i] = profile.heights_m[i] + shift_m;
    return itm::point_to_point(link, Profile{heights, profile.spacing_m}, variability).loss_db;
  };
  const double spread_db = std::abs(loss_db(error_m) - loss_db(-error_m)) / 2;
  return std::isfinite(spread_db) ? spread_db : 0;
}

double probability_above(double level_dbm, double threshold_dbm, double spread_db) {
  if (std::isnan(level_dbm)) return 0;
  const double above_db = level_dbm - threshold_dbm;
  if (!(spread_db > 0)) return above_db > 0 ? 1 : above_db < 0 ? 0 : 0.5;
  return 0.5 * std::erfc(-above_db / spread_db / std::sqrt(2.0));
}

double level_exceeded_dbm(double level_dbm, double probability, double spread_db) {
  return level_dbm - spread_db * normal_quantile(probability);
}

Certainty certainty_of(double probability) {
  if (probability >= 0.95) return Certainty::kSure;
  if (probability >= 0.75) return Certainty::kLikely;
  if (probability > 0.25) return Certainty::kDoubtful;
  if (probability > 0.05) return Certainty::kUnlikely;
  return Certainty::kNone;
}

}  // namespace radio
