#include <limits>

#include "loss_models.h"
#include "radio/path_profile.h"

namespace radio_cli {

PointsModel::PointsModel(Columns& columns, const LossOptions& options, const radio::Terrain& terrain)
    : link_(columns, options),
      options_(options),
      terrain_(terrain),
      second_(terrain, {options.step_m, options.delta_n, options.land_cover}),
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
  if (options_.by_p1812)
    return row_answer(second_.loss(input.link, options_.variability, input.tx, input.rx));
  const radio::Profile profile =
      radio::sample_profile(terrain_, input.tx, input.rx, options_.step_m, 2, heights_m_);
  return row_answer(radio::itm::point_to_point(input.link, profile, options_.variability));
}

}  // namespace radio_cli
