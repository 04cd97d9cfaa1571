#pragma once
// Several towers together: who serves each place best and second best, where they overlap, what is lost when
// one fails.
#include "radio/coverage.h"
#include "radio/task_results.h"

namespace radio {

/// A post as the network serves it.
struct Served {
  float best_dbm = 0, second_dbm = 0;  ///< not a number where there is none
  std::int32_t best = -1, second = -1;
};

/// What one tower means to the rest, at a threshold.
struct TowerShare {
  std::int64_t best_cells = 0;     ///< at the threshold or better, and it serves best
  std::int64_t overlap_cells = 0;  ///< of those, some other tower reaches the threshold too
  double best_km2 = 0;
  double lost_km2 = 0;  ///< nobody else reaches the threshold: lost when this one fails
};

class Network {
 public:
  /// The bytes of `terrain` outlive the network.
  Network(const Terrain& terrain, PathModel model, double radius_m);

  /// The new tower's place in the list. Refuses as CoverageField::prepare does.
  base::Result<std::size_t> add(const Tower& tower);
  /// Puts another in its place. Only its own field is computed again; what is served changes nowhere outside
  /// the window that is answered.
  base::Result<Window> replace(std::size_t index, const Tower& tower);

  std::size_t size() const { return fields_.size(); }

  /// Computes the fields that are not yet, or takes them from `kept`. False when `keep_going` ended it; what
  /// was computed stays and is not computed again. Counts rows.
  bool compute(int threads, const KeepGoing& keep_going, const TaskResults& kept = {});
  /// Posts computed by compute() so far.
  std::int64_t points() const;

  /// The smallest window that holds all towers' reach.
  Window window() const;
  /// After compute(): row by row. Of equal levels the tower listed first serves.
  std::vector<Served> served(const Window& window) const;
  std::vector<TowerShare> shares(const Window& window, std::span<const Served> served,
                                 double threshold_dbm) const;

 private:
  struct Part {
    Tower tower;
    CoverageField field;
    std::optional<FieldLevels> levels;
  };
  Terrain terrain_;
  PathModel model_;
  double radius_m_;
  std::vector<Part> fields_;
};

/// Area of the ground around a post of that row, km².
double post_area_km2(const TerrainShape& shape, std::int32_t row);

}  // namespace radio
