#pragma once
// ITU-R P.1812-6: a second, independent path model, so that places where two respected models disagree show
// as doubt.
//
// Annex 1 of the Recommendation, outdoors. Equation numbers in the source are those of P.1812-6.
#include <cstdint>
#include <limits>
#include <span>

namespace radio::p1812 {

enum Zone : std::uint8_t { kSea = 1, kCoast = 3, kInland = 4 };

/// The terrain, point by point; distances ascend from 0 at the transmitter and need not be equal.
struct Path {
  std::span<const double> distance_km;
  std::span<const double> height_m;     ///< above mean sea level
  std::span<const double> clutter_m;    ///< representative clutter height of each point; empty: none
  std::span<const std::uint8_t> zones;  ///< of each point; empty: inland throughout
};

struct Link {
  double frequency_ghz = 0;  ///< 0.03 … 6; outside, computed with a warning
  double tx_height_m = 0;    ///< above ground, 1 … 3000
  double rx_height_m = 0;
  int polarization = 1;          ///< 0 horizontal, 1 vertical, as in the terrain model
  double time_percent = 50;      ///< 1 … 50: loss not exceeded for this part of the average year
  double location_percent = 50;  ///< inside 0 … 100
  double location_sigma_db = 0;  ///< see location_sigma_db() below
  double delta_n = 45;  ///< fall of refractivity in the lowest kilometre, N-units/km, positive; Figure 1
  double n0 = 360;      ///< sea-level refractivity at the middle of the path; Figure 2
  double centre_latitude_deg = 0;  ///< of the middle of the path
  double tx_to_coast_km = 500;     ///< over land, towards the other end
  double rx_to_coast_km = 500;
};

/// Our own numbers: the Recommendation has none.
enum ReturnCode : int {
  kSuccess = 0,
  kSuccessWithWarnings = 1,
  kTime = 2001,
  kTxHeight = 2002,
  kRxHeight = 2003,
  kPolarization = 2004,
  kProfile = 2005,  ///< fewer than 5 points, not ascending from 0, heights not finite, lengths that differ
  kZone = 2006,
  kLocation = 2007,
  kCoastDistance = 2008,
  kFrequency = 2009,   ///< not a positive number
  kAtmosphere = 2010,  ///< delta_n, n0 or latitude impossible
};

enum Warning : unsigned { kWarnFrequency = 0x1 };

/// Every value that the Recommendation names, with its equation.
struct Steps {
  double distance_km = 0;
  double tx_horizon_km = 0, rx_horizon_km = 0;        // d_lt (80), d_lr (83)
  double tx_horizon_mrad = 0, rx_horizon_mrad = 0;    // theta_t (79), theta_r (81, 82)
  double angular_distance_mrad = 0;                   // theta (84)
  double sea_fraction = 0;                            // omega (1)
  double longest_land_km = 0, longest_inland_km = 0;  // d_tm, d_lm
  double anomalous_time_percent = 0;                  // beta_0 (5)
  double earth_radius_km = 0;                         // a_e (7a)
  double smooth_tx_m = 0, smooth_rx_m = 0;            // h_st, h_sr (87, 88), as fitted
  double duct_tx_m = 0, duct_rx_m = 0;                // the same, not above ground (92)
  double diffraction_tx_m = 0, diffraction_rx_m = 0;  // h_std, h_srd (91)
  double effective_tx_m = 0, effective_rx_m = 0;      // h_te, h_re (94)
  double roughness_m = 0;                             // h_m (95)
  double f_i = 1, f_j = 0, f_k = 0;                   // interpolation (40, 57, 58)
  double free_space_db = 0;                           // L_bfs (8)
  double los_p_db = 0, los_beta_db = 0;               // L_b0p (10), L_b0beta (11)
  double bullington_actual_db = 0, bullington_smooth_db = 0,
         spherical_db = 0;  // (21, 27) for the radius of beta_0
  double diffraction_50_db = 0, diffraction_beta_db = 0, diffraction_p_db = 0;  // (39), (41)
  double loss_diffraction_50_db = 0, loss_diffraction_p_db = 0;                 // L_bd50 (42), L_bd (43)
  double notional_los_db = 0;                                                   // L_min_b0p (59)
  double anomalous_db = 0;                                                      // L_ba (46)
  double notional_anomalous_db = 0;                                             // L_min_bap (60)
  double diffraction_or_duct_db = 0, modified_db = 0;                           // L_bda (61), L_bam (62)
  double troposcatter_db = 0;                                                   // L_bs (44)
  double combined_db = 0;                                                       // L_bc (63)
};

struct Answer {
  int rc = kSuccess;
  unsigned warnings = 0;
  double loss_db =
      std::numeric_limits<double>::quiet_NaN();  ///< L_b (69): basic transmission loss not exceeded
  bool beyond_horizon = false;
  Steps steps;
};

Answer loss(const Link& link, const Path& path);

/// Standard deviation of loss from place to place within a square of `resolution_m`: section 4.8, equation 64
/// … 66.
double location_sigma_db(double frequency_ghz, double rx_height_m, double clutter_m, double resolution_m);

/// Fall of refractivity in the lowest kilometre that goes with a refractivity at the surface, on average over
/// the year: B. R. Bean and G. D. Thayer, Proc. IRE 47 (1959), 740. The terrain model's radius of the earth
/// comes from the same relation [Algorithm, equation 3], so that both models stand in the same air.
double mean_delta_n(double surface_refractivity);

struct Ends {
  double tx_latitude_deg = 0, tx_longitude_deg = 0, rx_latitude_deg = 0, rx_longitude_deg = 0;
};
/// Latitude of the middle of a path of that length: ITU-R P.2001, attachment H.
double centre_latitude_deg(const Ends& ends, double distance_km);

}  // namespace radio::p1812
