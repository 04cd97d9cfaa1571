#pragma once
// Prepares the tables that the batched model reads: of a link, of a tower, of a thread.
#include <memory>
#include <utility>
#include <vector>

#include "lanes/kernel.h"
#include "radio/coverage.h"

namespace radio::lanes {

inline constexpr double kMeanEarthRadius_m = 6371000;

class LinkTables {
 public:
  LinkTables(const itm::Link& link, const itm::Variability& variability, double step_m, double radius_m,
             TowerAt tower_at = TowerAt::kPlace);
  const KernelLink& kernel() const { return kernel_; }
  int max_intervals() const { return max_intervals_; }

 private:
  KernelLink kernel_;
  int max_intervals_;
};

class TowerTables {
 public:
  TowerTables(const Terrain& terrain, Place tower, const Window& window);
  TowerTables(TowerTables&&) = default;

  const KernelTerrain& terrain() const { return terrain_; }
  const KernelTower& kernel() const { return kernel_; }

  double distance_m(std::int32_t row, std::int32_t column) const;
  /// First column and number of columns of the posts of a row within the radius.
  std::pair<std::int32_t, std::int32_t> columns_within(std::int32_t row, double radius_m) const;

  /// From the antenna to a receiver whose height above ground exceeds the antenna's by `rise_m`.
  Direction direction_of(std::int32_t row, std::int32_t column, const Terrain& terrain, double rise_m) const;

 private:
  Window window_;
  KernelTerrain terrain_;
  KernelTower kernel_;
  std::vector<double> rows_, columns_;  // the tables, one after the other
};

/// Grows as needed and is kept for the next call.
const KernelScratch& scratch_of_this_thread(int max_intervals);

/// best_kernel(), unless a test has asked for another.
const Kernel& active_kernel();
/// Nullptr: the best again.
void use_kernel(const Kernel* kernel);

}  // namespace radio::lanes
