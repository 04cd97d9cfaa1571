#include "radio/antenna.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "arithmetic.h"

namespace radio {
namespace {

/// Into -180 … 180.
double turn(double angle_deg) {
  return std::remainder(angle_deg, 360.0);
}

double sector_db(const Sector& sector, double off_azimuth_deg, double below_horizon_deg) {
  const double horizontal =
      std::min(12 * square(off_azimuth_deg / sector.horizontal_width_deg), sector.front_to_back_db);
  const double vertical =
      std::min(12 * square((below_horizon_deg - sector.electrical_tilt_deg) / sector.vertical_width_deg),
               sector.side_lobe_db);
  return std::min(horizontal + vertical, sector.front_to_back_db);
}

/// Between the two neighbouring degrees.
double curve_db(const std::array<double, 360>& curve, double angle_deg) {
  const double at = angle_deg - 360 * std::floor(angle_deg / 360);
  const auto first = static_cast<std::size_t>(at) % 360;
  const double part = at - std::floor(at);
  return curve[first] + (curve[(first + 1) % 360] - curve[first]) * part;
}

}  // namespace

double antenna_loss_db(const Antenna& antenna, Direction direction) {
  const double off = turn(direction.azimuth_deg - antenna.azimuth_deg);
  const double below = -direction.elevation_deg - antenna.mechanical_tilt_deg * std::cos(off * kRadians);
  if (const auto* sector = std::get_if<Sector>(&antenna.shape)) return sector_db(*sector, off, below);
  if (const auto* pattern = std::get_if<std::shared_ptr<const Pattern>>(&antenna.shape))
    return *pattern == nullptr
               ? 0
               : curve_db((*pattern)->horizontal_db, off) + curve_db((*pattern)->vertical_db, below);
  return 0;
}

Direction direction_to(double distance_m, double azimuth_deg, double rise_m) {
  constexpr double kEffectiveEarth_m = 6371e3 * 4 / 3;
  const double slope = rise_m / distance_m - distance_m / (2 * kEffectiveEarth_m);
  return {azimuth_deg, std::atan(slope) / kRadians};
}

}  // namespace radio
