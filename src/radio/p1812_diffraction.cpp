// Diffraction of ITU-R P.1812-6, section 4.3.
#include <algorithm>
#include <cmath>
#include <limits>

#include "arithmetic.h"
#include "p1812_parts.h"

namespace radio::p1812 {
namespace {

/// (12): J(nu), loss over a knife edge.
double knife_edge_db(double nu) {
  if (nu <= -0.78) return 0;
  return 6.9 + 20 * std::log10(std::sqrt(square(nu - 0.1) + 1) + nu - 0.1);
}

struct Antennas {
  double tx_m, rx_m;
};

/// Section 4.3.1, equations 12 to 21: the Bullington loss over heights that `height_m(i)` gives.
template <class HeightOf>
double bullington_db(const Path& path, HeightOf height_m, Antennas top, double earth_km,
                     double frequency_ghz) {
  const double total = path.distance_km.back();
  const double wavelength = kLightGhz_m / frequency_ghz;
  constexpr double kLowest = -std::numeric_limits<double>::infinity();
  double from_tx = kLowest, from_rx = kLowest, nu_max = kLowest;
  for (std::size_t i = 1; i + 1 < path.distance_km.size(); ++i) {
    const double d = path.distance_km[i], rest = total - d;
    const double raised = height_m(i) + 500 / earth_km * d * rest;
    from_tx = std::max(from_tx, (raised - top.tx_m) / d);     // (13)
    from_rx = std::max(from_rx, (raised - top.rx_m) / rest);  // (17)
    nu_max = std::max(nu_max, (raised - (top.tx_m * rest + top.rx_m * d) / total) *
                                  std::sqrt(0.002 * total / (wavelength * d * rest)));  // (15)
  }
  double nu = nu_max;
  if (from_tx >= (top.rx_m - top.tx_m) / total) {  // (14): beyond the horizon
    const double d = (top.rx_m - top.tx_m + from_rx * total) / (from_tx + from_rx);  // (18)
    nu = (top.tx_m + from_tx * d - (top.tx_m * (total - d) + top.rx_m * d) / total) *
         std::sqrt(0.002 * total / (wavelength * d * (total - d)));  // (20)
  }
  const double edge = knife_edge_db(nu);
  return edge + (1 - std::exp(-edge / 6.0)) * (10 + 0.02 * total);  // (21)
}

/// (34), (35): gain of an antenna's height.
double height_gain_db(double b, double k) {
  const double gain =
      b > 2 ? 17.6 * std::sqrt(b - 1.1) - 5 * std::log10(b - 1.1) - 8 : 20 * std::log10(b + 0.1 * b * b * b);
  return std::max(gain, 2 + 20 * std::log10(k));
}

struct Ground {
  double permittivity, conductivity;
};
constexpr Ground kLand{22, 0.003}, kWater{80, 5};

/// Equations 29 to 36: the first term of diffraction over a sphere of one ground.
double first_term_db(Ground ground, const Link& link, double distance_km, Antennas height, double earth_km) {
  const double f = link.frequency_ghz;
  const double loss = 18 * ground.conductivity / f;
  double k =
      0.036 / std::cbrt(earth_km * f) / std::sqrt(std::sqrt(square(ground.permittivity - 1) + square(loss)));
  if (link.polarization == 1) k *= std::sqrt(square(ground.permittivity) + square(loss));
  const double k2 = k * k, k4 = k2 * k2;
  const double beta = (1 + 1.6 * k2 + 0.67 * k4) / (1 + 4.5 * k2 + 1.53 * k4);    // (30)
  const double x = 21.88 * beta * std::cbrt(f / square(earth_km)) * distance_km;  // (31)
  const double scale = 0.9575 * beta * beta * std::cbrt(f * f / earth_km);        // (32) and (35) together
  const double distance_db = x >= 1.6 ? 11 + 10 * std::log10(x) - 17.6 * x
                                      : -20 * std::log10(x) - 5.6488 * std::pow(x, 1.425);  // (33)
  return -distance_db - height_gain_db(scale * height.tx_m, k) -
         height_gain_db(scale * height.rx_m, k);  // (36)
}

double first_term_db(const Link& link, const Steps& s, Antennas height, double earth_km) {
  return s.sea_fraction * first_term_db(kWater, link, s.distance_km, height, earth_km) +
         (1 - s.sea_fraction) * first_term_db(kLand, link, s.distance_km, height, earth_km);  // (28)
}

/// Section 4.3.2, equations 22 to 27.
double spherical_db(const Link& link, const Steps& s, Antennas height, double earth_km) {
  const double d = s.distance_km;
  const double sight_km =
      std::sqrt(2.0 * earth_km) * (std::sqrt(0.001 * height.tx_m) + std::sqrt(0.001 * height.rx_m));  // (22)
  if (d >= sight_km) return first_term_db(link, s, height, earth_km);

  const double sum = height.tx_m + height.rx_m;
  const double c = (height.tx_m - height.rx_m) / sum;  // (24d)
  const double m = 250 * d * d / (earth_km * sum);     // (24e)
  constexpr double kPi = 3.141592653589793;
  const double cosine =
      std::clamp(3 * c / 2.0 * std::sqrt(3.0 * m / ((m + 1.0) * (m + 1.0) * (m + 1.0))), -1.0, 1.0);
  const double b = 2 * std::sqrt((m + 1.0) / (3.0 * m)) * std::cos(kPi / 3 + std::acos(cosine) / 3);  // (24c)
  const double d1 = d / 2.0 * (1.0 + b), d2 = d - d1;  // (24a, b)
  const double clearance_m =
      ((height.tx_m - 500 * d1 * d1 / earth_km) * d2 + (height.rx_m - 500 * d2 * d2 / earth_km) * d1) /
      d;                                                                                         // (23)
  const double needed_m = 17.456 * std::sqrt(d1 * d2 * (kLightGhz_m / link.frequency_ghz) / d);  // (25)
  if (clearance_m > needed_m) return 0;
  const double marginal_km = 500 * square(d / (std::sqrt(height.tx_m) + std::sqrt(height.rx_m)));  // (26)
  const double term = std::max(0.0, first_term_db(link, s, height, marginal_km));
  return (1 - clearance_m / needed_m) * term;  // (27)
}

}  // namespace

Diffraction diffraction(const Link& link, const Path& path, const Steps& s, double earth_km) {
  const Antennas top{tx_top_m(link, path), rx_top_m(link, path)};
  const Antennas effective{top.tx_m - s.diffraction_tx_m, top.rx_m - s.diffraction_rx_m};  // (37), (38)
  const auto covered = [&](std::size_t i) {  // (1a): terrain and what stands on it, but for the ends
    return path.height_m[i] + (path.clutter_m.empty() ? 0 : path.clutter_m[i]);
  };
  Diffraction found;
  found.actual_db = bullington_db(path, covered, top, earth_km, link.frequency_ghz);
  found.smooth_db = bullington_db(
      path, [](std::size_t) { return 0.0; }, effective, earth_km, link.frequency_ghz);
  found.spherical_db = spherical_db(link, s, effective, earth_km);
  return found;
}

}  // namespace radio::p1812
