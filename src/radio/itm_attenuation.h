#pragma once
// What the regimes of the reference attenuation share: [Algorithm, equations 3.5 to 3.8 and 4.1].
#include "arithmetic.h"
#include "itm_parts.h"

namespace radio::itm {

/// Distances that several steps share.
struct Reach {
  double smooth_m[2];    // d_Lsj (3.5)
  double smooth_sum_m;   // d_Ls (3.6)
  double horizon_sum_m;  // d_L (3.7)
  double los_angle_rad;  // -theta_e (3.8), angular distance of the line-of-sight region
};

/// Attenuation as a straight line of distance.
struct Slope {
  double per_m = 0, at_zero_db = 0;
  double at(double distance_m) const { return at_zero_db + per_m * distance_m; }
};

/// [Algorithm, equations 4.52 to 4.59], beyond the smooth-earth horizon: the diffraction line, and the
/// troposcatter line past the point where they meet. `scale_m` is (a_e² / f)^(1/3).
void beyond_horizon(const Medium& medium, const Reach& reach, const Slope& diffraction, double scale_m,
                    Reference& out);

}  // namespace radio::itm
