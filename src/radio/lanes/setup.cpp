#include "lanes/setup.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numbers>

#include "arithmetic.h"
#include "itm_parts.h"
#include "itm_shared.h"

namespace radio::lanes {
namespace {

KernelCurve kernel_curve(const itm::ClimateCurve& c) {
  return {c.c1, c.c2, c.x1_m, c.x2_m, c.x3_m};
}

/// Interpolation at Chebyshev nodes: sum over the nodes of T_m, each turned into powers of v.
void set_path_nodes(KernelLink& link) {
  constexpr int n = kPathNodes;
  double power_of[n][n] = {};  // T_m as powers
  power_of[0][0] = 1;
  power_of[1][1] = 1;
  for (int m = 2; m < n; ++m)
    for (int i = 0; i < n; ++i)
      power_of[m][i] = (i > 0 ? 2 * power_of[m - 1][i - 1] : 0) - power_of[m - 2][i];
  for (int j = 0; j < n; ++j) {
    const double angle = std::numbers::pi * (j + 0.5) / n;
    link.node[j] = (1 + std::cos(angle)) / 2;
    for (int i = 0; i < n; ++i)
      for (int m = 0; m < n; ++m)
        link.node_to_power[i][j] += (m == 0 ? 1.0 : 2.0) / n * std::cos(m * angle) * power_of[m][i];
  }
}

}  // namespace

LinkTables::LinkTables(const itm::Link& link, const itm::Variability& variability, double step_m,
                       double radius_m, TowerAt tower_at)
    : max_intervals_(static_cast<int>(std::ceil(radius_m / step_m)) + 2) {
  const itm::Medium medium = itm::medium_of(link, 0, true);
  const itm::SharedVariability shared = itm::shared_variability(link, variability);
  KernelLink& k = kernel_;
  k.height_m[0] = link.tx_height_m;
  k.height_m[1] = link.rx_height_m;
  k.to_centre = tower_at == TowerAt::kPosts;
  k.frequency_mhz = link.frequency_mhz;
  k.wave_number = medium.wave_number;
  k.n0 = link.n0;
  k.impedance_re = medium.ground_impedance.real();
  k.impedance_im = medium.ground_impedance.imag();
  k.impedance_abs = std::abs(medium.ground_impedance);
  k.cube_root_f = std::cbrt(link.frequency_mhz);
  k.log_f = std::log(link.frequency_mhz);
  k.log10_f = std::log10(link.frequency_mhz);
  k.effective_scale_m = std::cbrt(575.7e12 / medium.wave_number);
  k.step_m = step_m;
  set_path_nodes(k);
  k.median = kernel_curve(shared.median);
  k.time_spread = kernel_curve(shared.time_spread);
  k.time_factor = shared.time_factor;
  k.z_t = shared.z_time;
  k.z_l = shared.z_location;
  k.z_s = shared.z_situation;
  k.sigma_s_base = shared.sigma_s_base;
  k.sigma_s_decay = shared.sigma_s_decay;
  k.location_varies = shared.location_varies;
  k.kind = shared.kind;
}

TowerTables::TowerTables(const Terrain& terrain, Place tower, const Window& window) : window_(window) {
  const TerrainShape& shape = terrain.shape();
  terrain_ = {terrain.posts().data(),          shape.rows,   shape.columns,
              terrain.tiles().across,          shape.unit_m, shape.rows_per_deg / kRadians,
              shape.columns_per_deg / kRadians};
  const double lat = tower.lat_deg * kRadians;
  const auto rows = static_cast<std::size_t>(window.rows), columns = static_cast<std::size_t>(window.columns);
  rows_.resize(3 * rows);
  columns_.resize(2 * columns);
  for (std::size_t i = 0; i < rows; ++i) {
    const double at_deg = shape.lat_of(window.row + static_cast<std::int32_t>(i));
    const double dlat = (at_deg - tower.lat_deg) * kRadians;  // as in great_circle_m
    const double half = std::sin(dlat / 2);
    rows_[i] = half * half;
    rows_[rows + i] = std::sin(dlat);
    rows_[2 * rows + i] = std::cos(at_deg * kRadians);
  }
  for (std::size_t i = 0; i < columns; ++i) {
    const double dlon =
        (shape.lon_of(window.column + static_cast<std::int32_t>(i)) - tower.lon_deg) * kRadians;
    columns_[i] = std::sin(dlon / 2);
    columns_[columns + i] = std::sin(dlon);
  }
  const double ground = terrain.height_m(tower);
  kernel_ = {shape.row_of(tower.lat_deg),
             shape.column_of(tower.lon_deg),
             std::sin(lat),
             std::cos(lat),
             ground,
             std::round(ground),
             window.row,
             window.column,
             rows_.data(),
             rows_.data() + rows,
             rows_.data() + 2 * rows,
             columns_.data(),
             columns_.data() + columns};
}

double TowerTables::distance_m(std::int32_t row, std::int32_t column) const {
  const auto r = row - window_.row, c = column - window_.column;
  const double half = kernel_.column_half_sine[c];
  const double hav = kernel_.row_haversine[r] + kernel_.cos_lat * kernel_.row_cos_lat[r] * half * half;
  return 2 * kMeanEarthRadius_m * std::asin(std::sqrt(hav));
}

std::pair<std::int32_t, std::int32_t> TowerTables::columns_within(std::int32_t row, double radius_m) const {
  // Distance grows away from the tower's column on both sides.
  const std::int32_t end = window_.column + window_.columns;
  const std::int32_t middle =
      std::clamp(static_cast<std::int32_t>(std::lround(kernel_.column)), window_.column, end - 1);
  if (distance_m(row, middle) > radius_m) return {middle, 0};
  std::int32_t first = middle, last = middle;
  while (first > window_.column && distance_m(row, first - 1) <= radius_m) --first;
  while (last + 1 < end && distance_m(row, last + 1) <= radius_m) ++last;
  return {first, last - first + 1};
}

Direction TowerTables::direction_of(std::int32_t row, std::int32_t column, const Terrain& terrain,
                                    double rise_m) const {
  const auto r = row - window_.row, c = column - window_.column;
  const double cos_lat = kernel_.row_cos_lat[r];
  const double east = cos_lat * kernel_.column_sin_dlon[c];
  const double north = kernel_.row_sin_dlat[r] + 2 * kernel_.sin_lat * cos_lat * kernel_.column_half_sine[c] *
                                                     kernel_.column_half_sine[c];
  const double azimuth_deg = std::atan2(east, north) / kRadians;
  return direction_to(std::max(1.0, distance_m(row, column)),
                      azimuth_deg < 0 ? azimuth_deg + 360 : azimuth_deg,
                      terrain.height_m(row, column) + rise_m - kernel_.ground_m);
}

const KernelScratch& scratch_of_this_thread(int max_intervals) {
  struct Memory {
    std::vector<float> floats;
    std::vector<double> doubles;
    KernelScratch scratch;
  };
  thread_local Memory memory;
  if (memory.scratch.max_intervals >= max_intervals) return memory.scratch;
  const auto row = static_cast<std::size_t>(kMaxLanes), rows = static_cast<std::size_t>(max_intervals) + 2;
  memory.floats.resize((rows + 256) * row);
  memory.doubles.resize(2 * rows * row);
  memory.scratch = {memory.floats.data(), memory.floats.data() + rows * row, memory.doubles.data(),
                    memory.doubles.data() + rows * row, max_intervals};
  return memory.scratch;
}

namespace {
std::atomic<const Kernel*> asked_for{nullptr};
}  // namespace

const Kernel& active_kernel() {
  static const Kernel& best = best_kernel();
  const Kernel* asked = asked_for.load(std::memory_order_relaxed);
  return asked != nullptr ? *asked : best;
}

void use_kernel(const Kernel* kernel) {
  asked_for = kernel;
}

}  // namespace radio::lanes
