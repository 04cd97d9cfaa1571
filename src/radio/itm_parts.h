#pragma once
// The steps of the Irregular Terrain Model, in the order in which a call passes them.
#include <complex>

#include "radio/itm.h"

namespace radio::itm {

inline constexpr double kEarthRadius_m = 6370e3;

/// What the waves meet, apart from the shape of the terrain.
struct Medium {
  double frequency_mhz = 0;
  double wave_number = 0;  ///< 1/m: f / 47.7
  std::complex<double> ground_impedance;
  double surface_refractivity = 0;  ///< N_s
  double earth_radius_m = 0;        ///< effective, a_e
  double height_m[2] = {0, 0};      ///< structural
  bool point_to_point = true;
};

/// Return code of what NTIA's software refuses in a link; sets warnings.
int check_link(const Link& link, unsigned& warnings);
int check_variability(const Variability& variability);

/// [Algorithm, equations 1.1 to 1.5; Program, section 41, "qlrps"]: wave number, refractivity, effective
/// earth and ground impedance. `system_height_m`: mean height of the path above sea level.
Medium medium_of(const Link& link, double system_height_m, bool point_to_point);

/// Fills horizons, effective heights and delta_h of `out` from the profile: [Program, sections 43 to 46,
/// "qlrpfl"].
template <class Height>
void analyse_terrain(const BasicProfile<Height>& profile, const Medium& medium, Reference& out);

/// The same for an area: [Algorithm, equations 3.1 to 3.4; Program, section 42, "qlra"].
void analyse_area(const Area& area, const Medium& medium, Reference& out);

/// Fills the reference attenuation and the mode: [Algorithm, equations 4.1 to 4.8; Program, section 4,
/// "lrprop"].
void attenuate(const Medium& medium, Reference& out);

/// [Algorithm, equation 3.9; ERL 79-ITS 67, equation 3]: roughness over a distance; delta_h is its value at
/// an infinite one.
double roughness_m(double distance_m, double delta_h_m);

}  // namespace radio::itm
