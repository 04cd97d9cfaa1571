#pragma once
// The parts of ITU-R P.1812-6 that p1812.cpp puts together.
#include "radio/p1812.h"

namespace radio::p1812 {

inline constexpr double kLightGhz_m = 0.2998;  ///< wavelength in metres is this over GHz

/// Section 5.6 and the horizons of section 5: fills the geometry of `steps`; true for a path beyond the
/// horizon.
bool analyse_profile(const Link& link, const Path& path, Steps& steps);

/// Section 4.5, ducting and layer reflection: L_ba (46).
double anomalous_db(const Link& link, const Path& path, const Steps& steps);

/// Diffraction of one effective earth radius: section 4.3.4, "delta-Bullington".
struct Diffraction {
  double actual_db = 0, smooth_db = 0, spherical_db = 0;  ///< (21) twice, (27)
  double total_db() const {
    return actual_db + (spherical_db > smooth_db ? spherical_db - smooth_db : 0);
  }  // (39)
};
Diffraction diffraction(const Link& link, const Path& path, const Steps& steps, double earth_radius_km);

/// Antennas above mean sea level.
inline double tx_top_m(const Link& link, const Path& path) {
  return path.height_m.front() + link.tx_height_m;
}
inline double rx_top_m(const Link& link, const Path& path) {
  return path.height_m.back() + link.rx_height_m;
}

}  // namespace radio::p1812
