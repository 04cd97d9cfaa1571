#pragma once
// The batched terrain model: the loss from one place to many posts of the terrain or from them to it, each
// over its own great circle, several posts to a vector register. Plain data only: the implementations are
// compiled for different processors.
#include <cstddef>
#include <cstdint>

namespace radio::lanes {

/// Degree of the polynomial that carries a great circle across the terrain, fitted at one more Chebyshev
/// nodes. Its greatest distance from the great circle, over 24 directions: 0.00001 mm to 60 km and 0.05 mm to
/// 300 km, at 70 degrees.
inline constexpr int kPathDegree = 6, kPathNodes = kPathDegree + 1;

struct KernelTerrain {
  const std::int16_t* posts = nullptr;
  std::int32_t rows = 0, columns = 0, tiles_across = 0;
  double unit_m = 1;
  double rows_per_rad = 0, columns_per_rad = 0;
};

/// The place that all paths begin or end at, and what its rows and columns of posts have in common. Tables
/// begin at first_row and first_column.
struct KernelTower {
  double row = 0, column = 0;  ///< of the place, in posts
  double sin_lat = 0, cos_lat = 0;
  double ground_m = 0;  ///< terrain there
  double base_m = 0;    ///< profiles are kept relative to it, so that floats are fine enough
  std::int32_t first_row = 0, first_column = 0;
  const double* row_haversine = nullptr;  ///< sin²(dlat / 2)
  const double* row_sin_dlat = nullptr;
  const double* row_cos_lat = nullptr;
  const double* column_half_sine = nullptr;  ///< sin(dlon / 2)
  const double* column_sin_dlon = nullptr;
};

/// Curve of [Algorithm, equations 5.5 and 5.7].
struct KernelCurve {
  double c1 = 0, c2 = 0, x1_m = 1, x2_m = 0, x3_m = 1;
};

/// The link as numbers that all receivers share.
struct KernelLink {
  double height_m[2] = {0, 0};  ///< of the transmitter, of the receiver
  bool to_centre = false;       ///< the posts transmit, the place receives
  double frequency_mhz = 0, wave_number = 0, n0 = 0;
  double impedance_re = 0, impedance_im = 0, impedance_abs = 0;
  double cube_root_f = 0, log_f = 0, log10_f = 0;
  double effective_scale_m = 0;  ///< cube root of 575.7e12 / wave number: [Algorithm, equation 5.3]
  double step_m = 90;
  double node[kPathNodes] = {};  ///< of the path polynomial, as parts of the distance
  double node_to_power[kPathNodes][kPathNodes] =
      {};  ///< coefficient of v^i from the value at node j, v = 2 k / n - 1
  // Variability, reduced to its constants: see variability_constants() in link.cpp.
  KernelCurve median, time_spread;
  double time_factor = 1, z_t = 0, z_l = 0, z_s = 0;
  double sigma_s_base = 0, sigma_s_decay = 0;
  bool location_varies = false;
  int kind = 2;
};

/// Scratch memory of one thread: floats and doubles for one group of receivers.
struct KernelScratch {
  float* heights = nullptr;  ///< kernel_scratch_floats()
  float* samples = nullptr;  ///< 256 × lanes
  double* sums = nullptr;    ///< kernel_scratch_doubles()
  double* moments = nullptr;
  int max_intervals = 0;
};

struct Kernel {
  const char* name;
  int lanes;  ///< posts in a group
  /// For `count` <= lanes posts (row[i], column[i]) within the tower's tables: basic
  /// transmission loss in dB; not a number where the model refuses. Distances under 1 m count as 1 m of free
  /// space.
  void (*losses)(const KernelTerrain&, const KernelTower&, const KernelLink&, const KernelScratch&, int count,
                 const std::int32_t* row, const std::int32_t* column, float* loss_db);
};

inline constexpr int kMaxLanes = 16;

extern const Kernel kKernelGeneric;
#if defined(SERUMPUN_X86_KERNELS)
extern const Kernel kKernelAvx2, kKernelAvx512;
#endif

/// The widest one that this processor runs.
const Kernel& best_kernel();

}  // namespace radio::lanes
