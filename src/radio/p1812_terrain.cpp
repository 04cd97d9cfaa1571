#include "radio/p1812_terrain.h"

#include "radio/path_profile.h"

namespace radio {

/// What stands at each point between the ends, where that is known; the ends have their own clutter.
void P1812OverTerrain::set_clutter(Place tx, Place rx) {
  clutter_m_.clear();
  if (options_.land_cover == nullptr || heights_m_.size() < 2) return;
  for (const Place& place : places_between(tx, rx, static_cast<int>(heights_m_.size()) - 1)) {
    const auto found = options_.land_cover->at(place);
    clutter_m_.push_back(found ? path_clutter_height_m(*found) : 0);
  }
  clutter_m_.front() = clutter_m_.back() = 0;
}

p1812::Answer P1812OverTerrain::loss(const itm::Link& link, const itm::Variability& variability, Place tx,
                                     Place rx) {
  constexpr int kFewest = 4;  // the Recommendation wants five points
  const Profile profile = sample_profile(terrain_, tx, rx, options_.step_m, kFewest, heights_m_);
  distances_km_.clear();
  for (std::size_t i = 0; i < heights_m_.size(); ++i)
    distances_km_.push_back(static_cast<double>(i) * profile.spacing_m / 1000);
  set_clutter(tx, rx);
  constexpr double kResolution_m = 100;
  const double frequency_ghz = link.frequency_mhz / 1000;
  const p1812::Ends ends{tx.lat_deg, tx.lon_deg, rx.lat_deg, rx.lon_deg};
  return p1812::loss(
      {.frequency_ghz = frequency_ghz,
       .tx_height_m = link.tx_height_m,
       .rx_height_m = link.rx_height_m,
       .polarization = link.polarization,
       .time_percent = variability.time_percent,
       .location_percent = variability.location_percent,
       .location_sigma_db = p1812::location_sigma_db(frequency_ghz, link.rx_height_m, 0, kResolution_m),
       .delta_n = options_.delta_n.value_or(p1812::mean_delta_n(link.n0)),
       .n0 = link.n0,
       .centre_latitude_deg =
           p1812::centre_latitude_deg(ends, distances_km_.empty() ? 0 : distances_km_.back())},
      {distances_km_, heights_m_, clutter_m_, {}});
}

}  // namespace radio
