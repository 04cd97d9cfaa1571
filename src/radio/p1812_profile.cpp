// What ITU-R P.1812-6 takes from a profile (section 5), and the model that uses most of it: ducting
// (section 4.5).
#include <algorithm>
#include <cmath>
#include <limits>

#include "p1812_parts.h"

namespace radio::p1812 {
namespace {

constexpr double kLowest = -std::numeric_limits<double>::infinity();

struct Obstacles {
  double highest_m = kLowest, per_km_from_tx = kLowest, per_km_from_rx = kLowest;
};

/// (89): the terrain above the direct line, without earth curvature.
Obstacles obstacles(const Path& path, double tx_m, double rx_m) {
  const double total = path.distance_km.back();
  Obstacles found;
  for (std::size_t i = 1; i + 1 < path.distance_km.size(); ++i) {
    const double d = path.distance_km[i];
    const double above = path.height_m[i] - (tx_m * (total - d) + rx_m * d) / total;
    found.highest_m = std::max(found.highest_m, above);
    found.per_km_from_tx = std::max(found.per_km_from_tx, above / d);
    found.per_km_from_rx = std::max(found.per_km_from_rx, above / (total - d));
  }
  return found;
}

/// (85) to (91): the straight line through the terrain, and what of it diffraction may use.
void smooth_surface(const Path& path, double tx_m, double rx_m, Steps& s) {
  const auto& d = path.distance_km;
  const auto& h = path.height_m;
  double v1 = 0, v2 = 0;
  for (std::size_t i = 1; i < d.size(); ++i) {
    v1 += (d[i] - d[i - 1]) * (h[i] + h[i - 1]);
    v2 += (d[i] - d[i - 1]) * (h[i] * (2 * d[i] + d[i - 1]) + h[i - 1] * (d[i] + 2 * d[i - 1]));
  }
  const double total = s.distance_km;
  s.smooth_tx_m = (2 * v1 * total - v2) / (total * total);
  s.smooth_rx_m = (v2 - v1 * total) / (total * total);

  double tx = s.smooth_tx_m, rx = s.smooth_rx_m;
  const Obstacles above = obstacles(path, tx_m, rx_m);
  if (above.highest_m > 0) {
    const double both = above.per_km_from_tx + above.per_km_from_rx;
    tx -= above.highest_m * above.per_km_from_tx / both;
    rx -= above.highest_m * above.per_km_from_rx / both;
  }
  s.diffraction_tx_m = std::min(tx, h.front());
  s.diffraction_rx_m = std::min(rx, h.back());
  s.duct_tx_m = std::min(s.smooth_tx_m, h.front());
  s.duct_rx_m = std::min(s.smooth_rx_m, h.back());
}

struct Highest {
  double slope = kLowest;  // tangent of the elevation
  std::size_t first = 0, last = 0;
  void offer(double candidate, std::size_t i) {
    if (candidate > slope) first = i;
    if (candidate >= slope) {
      slope = candidate;
      last = i;
    }
  }
};

/// Inside (76) to (82): tangent of the elevation of a point, less the fall of the earth.
double slope_of(double rise_m, double distance_km, double earth_km) {
  return rise_m / (1000 * distance_km) - distance_km / (2 * earth_km);
}

}  // namespace

bool analyse_profile(const Link& link, const Path& path, Steps& s) {
  const auto& d = path.distance_km;
  const auto& h = path.height_m;
  const double tx_m = tx_top_m(link, path), rx_m = rx_top_m(link, path);
  const double total = s.distance_km, earth = s.earth_radius_km;
  smooth_surface(path, tx_m, rx_m, s);

  // (76) to (83): horizons
  Highest from_tx, from_rx, edge;
  const double wavelength = kLightGhz_m / link.frequency_ghz;
  for (std::size_t i = 1; i + 1 < d.size(); ++i) {
    const double rest = total - d[i];
    from_tx.offer(slope_of(h[i] - tx_m, d[i], earth), i);
    from_rx.offer(slope_of(h[i] - rx_m, rest, earth), i);
    const double bulge_m = 500 / earth * d[i] * rest;
    edge.offer((h[i] + bulge_m - (tx_m * rest + rx_m * d[i]) / total) *
                   std::sqrt(0.002 * total / (wavelength * d[i] * rest)),
               i);
  }
  const double direct_tx = slope_of(rx_m - tx_m, total, earth);
  const bool beyond = std::atan(from_tx.slope) > std::atan(direct_tx);
  // Within sight the horizon is where the terrain comes closest to the ray (81).
  const std::size_t tx_at = beyond ? from_tx.first : edge.last;
  const std::size_t rx_at = beyond ? from_rx.last : edge.last;
  s.tx_horizon_mrad = 1000 * std::atan(std::max(from_tx.slope, direct_tx));
  s.rx_horizon_mrad = 1000 * std::atan(beyond ? from_rx.slope : slope_of(tx_m - rx_m, total, earth));
  s.tx_horizon_km = d[tx_at];
  s.rx_horizon_km = total - d[rx_at];
  s.angular_distance_mrad = 1e3 * total / earth + s.tx_horizon_mrad + s.rx_horizon_mrad;  // (84)

  // (92) to (95): heights and roughness for ducting
  s.effective_tx_m = tx_m - s.duct_tx_m;
  s.effective_rx_m = rx_m - s.duct_rx_m;
  const double slope = (s.duct_rx_m - s.duct_tx_m) / total;
  s.roughness_m = kLowest;
  for (std::size_t i = tx_at; i <= rx_at; ++i)
    s.roughness_m = std::max(s.roughness_m, h[i] - (s.duct_tx_m + slope * d[i]));
  return beyond;
}

namespace {

/// (48): a horizon steep enough to shield the station.
double site_shielding_db(double horizon_mrad, double horizon_km, double frequency_ghz) {
  const double over = horizon_mrad - 0.1 * horizon_km;
  if (over <= 0) return 0;
  return 20 * std::log10(1 + 0.361 * over * std::sqrt(frequency_ghz * horizon_km)) +
         0.264 * over * std::cbrt(frequency_ghz);
}

/// (49): coupling into a duct over the sea.
double sea_coupling_db(double coast_km, double horizon_km, double sea_fraction, double antenna_m) {
  if (coast_km > 5 || coast_km > horizon_km || sea_fraction < 0.75) return 0;
  return -3 * std::exp(-0.25 * coast_km * coast_km) * (1 + std::tanh(0.07 * (50 - antenna_m)));
}

/// (53) to (56): loss by the part of the time.
double time_db(double time_percent, const Steps& s) {
  double mu3 = 1;
  if (s.roughness_m > 10) {
    const double between = std::min(s.distance_km - s.tx_horizon_km - s.rx_horizon_km, 40.0);
    mu3 = std::exp(-4.6e-5 * (s.roughness_m - 10) * (43 + 6 * between));
  }
  const double tau = 1 - std::exp(-(4.12e-4 * std::pow(s.longest_inland_km, 2.41)));
  const double alpha = std::max(-3.4, -0.6 - 3.5e-9 * std::pow(s.distance_km, 3.1) * tau);
  const double roots = std::sqrt(s.effective_tx_m) + std::sqrt(s.effective_rx_m);
  const double mu2 = std::min(
      1.0, std::pow(500 / s.earth_radius_km * s.distance_km * s.distance_km / (roots * roots), alpha));
  const double beta = s.anomalous_time_percent * mu2 * mu3;
  const double log_beta = std::log10(beta);
  const double gamma =
      1.076 / std::pow(2.0058 - log_beta, 1.012) *
      std::exp(-(9.51 - 4.8 * log_beta + 0.198 * log_beta * log_beta) * 1e-6 * std::pow(s.distance_km, 1.13));
  return -12 + (1.2 + 3.7e-3 * s.distance_km) * std::log10(time_percent / beta) +
         12 * std::pow(time_percent / beta, gamma);
}

}  // namespace

double anomalous_db(const Link& link, const Path& path, const Steps& s) {
  const double f = link.frequency_ghz;
  const bool tx_at_sea = !path.zones.empty() && path.zones.front() == kSea;
  const bool rx_at_sea = !path.zones.empty() && path.zones.back() == kSea;
  const double low_frequency_db = f < 0.5 ? 45.375 - 137.0 * f + 92.5 * f * f : 0;  // (47a)
  const double fixed_db = 102.45 + 20 * std::log10(f) + 20 * std::log10(s.tx_horizon_km + s.rx_horizon_km) +
                          low_frequency_db + site_shielding_db(s.tx_horizon_mrad, s.tx_horizon_km, f) +
                          site_shielding_db(s.rx_horizon_mrad, s.rx_horizon_km, f) +
                          sea_coupling_db(tx_at_sea ? 0 : link.tx_to_coast_km, s.tx_horizon_km,
                                          s.sea_fraction, tx_top_m(link, path)) +
                          sea_coupling_db(rx_at_sea ? 0 : link.rx_to_coast_km, s.rx_horizon_km,
                                          s.sea_fraction, rx_top_m(link, path));
  const double per_mrad_db = 5e-5 * s.earth_radius_km * std::cbrt(f);  // (51)
  const double angle_mrad = 1e3 * s.distance_km / s.earth_radius_km +
                            std::min(s.tx_horizon_mrad, 0.1 * s.tx_horizon_km) +
                            std::min(s.rx_horizon_mrad, 0.1 * s.rx_horizon_km);  // (52)
  return fixed_db + per_mrad_db * angle_mrad + time_db(link.time_percent, s);    // (46), (50)
}

}  // namespace radio::p1812
