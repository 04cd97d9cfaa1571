// The first look at sites: what is seen over the bare terrain, on shared radials.
#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>

#include "lanes/setup.h"
#include "radio/sites.h"

namespace radio {
namespace {

/// One demand's view: walks outward and marks the cells from whose mast it is seen.
class View {
 public:
  View(const Terrain& terrain, const SiteQuestion& question, const Demand& demand)
      : terrain_(terrain), height_m_(question.height_m) {
    const TerrainShape& shape = terrain.shape();
    constexpr double kMetresPerDeg = lanes::kMeanEarthRadius_m * std::numbers::pi / 180;
    row_ = static_cast<std::int32_t>(std::lround(shape.row_of(demand.place.lat_deg)));
    column_ = static_cast<std::int32_t>(std::lround(shape.column_of(demand.place.lon_deg)));
    row_m_ = kMetresPerDeg / shape.rows_per_deg;
    column_m_ =
        kMetresPerDeg / shape.columns_per_deg * std::cos(demand.place.lat_deg * std::numbers::pi / 180);
    eye_m_ = terrain.height_m(row_, column_) + question.model.rx_height_m;
    rows_ = static_cast<std::int32_t>(question.radius_m / row_m_);
    columns_ = static_cast<std::int32_t>(question.radius_m / column_m_);
    radius_m_ = question.radius_m;
  }

  /// All that may be marked.
  Window around() const { return {row_ - rows_, column_ - columns_, 2 * rows_ + 1, 2 * columns_ + 1}; }

  template <class Mark>
  void sweep(Mark mark) const {
    mark(row_, column_);
    for (std::int32_t c = -columns_; c <= columns_; ++c) {
      walk(-rows_, c, mark);
      walk(rows_, c, mark);
    }
    for (std::int32_t r = -rows_ + 1; r < rows_; ++r) {
      walk(r, -columns_, mark);
      walk(r, columns_, mark);
    }
  }

 private:
  template <class Mark>
  void walk(std::int32_t down, std::int32_t right, Mark mark) const {
    const std::int32_t steps = std::max(std::abs(down), std::abs(right));
    const double dr = static_cast<double>(down) / steps, dc = static_cast<double>(right) / steps;
    const double step_m = std::hypot(dr * row_m_, dc * column_m_);
    constexpr double kBentEarth_m = 2 * 4.0 / 3 * lanes::kMeanEarthRadius_m;
    double steepest = -1e9;
    for (std::int32_t k = 1; k <= steps; ++k) {
      const auto r = row_ + static_cast<std::int32_t>(std::lround(dr * k)),
                 c = column_ + static_cast<std::int32_t>(std::lround(dc * k));
      const double distance = k * step_m;
      if (distance > radius_m_ || r < 0 || c < 0 || r >= terrain_.shape().rows ||
          c >= terrain_.shape().columns)
        return;
      const double ground = terrain_.height_m(r, c) - eye_m_ - distance * distance / kBentEarth_m;
      if (ground + height_m_ >= steepest * distance) mark(r, c);
      steepest = std::max(steepest, ground / distance);
    }
  }

  const Terrain& terrain_;
  double height_m_, row_m_ = 0, column_m_ = 0, eye_m_ = 0, radius_m_ = 0;
  std::int32_t row_ = 0, column_ = 0, rows_ = 0, columns_ = 0;
};

}  // namespace

std::vector<float> visible_weight(const Terrain& terrain, const SiteQuestion& question,
                                  const std::vector<Demand>& demand, const Window& window, int threads) {
  std::vector<std::int64_t> sum(window.cells());
  std::mutex adding;
  const auto look_from = [&](std::int64_t i) {
    const Demand& one = demand[static_cast<std::size_t>(i)];
    const View view(terrain, question, one);
    const Window near = window.intersected(view.around());
    if (near.empty()) return;
    std::vector<std::uint8_t> seen(near.cells());
    view.sweep([&](std::int32_t r, std::int32_t c) {
      const std::int32_t y = r - near.row, x = c - near.column;
      if (y >= 0 && x >= 0 && y < near.rows && x < near.columns)
        seen[static_cast<std::size_t>(y) * static_cast<std::size_t>(near.columns) +
             static_cast<std::size_t>(x)] = 1;
    });
    const std::int64_t weight = std::llround(one.weight * 1e6);
    const std::lock_guard lock(adding);
    for (std::int32_t y = 0; y < near.rows; ++y) {
      const std::uint8_t* from = seen.data() + static_cast<std::ptrdiff_t>(y) * near.columns;
      std::int64_t* to = sum.data() +
                         static_cast<std::ptrdiff_t>(near.row + y - window.row) * window.columns +
                         (near.column - window.column);
      for (std::int32_t x = 0; x < near.columns; ++x) to[x] += from[x] * weight;
    }
  };
  run_tasks(threads, static_cast<std::int64_t>(demand.size()), look_from, {});
  std::vector<float> weights(sum.size());
  std::ranges::transform(sum, weights.begin(),
                         [](std::int64_t s) { return static_cast<float>(static_cast<double>(s) / 1e6); });
  return weights;
}

}  // namespace radio
