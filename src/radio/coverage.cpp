#include "radio/coverage.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <numbers>
#include <thread>

#include "base/check.h"
#include "itm_parts.h"
#include "lanes/setup.h"

namespace radio {

Window Window::intersected(const Window& other) const {
  const std::int32_t r = std::max(row, other.row), c = std::max(column, other.column);
  return {r, c, std::min(row + rows, other.row + other.rows) - r,
          std::min(column + columns, other.column + other.columns) - c};
}

Window Window::joined(const Window& other) const {
  if (empty()) return other;
  if (other.empty()) return *this;
  const std::int32_t r = std::min(row, other.row), c = std::min(column, other.column);
  return {r, c, std::max(row + rows, other.row + other.rows) - r,
          std::max(column + columns, other.column + other.columns) - c};
}

struct CoverageField::State {
  lanes::LinkTables link;
  lanes::TowerTables tower;
  Window window;
  double radius_m = 0, eirp_dbm = 0;
  double height_m = 0, rx_height_m = 0;
  Terrain terrain;
  Antenna antenna;
};

namespace {

base::Result<void> check(const Terrain& terrain, const Tower& tower, const PathModel& model,
                         double radius_m) {
  const auto refuse = [&](const char* key, double value) {
    return base::fail(base::ErrorCode::kInvalid, {key, {{"tower", tower.name}, {"value", value}}});
  };
  if (!(std::abs(tower.place.lat_deg) <= CoverageField::kMaxLat_deg))
    return refuse("radio.tower_latitude", tower.place.lat_deg);
  if (!terrain.shape().contains(tower.place)) return refuse("radio.tower_outside", tower.place.lon_deg);
  if (!(radius_m >= 1 && radius_m <= CoverageField::kMaxRadius_m))
    return refuse("radio.path_radius", radius_m);
  if (!(model.step_m >= 1 && model.step_m <= 1000)) return refuse("radio.path_step", model.step_m);
  if (!std::isfinite(tower.eirp_dbm)) return refuse("radio.tower_power", tower.eirp_dbm);
  const itm::Link link = model.link(tower.height_m, tower.frequency_mhz);
  unsigned warnings = 0;
  switch (itm::check_link(link, warnings)) {
    case itm::kSuccess:
      break;
    case itm::kTxHeight:
      return refuse("radio.tower_height", tower.height_m);
    case itm::kRxHeight:
      return refuse("radio.path_rx_height", model.rx_height_m);
    case itm::kFrequency:
      return refuse("radio.tower_frequency", tower.frequency_mhz);
    default:
      return refuse("radio.path_ground", model.n0);
  }
  if (itm::check_variability(model.variability) != itm::kSuccess)
    return refuse("radio.path_variability", model.variability.mdvar);
  const auto z = itm::medium_of(link, 0, true).ground_impedance;
  if (z.real() <= std::abs(z.imag())) return refuse("radio.path_ground", model.epsilon);
  return {};
}

/// The posts within the radius, cut to the terrain.
Window window_around(const TerrainShape& shape, Place place, double radius_m) {
  const double reach_deg = radius_m / lanes::kMeanEarthRadius_m * 180 / std::numbers::pi;
  // The widest parallel that the circle touches is the one nearest to the pole.
  const double lat = std::min(89.0, std::abs(place.lat_deg) + reach_deg);
  const double reach_lon_deg = reach_deg / std::cos(lat * std::numbers::pi / 180);
  const auto span = [](double at, double reach, std::int32_t count) {
    const auto first = std::max(0, static_cast<std::int32_t>(std::floor(at - reach)));
    const auto last = std::min(count - 1, static_cast<std::int32_t>(std::ceil(at + reach)));
    return std::pair{first, last - first + 1};
  };
  const auto [row, rows] = span(shape.row_of(place.lat_deg), reach_deg * shape.rows_per_deg, shape.rows);
  const auto [column, columns] =
      span(shape.column_of(place.lon_deg), reach_lon_deg * shape.columns_per_deg, shape.columns);
  return {row, column, rows, columns};
}

}  // namespace

CoverageField::CoverageField(std::unique_ptr<State> state) : state_(std::move(state)) {}
CoverageField::CoverageField(CoverageField&&) noexcept = default;
CoverageField& CoverageField::operator=(CoverageField&&) noexcept = default;
CoverageField::~CoverageField() = default;

base::Result<CoverageField> CoverageField::prepare(const Terrain& terrain, const Tower& tower,
                                                   const PathModel& model, double radius_m,
                                                   TowerAt tower_at) {
  base::check(tower_at == TowerAt::kPlace || std::holds_alternative<Omni>(tower.antenna.shape),
              "a tower without a place looks nowhere");
  if (auto checked = check(terrain, tower, model, radius_m); !checked) return base::fail(checked.error());
  const Window window = window_around(terrain.shape(), tower.place, radius_m);
  return CoverageField(std::unique_ptr<State>(new State{
      lanes::LinkTables(model.link(tower.height_m, tower.frequency_mhz), model.variability, model.step_m,
                        radius_m, tower_at),
      lanes::TowerTables(terrain, tower.place, {window.row, window.column, window.rows, window.columns}),
      window, radius_m, tower.eirp_dbm, tower.height_m, model.rx_height_m, terrain, tower.antenna}));
}

const Window& CoverageField::window() const {
  return state_->window;
}

std::int64_t CoverageField::row_losses(std::int32_t row, std::span<float> out) const {
  const State& s = *state_;
  const lanes::Kernel& kernel = lanes::active_kernel();
  const lanes::KernelScratch& scratch = lanes::scratch_of_this_thread(s.link.max_intervals());
  std::ranges::fill(out, std::numeric_limits<float>::quiet_NaN());
  const auto [first, count] = s.tower.columns_within(row, s.radius_m);
  std::int32_t rows[lanes::kMaxLanes], columns[lanes::kMaxLanes];
  for (std::int32_t at = first; at < first + count; at += kernel.lanes) {
    const int here = std::min(kernel.lanes, first + count - at);
    for (int l = 0; l < here; ++l) {
      rows[l] = row;
      columns[l] = at + l;
    }
    kernel.losses(s.tower.terrain(), s.tower.kernel(), s.link.kernel(), scratch, here, rows, columns,
                  out.data() + (at - s.window.column));
  }
  return count;
}

std::int64_t CoverageField::row_levels(std::int32_t row, std::span<float> out) const {
  const State& s = *state_;
  const std::int64_t points = row_losses(row, out);
  if (std::holds_alternative<Omni>(s.antenna.shape)) {
    for (float& value : out) value = static_cast<float>(s.eirp_dbm - static_cast<double>(value));
    return points;
  }
  for (std::int32_t c = 0; c < s.window.columns; ++c) {
    float& value = out[static_cast<std::size_t>(c)];
    if (std::isnan(value)) continue;
    const Direction direction =
        s.tower.direction_of(row, s.window.column + c, s.terrain, s.rx_height_m - s.height_m);
    value =
        static_cast<float>(s.eirp_dbm - antenna_loss_db(s.antenna, direction) - static_cast<double>(value));
  }
  return points;
}

bool run_tasks(int threads, std::int64_t count, const std::function<void(std::int64_t)>& work,
               const KeepGoing& keep_going) {
  std::atomic<std::int64_t> next{0};
  std::atomic<bool> stopped{false};
  std::int64_t done = 0;
  std::exception_ptr thrown;
  std::mutex told;
  const auto loop = [&] {
    try {
      for (std::int64_t i; !stopped && (i = next++) < count;) {
        work(i);
        const std::lock_guard lock(told);
        ++done;
        if (keep_going && !keep_going(done, count)) stopped = true;
      }
    } catch (...) {
      const std::lock_guard lock(told);
      thrown = std::current_exception();
      stopped = true;
    }
  };
  std::vector<std::jthread> helpers;
  for (int t = 1; t < threads; ++t) helpers.emplace_back(loop);
  loop();
  helpers.clear();
  if (thrown) std::rethrow_exception(thrown);
  return done == count;
}

std::optional<FieldLevels> field_levels(const CoverageField& field, int threads,
                                        const KeepGoing& keep_going) {
  FieldLevels levels{field.window(), std::vector<float>(field.window().cells()), 0};
  std::atomic<std::int64_t> points{0};
  const auto columns = static_cast<std::size_t>(levels.window.columns);
  const auto one_row = [&](std::int64_t i) {
    points +=
        field.row_levels(levels.window.row + static_cast<std::int32_t>(i),
                         std::span(levels.level_dbm).subspan(static_cast<std::size_t>(i) * columns, columns));
  };
  if (!run_tasks(threads, levels.window.rows, one_row, keep_going)) return std::nullopt;
  levels.points = points;
  return levels;
}

}  // namespace radio
