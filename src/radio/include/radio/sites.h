#pragma once
// Every cell of the terrain tried as a tower site.
//
// The paths from all cells to one demand point make one map, that of every tower that could serve it: D
// demand points cost D maps, not one map a cell. The cells that reach the threshold are kept as bits, so that
// the best sites are chosen with exact values.
#include <cstdint>
#include <string>
#include <vector>

#include "radio/coverage.h"
#include "radio/task_results.h"

namespace radio {

struct Demand {
  std::string id;
  Place place;
  double weight = 1;  ///< people, visitors; 0 … 1e9
};

/// The tower that is tried everywhere, and what counts as served.
struct SiteQuestion {
  PathModel model;  ///< its receiver stands at the demand
  double height_m = 0, frequency_mhz = 0, eirp_dbm = 0;
  double threshold_dbm = 0;
  double radius_m = 15'000;
};

/// The cells from which a tower serves one demand: a bit for each of the window's.
struct Reach {
  Window window;
  std::vector<std::uint64_t> bits;
  std::int64_t points = 0;  ///< cells computed

  bool has(std::size_t cell) const { return (bits[cell / 64] >> (cell % 64) & 1) != 0; }
};

struct Site {
  std::int32_t row = 0, column = 0;
  Place place;
  double gain = 0;  ///< weight newly served by this site, after those before it
  double cumulative = 0;
  double bound = 0;                 ///< no choice of as many sites serves more than this
  std::vector<std::size_t> serves;  ///< places in the demand list, newly served
};

class SiteSearch {
 public:
  /// `served[i]`: demand i needs no site. Refuses what CoverageField::prepare refuses, weights that are none,
  /// and demand outside the terrain (radio.sites_demand).
  static base::Result<SiteSearch> prepare(const Terrain& terrain, const SiteQuestion& question,
                                          std::vector<Demand> demand, std::vector<bool> served);

  /// Task i of demand().size(): a pure function of what was prepared, for any thread, process or machine.
  /// Empty for served demand.
  Reach reach_of(std::size_t demand) const;
  /// Takes the result of a task, made here or elsewhere.
  void adopt(std::size_t demand, Reach reach);
  /// The tasks that no result was adopted for, computed on `threads` threads or taken from `kept`. False when
  /// `keep_going` ended it; what was done stays.
  bool compute(int threads, const KeepGoing& keep_going, const TaskResults& kept = {});

  /// The window of all cells within reach of some demand that needs a site.
  const Window& window() const { return window_; }
  std::int64_t points() const;
  const std::vector<Demand>& demand() const { return demand_; }

  /// After compute(): weight newly served by a tower in each cell of the window.
  std::vector<float> gains() const;
  /// Greedily the best, then the best beside it, …; of equal cells the northernmost, then westernmost. Ends
  /// early when nothing more is served. The bound is the least of: what is within reach at all; value / (1 -
  /// (1 - 1/n)^n) of the greedy choice; and for each stage of the choice its value and the n greatest gains
  /// left (Nemhauser, Wolsey and Fisher 1978; Minoux 1978).
  std::vector<Site> best(std::size_t count) const;

 private:
  SiteSearch(const Terrain& terrain, SiteQuestion question)
      : terrain_(terrain), question_(std::move(question)) {}
  Reach reach_of(std::size_t demand, const TaskResults& kept, const base::Sha256& terrain) const;
  std::vector<std::int64_t> whole_gains() const;
  template <class Visit>
  void visit_cells(const Reach& reach, Visit visit) const;

  Terrain terrain_;
  SiteQuestion question_;
  std::vector<Demand> demand_;
  std::vector<std::int64_t> weights_;  ///< in millionths, so that sums are exact in any order
  std::vector<bool> served_;
  std::vector<std::optional<Reach>> reaches_;
  Window window_;
};

/// What a site gives one demand, and where the terrain stands in the way.
struct SiteLink {
  struct Obstacle {
    Place place;
    double height_m = 0;  ///< of the ground there
  };
  double distance_m = 0, level_dbm = 0;
  bool line_of_sight = false;        ///< no ground stands in the direct ray
  std::optional<Obstacle> obstacle;  ///< else the horizon seen from the site
};
SiteLink site_link(const Terrain& terrain, const SiteQuestion& question, Place site, const Demand& demand);

/// The best level of existing towers at each demand within the radius; -infinity where there is none.
std::vector<double> levels_at(const Terrain& terrain, const std::vector<Tower>& towers,
                              const PathModel& model, double radius_m, const std::vector<Demand>& demand,
                              int threads);

/// A first look: the weight that each cell of `window` sees over the bare terrain from `height_m`, on shared
/// radials (a cell takes the nearest one): several dB coarser than the model, and some hundred times faster.
std::vector<float> visible_weight(const Terrain& terrain, const SiteQuestion& question,
                                  const std::vector<Demand>& demand, const Window& window, int threads);

}  // namespace radio
