#include "radio/p1812.h"

#include <algorithm>
#include <cmath>

#include "arithmetic.h"
#include "p1812_parts.h"

namespace radio::p1812 {
namespace {

int check_profile(const Path& path) {
  const std::size_t n = path.distance_km.size();
  if (n < 5 || path.height_m.size() != n) return kProfile;
  if (!path.clutter_m.empty() && path.clutter_m.size() != n) return kProfile;
  if (path.distance_km.front() != 0 || !std::isfinite(path.distance_km.back())) return kProfile;
  for (std::size_t i = 0; i < n; ++i) {
    if (i > 0 && !(path.distance_km[i] > path.distance_km[i - 1])) return kProfile;
    if (!within(path.height_m[i], -1e5, 1e5)) return kProfile;
    if (!path.clutter_m.empty() && !within(path.clutter_m[i], 0, 1e4)) return kProfile;
  }
  if (path.zones.empty()) return kSuccess;
  if (path.zones.size() != n) return kProfile;
  const auto known = [](std::uint8_t zone) { return zone == kSea || zone == kCoast || zone == kInland; };
  return std::ranges::all_of(path.zones, known) ? kSuccess : kZone;
}

/// The ranges of section 3.1, table 1, and what no place on earth has.
int check(const Link& link, const Path& path, unsigned& warnings) {
  if (!(link.frequency_ghz > 0) || std::isinf(link.frequency_ghz)) return kFrequency;
  if (!within(link.frequency_ghz, 0.03, 6)) warnings |= kWarnFrequency;
  if (!within(link.time_percent, 1, 50)) return kTime;
  if (!within(link.tx_height_m, 1, 3000)) return kTxHeight;
  if (!within(link.rx_height_m, 1, 3000)) return kRxHeight;
  if (link.polarization != 0 && link.polarization != 1) return kPolarization;
  if (!(link.location_percent > 0 && link.location_percent < 100)) return kLocation;
  if (!within(link.location_sigma_db, 0, 1e3)) return kLocation;
  if (!(link.tx_to_coast_km >= 0) || !(link.rx_to_coast_km >= 0)) return kCoastDistance;
  if (!within(link.delta_n, 0, 150) || !within(link.n0, 100, 600) ||
      !within(link.centre_latitude_deg, -90, 90))
    return kAtmosphere;
  return check_profile(path);
}

/// Standard normal deviate exceeded with probability x: Annex 1, attachment 2, equations 96 and 97.
double inverse_normal(double x) {
  x = std::clamp(x, 1e-6, 1 - 1e-6);
  const double tail = x <= 0.5 ? x : 1 - x;
  const double t = std::sqrt(-2.0 * std::log(tail));
  const double z = t - ((0.010328 * t + 0.802853) * t + 2.515516698) /
                           (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1);
  return x <= 0.5 ? z : -z;
}

struct Stretches {
  double total_km = 0, longest_km = 0;
};

/// Runs of points in a zone, each reaching half-way to its neighbours in other zones: section 3.6.
template <class InZone>
Stretches stretches(const Path& path, InZone in_zone) {
  const auto& d = path.distance_km;
  const std::size_t n = d.size();
  const auto zone = [&](std::size_t i) { return path.zones.empty() ? int{kInland} : int{path.zones[i]}; };
  Stretches found;
  for (std::size_t i = 0; i < n; ++i) {
    if (!in_zone(zone(i))) continue;
    const std::size_t start = i;
    while (i + 1 < n && in_zone(zone(i + 1))) ++i;
    double length = d[i] - d[start];
    if (i + 1 < n) length += (d[i + 1] - d[i]) / 2;
    if (start > 0) length += (d[start] - d[start - 1]) / 2;
    found.total_km += length;
    found.longest_km = std::max(found.longest_km, length);
  }
  return found;
}

/// Equations 2 to 5: the part of the time with a fall of refractivity over 100 N-units/km near the ground.
double anomalous_time_percent(double latitude_deg, double land_km, double inland_km) {
  const double tau = 1 - std::exp(-(4.12e-4 * std::pow(inland_km, 2.41)));
  const double mu1 = std::min(
      1.0,
      std::pow(std::pow(10, -land_km / (16 - 6.6 * tau)) + std::pow(10, -5 * (0.496 + 0.354 * tau)), 0.2));
  const double latitude = std::abs(latitude_deg);
  if (latitude <= 70)
    return std::pow(10, -0.015 * latitude + 1.67) * mu1 * std::pow(mu1, -0.935 + 0.0176 * latitude);
  return 4.17 * mu1 * std::pow(mu1, 0.3);
}

/// Equations 8 to 11: line of sight, with multipath and focusing.
void line_of_sight(const Link& link, const Path& path, Steps& s) {
  const double rise_km = (tx_top_m(link, path) - rx_top_m(link, path)) / 1000.0;
  s.free_space_db = 92.4 + 20.0 * std::log10(link.frequency_ghz) +
                    10.0 * std::log10(s.distance_km * s.distance_km + rise_km * rise_km);
  const double focus = 2.6 * (1 - std::exp(-0.1 * (s.tx_horizon_km + s.rx_horizon_km)));
  s.los_p_db = s.free_space_db + focus * std::log10(link.time_percent / 50);
  s.los_beta_db = s.free_space_db + focus * std::log10(s.anomalous_time_percent / 50);
}

/// Section 4.3.5, equations 40 to 43: diffraction for p % of the time, between the median and beta_0 %.
void diffract(const Link& link, const Path& path, Steps& s) {
  constexpr double kBetaEarth_km = 6371.0 * 3;  // (7b)
  s.diffraction_50_db = diffraction(link, path, s, s.earth_radius_km).total_db();
  const Diffraction beta = diffraction(link, path, s, kBetaEarth_km);
  s.bullington_actual_db = beta.actual_db;
  s.bullington_smooth_db = beta.smooth_db;
  s.spherical_db = beta.spherical_db;
  s.diffraction_beta_db = beta.total_db();
  if (link.time_percent >= s.anomalous_time_percent)
    s.f_i = inverse_normal(link.time_percent / 100) / inverse_normal(s.anomalous_time_percent / 100);
  s.diffraction_p_db = link.time_percent == 50
                           ? s.diffraction_50_db
                           : s.diffraction_50_db + s.f_i * (s.diffraction_beta_db - s.diffraction_50_db);
  s.loss_diffraction_50_db = s.free_space_db + s.diffraction_50_db;
  s.loss_diffraction_p_db = s.los_p_db + s.diffraction_p_db;
}

/// Equations 44 and 45.
double troposcatter_db(const Link& link, const Steps& s) {
  const double octave = std::log10(link.frequency_ghz / 2.0);
  const double frequency_db = 25 * std::log10(link.frequency_ghz) - 2.5 * octave * octave;
  return 190.1 + frequency_db + 20 * std::log10(s.distance_km) + 0.573 * s.angular_distance_mrad -
         0.15 * link.n0 - 10.125 * std::pow(std::log10(50.0 / link.time_percent), 0.7);
}

/// Section 4.6, equations 57 to 63: the mechanisms put together.
void combine(const Link& link, Steps& s) {
  s.f_j = 1.0 - 0.5 * (1.0 + std::tanh(3.0 * 0.8 * (s.angular_distance_mrad - 0.3) / 0.3));
  s.f_k = 1.0 - 0.5 * (1.0 + std::tanh(3.0 * 0.5 * (s.distance_km - 20) / 20));
  const double land_diffraction = (1 - s.sea_fraction) * s.diffraction_p_db;
  s.notional_los_db = s.los_p_db + land_diffraction;
  if (link.time_percent >= s.anomalous_time_percent)
    s.notional_los_db =
        s.loss_diffraction_50_db + (s.los_beta_db + land_diffraction - s.loss_diffraction_50_db) * s.f_i;
  constexpr double kEta = 2.5;
  // log(e^a + e^b) without overflow
  const double high = std::max(s.anomalous_db, s.los_p_db), low = std::min(s.anomalous_db, s.los_p_db);
  s.notional_anomalous_db = high + kEta * std::log1p(std::exp((low - high) / kEta));
  s.diffraction_or_duct_db = s.loss_diffraction_p_db;
  if (s.notional_anomalous_db <= s.loss_diffraction_p_db)
    s.diffraction_or_duct_db =
        s.notional_anomalous_db + (s.loss_diffraction_p_db - s.notional_anomalous_db) * s.f_k;
  s.modified_db = s.diffraction_or_duct_db + (s.notional_los_db - s.diffraction_or_duct_db) * s.f_j;
  s.combined_db =
      -5 * std::log10(std::pow(10, -0.2 * s.troposcatter_db) + std::pow(10, -0.2 * s.modified_db));
}

}  // namespace

double location_sigma_db(double frequency_ghz, double rx_height_m, double clutter_m, double resolution_m) {
  const double height_factor =
      rx_height_m < clutter_m ? 1.0 : std::max(0.0, 1 - (rx_height_m - clutter_m) / 10.0);
  return (0.52 + 0.024 * frequency_ghz) * std::pow(resolution_m, 0.28) * height_factor;
}

double mean_delta_n(double surface_refractivity) {
  return 7.32 * std::exp(0.005577 * surface_refractivity);
}

double centre_latitude_deg(const Ends& ends, double distance_km) {
  const double tx = ends.tx_latitude_deg * kRadians, rx = ends.rx_latitude_deg * kRadians;
  const double east = (ends.rx_longitude_deg - ends.tx_longitude_deg) * kRadians;
  const double r = std::sin(tx) * std::sin(rx) + std::cos(tx) * std::cos(rx) * std::cos(east);  // H.2.2
  const double x = std::sin(rx) - r * std::sin(tx), y = std::cos(tx) * std::cos(rx) * std::sin(east);
  const double bearing = std::atan2(y, x);        // H.2.6
  const double angle = 0.5 * distance_km / 6371;  // H.3.1
  const double sine =
      std::sin(tx) * std::cos(angle) + std::cos(tx) * std::sin(angle) * std::cos(bearing);  // H.3.2
  return std::asin(std::clamp(sine, -1.0, 1.0)) / kRadians;
}

Answer loss(const Link& link, const Path& path) {
  Answer answer;
  answer.rc = check(link, path, answer.warnings);
  if (answer.rc != kSuccess) return answer;
  Steps& s = answer.steps;
  s.distance_km = path.distance_km.back();
  s.earth_radius_km = 6371 * 157 / (157 - link.delta_n);  // (6), (7a)
  s.sea_fraction = stretches(path, [](int z) { return z == kSea; }).total_km / s.distance_km;
  s.longest_land_km = stretches(path, [](int z) { return z != kSea; }).longest_km;
  s.longest_inland_km = stretches(path, [](int z) { return z == kInland; }).longest_km;
  s.anomalous_time_percent =
      anomalous_time_percent(link.centre_latitude_deg, s.longest_land_km, s.longest_inland_km);
  answer.beyond_horizon = analyse_profile(link, path, s);
  line_of_sight(link, path, s);
  diffract(link, path, s);
  s.anomalous_db = anomalous_db(link, path, s);
  s.troposcatter_db = troposcatter_db(link, s);
  combine(link, s);

  const bool rx_at_sea = !path.zones.empty() && path.zones.back() == kSea;
  const double location_db =
      rx_at_sea ? 0.0 : -inverse_normal(link.location_percent / 100) * link.location_sigma_db;  // (67a)
  answer.loss_db = std::max(s.los_p_db, s.combined_db + location_db);                           // (69)
  if (answer.warnings != 0) answer.rc = kSuccessWithWarnings;
  if (!std::isfinite(answer.loss_db)) {
    answer.rc = kProfile;
    answer.loss_db = std::numeric_limits<double>::quiet_NaN();
  }
  return answer;
}

}  // namespace radio::p1812
