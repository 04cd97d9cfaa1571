#pragma once
// The level that a tower gives at every post of the terrain around it, each over its own great circle.
//
// A field is prepared once and then asked for rows, in any order and from any number of threads: each row is
// a pure function of what it was prepared from, so that a run can be split, resumed and repeated with the
// same bits.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "radio/antenna.h"
#include "radio/itm.h"
#include "radio/terrain.h"

namespace radio {

struct Tower {
  std::string name;
  Place place;
  double height_m = 0;  ///< of the antenna above ground
  double frequency_mhz = 0;
  double eirp_dbm = 0;  ///< in the antenna's best direction
  Antenna antenna = {};
};

/// What all paths share. The defaults are those of `radio loss`.
struct PathModel {
  double rx_height_m = 1.5;
  double step_m = 90;  ///< profiles have ceil(distance / step) intervals, at least 2
  int polarization = 1;
  double epsilon = 15, sigma_s_per_m = 0.005;
  int climate = 1;
  double n0 = 360;
  itm::Variability variability = {};

  itm::Link link(double tx_height_m, double frequency_mhz) const {
    return {tx_height_m, rx_height_m, frequency_mhz, polarization, epsilon, sigma_s_per_m, climate, n0};
  }
};

/// A rectangle of posts.
struct Window {
  std::int32_t row = 0, column = 0, rows = 0, columns = 0;

  std::size_t cells() const { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns); }
  bool empty() const { return rows <= 0 || columns <= 0; }
  Window intersected(const Window& other) const;
  Window joined(const Window& other) const;  ///< the smallest that holds both
  bool operator==(const Window&) const = default;
};

/// Where a field's tower stands. The terrain model is not quite the same both ways, so a path runs as it is
/// asked for.
enum class TowerAt {
  kPlace,  ///< at its place, receivers at the posts
  kPosts,  ///< at each post in turn, the receiver at its place; with an omni antenna
};

class CoverageField {
 public:
  static constexpr double kMaxRadius_m = 300'000, kMaxLat_deg = 70;

  /// `terrain` and its bytes outlive the field. Refuses (radio.tower_…, radio.path_…, each with the tower's
  /// name) a tower outside the terrain, and what the model refuses in a link: heights, frequency, ground,
  /// climate, percentages.
  static base::Result<CoverageField> prepare(const Terrain& terrain, const Tower& tower,
                                             const PathModel& model, double radius_m,
                                             TowerAt tower_at = TowerAt::kPlace);
  CoverageField(CoverageField&&) noexcept;
  CoverageField& operator=(CoverageField&&) noexcept;
  ~CoverageField();

  /// The posts within the radius lie in it.
  const Window& window() const;

  /// Level in dBm, or loss in dB, at the posts of `row` (counted in the terrain) from window().column on; not
  /// a number beyond the radius and where the model gives none. `out` has window().columns. Returns the
  /// number of posts computed.
  std::int64_t row_levels(std::int32_t row, std::span<float> out) const;
  std::int64_t row_losses(std::int32_t row, std::span<float> out) const;

 private:
  struct State;
  explicit CoverageField(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Told from any one thread at a time; answers whether to go on.
using KeepGoing = std::function<bool(std::int64_t done, std::int64_t total)>;

/// Calls work(0) … work(count - 1) on `threads` threads. False when `keep_going` ended it; what work throws
/// goes on to the caller.
bool run_tasks(int threads, std::int64_t count, const std::function<void(std::int64_t)>& work,
               const KeepGoing& keep_going);

struct FieldLevels {
  Window window;
  std::vector<float> level_dbm;  ///< row by row; not a number outside the radius
  std::int64_t points = 0;       ///< posts computed
};

/// All rows of a field. Nothing when `keep_going` ended it.
std::optional<FieldLevels> field_levels(const CoverageField& field, int threads, const KeepGoing& keep_going);

}  // namespace radio
