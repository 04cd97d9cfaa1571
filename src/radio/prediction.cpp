#include "radio/prediction.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "arithmetic.h"
#include "radio/path_profile.h"

namespace radio {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](unsigned char c) { return std::tolower(c); };
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool could_serve(const ServingTower& tower, const Sample& sample) {
  if (tower.technology && *tower.technology != sample.technology) return false;
  return tower.operator_name.empty() || sample.operator_name.empty() ||
         same_name(tower.operator_name, sample.operator_name);
}

std::optional<double> level_from(const Terrain& terrain, const ServingTower& serving, const Sample& sample,
                                 const PathModel& model, std::vector<double>& heights_m) {
  const Tower& tower = serving.tower;
  const Place place{sample.lat_deg, sample.lon_deg};
  const auto offset_db =
      reference_signal_offset_db({.technology = sample.technology,
                                  .bandwidth_mhz = serving.bandwidth_mhz,
                                  .subcarrier_spacing_khz = serving.bandwidth_mhz > 50 ? 30 : 15});
  const Profile profile = sample_profile(terrain, tower.place, place, model.step_m, 2, heights_m);
  if (!offset_db || profile.heights_m.empty()) return std::nullopt;
  const itm::Answer path =
      itm::point_to_point(model.link(tower.height_m, tower.frequency_mhz), profile, model.variability);
  if (std::isnan(path.loss_db)) return std::nullopt;
  const double rise_m =
      profile.heights_m.back() + model.rx_height_m - profile.heights_m.front() - tower.height_m;
  const Direction direction = direction_to(profile.distance_m(), bearing_deg(tower.place, place), rise_m);
  return *offset_db +
         received_level_dbm(tower.eirp_dbm, {.basic_db = path.loss_db,
                                             .antenna_db = antenna_loss_db(tower.antenna, direction)});
}

}  // namespace

double bearing_deg(Place from, Place to) {
  const double lat1 = from.lat_deg * kRadians, lat2 = to.lat_deg * kRadians;
  const double east = (to.lon_deg - from.lon_deg) * kRadians;
  const double bearing =
      std::atan2(std::sin(east) * std::cos(lat2),
                 std::cos(lat1) * std::sin(lat2) - std::sin(lat1) * std::cos(lat2) * std::cos(east)) /
      kRadians;
  return bearing < 0 ? bearing + 360 : bearing;
}

std::optional<double> predicted_level_dbm(const Terrain& terrain, std::span<const ServingTower> towers,
                                          const Sample& sample, const PathModel& model, double radius_m) {
  std::optional<double> best;
  std::vector<double> heights_m;
  for (const ServingTower& tower : towers) {
    if (!could_serve(tower, sample)) continue;
    if (!(great_circle_m(tower.tower.place, {sample.lat_deg, sample.lon_deg}) <= radius_m)) continue;
    const auto level = level_from(terrain, tower, sample, model, heights_m);
    if (level && (!best || *level > *best)) best = level;
  }
  return best;
}

}  // namespace radio
