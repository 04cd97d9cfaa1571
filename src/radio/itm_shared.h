#pragma once
// What of a link does not depend on the path, as numbers: for the batched model.
#include "radio/itm.h"

namespace radio::itm {

/// [TN101, equations III.69 and III.70], with the constants that fit a climate.
struct ClimateCurve {
  double c1 = 0, c2 = 0, x1_m = 1, x2_m = 0, x3_m = 1;
};

/// The quantile asked for, reduced: sigma_T = time_spread(d) * time_factor, sigma_S = base + decay exp(-d /
/// 100 km).
struct SharedVariability {
  ClimateCurve median, time_spread;
  double time_factor = 1;
  double z_time = 0, z_location = 0, z_situation = 0;
  double sigma_s_base = 0, sigma_s_decay = 0;
  bool location_varies = false;
  int kind = 2;  ///< mdvar without its tens
};

/// Of a link and a variability that were checked.
SharedVariability shared_variability(const Link& link, const Variability& variability);

}  // namespace radio::itm
