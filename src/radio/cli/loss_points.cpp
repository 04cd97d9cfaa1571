#include <limits>

#include "loss_models.h"
#include "radio/path_profile.h"

namespace radio_cli {

PointsModel::PointsModel(Columns& columns, const LossOptions& options, const radio::Terrain& terrain)
    : link_(columns, options),
      options_(options),
      terrain_(terrain),
      tx_lat_(columns.need({"tx_lat"})),
      tx_lon_(columns.need({"tx_lon"})),
      rx_lat_(columns.need({"rx_lat"})),
      rx_lon_(columns.need({"rx_lon"})) {}

PointsModel::Input PointsModel::read(const Row& row) const {
  return {link_.link(row),
          {number_of(row, tx_lat_), number_of(row, tx_lon_)},
          {number_of(row, rx_lat_), number_of(row, rx_lon_)}};
}

RowAnswer PointsModel::compute(const Input& input) {
  if (!terrain_.shape().contains(input.tx) || !terrain_.shape().contains(input.rx))
    return {std::numeric_limits<double>::quiet_NaN(), 0, kOutsideTerrain, 0};
  RowAnswer answer = compute_path(input);
  Terminal terminal = terminal_of(input.link, radio::great_circle_m(input.tx, input.rx),
                                  options_.variability.location_percent);
  terminal.place = input.rx;
  options_.clutter.add_to(answer, terminal);
  return answer;
}

RowAnswer PointsModel::compute_path(const Input& input) {
  if (options_.by_p1812) return compute_p1812(input);
  const radio::Profile profile =
      radio::sample_profile(terrain_, input.tx, input.rx, options_.step_m, 2, heights_m_);
  return row_answer(radio::itm::point_to_point(input.link, profile, options_.variability));
}

/// What stands at each point between the ends, where that is known; the ends have their own clutter.
void PointsModel::set_path_clutter(const Input& input) {
  clutter_m_.clear();
  if (options_.land_cover == nullptr || heights_m_.size() < 2) return;
  for (const radio::Place& place :
       radio::places_between(input.tx, input.rx, static_cast<int>(heights_m_.size()) - 1)) {
    const auto found = options_.land_cover->at(place);
    clutter_m_.push_back(found ? radio::path_clutter_height_m(*found) : 0);
  }
  clutter_m_.front() = clutter_m_.back() = 0;
}

/// All of the path as inland: the terrain does not say where the coast is.
RowAnswer PointsModel::compute_p1812(const Input& input) {
  constexpr int kFewest = 4;  // the Recommendation wants five points
  const radio::Profile profile =
      radio::sample_profile(terrain_, input.tx, input.rx, options_.step_m, kFewest, heights_m_);
  distances_km_.clear();
  for (std::size_t i = 0; i < heights_m_.size(); ++i)
    distances_km_.push_back(static_cast<double>(i) * profile.spacing_m / 1000);
  set_path_clutter(input);
  constexpr double kResolution_m = 100;
  const radio::p1812::Ends ends{input.tx.lat_deg, input.tx.lon_deg, input.rx.lat_deg, input.rx.lon_deg};
  const radio::p1812::Link link{
      .frequency_ghz = input.link.frequency_mhz / 1000,
      .tx_height_m = input.link.tx_height_m,
      .rx_height_m = input.link.rx_height_m,
      .polarization = input.link.polarization,
      .time_percent = options_.variability.time_percent,
      .location_percent = options_.variability.location_percent,
      .location_sigma_db = radio::p1812::location_sigma_db(input.link.frequency_mhz / 1000,
                                                           input.link.rx_height_m, 0, kResolution_m),
      .delta_n = options_.delta_n.value_or(radio::p1812::mean_delta_n(input.link.n0)),
      .n0 = input.link.n0,
      .centre_latitude_deg =
          radio::p1812::centre_latitude_deg(ends, distances_km_.empty() ? 0 : distances_km_.back())};
  return row_answer(radio::p1812::loss(link, {distances_km_, heights_m_, clutter_m_, {}}));
}

}  // namespace radio_cli
