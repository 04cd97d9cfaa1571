#pragma once
// The Irregular Terrain Model (Longley–Rice) 1.2.2: loss over a terrain profile, or over an area known only
// by its roughness.
//
// Written from the published algorithm. In the sources, [Algorithm] is G. Hufford, "The ITS Irregular Terrain
// Model, version 1.2.2: The Algorithm"; [Program] his annotated program, "The Irregular Terrain Model", by
// section; [82-100] NTIA Report 82-100; [TN101] NBS Technical Note 101; [ERL 79-ITS 67] Longley and Rice
// 1968; [Vogler 1964] Radio Science 68D, 819. Numbers of errors, warnings and modes are those
// of NTIA's software.
#include <limits>

#include "radio/profile.h"

namespace radio::itm {

/// What is fixed for a link: its ends, the ground, the air. Out of range is answered with a return code,
/// never corrected.
struct Link {
  double tx_height_m = 0;        ///< above ground; 0.5 … 3000
  double rx_height_m = 0;        ///< above ground; 0.5 … 3000
  double frequency_mhz = 0;      ///< 20 … 20000
  int polarization = 1;          ///< 0 horizontal, 1 vertical
  double epsilon = 15;           ///< relative permittivity of the ground; >= 1
  double sigma_s_per_m = 0.005;  ///< conductivity of the ground; > 0
  int climate = 1;               ///< 1 equatorial … 7 maritime temperate over sea
  double n0 = 360;               ///< refractivity at sea level, N-units; 250 … 400
};

/// Which quantile of the loss is asked for. All percentages lie inside 0 … 100, both ends excluded.
struct Variability {
  int mdvar = 12;  ///< 0 single message, 1 accidental, 2 mobile, 3 broadcast; +10 without location
                   ///< variability, +20 without situation variability
  double time_percent = 50;
  double location_percent = 50;
  double situation_percent = 50;
  bool confidence_reliability =
      false;  ///< only changes the number of a refused percentage: 1007 for time, 1006 for situation

  /// The other way to ask: reliability stands for time, confidence for situation, and location is the median.
  static Variability from_confidence(int mdvar, double confidence_percent, double reliability_percent) {
    return {mdvar, reliability_percent, 50, confidence_percent, true};
  }
};

enum ReturnCode : int {
  kSuccess = 0,
  kSuccessWithWarnings = 1,
  kTxHeight = 1000,
  kRxHeight = 1001,
  kClimate = 1002,
  kTime = 1003,
  kLocation = 1004,
  kSituation = 1005,
  kConfidence = 1006,
  kReliability = 1007,
  kRefractivity = 1008,
  kFrequency = 1009,
  kPolarization = 1010,
  kEpsilon = 1011,
  kSigma = 1012,
  kGroundImpedance = 1013,  ///< its imaginary part exceeds its real part
  kMdvar = 1014,
  kEffectiveEarth = 1016,
  kPathDistance = 1017,
  kDeltaH = 1018,
  kTxSiting = 1019,
  kRxSiting = 1020,
  kSurfaceRefractivitySmall = 1021,
  kSurfaceRefractivityLarge = 1022,
};

enum Warning : unsigned {
  kWarnTxHeight = 0x0001,
  kWarnRxHeight = 0x0002,
  kWarnFrequency = 0x0004,
  kWarnDistanceTooBig1 = 0x0008,    ///< over 1000 km
  kWarnDistanceTooBig2 = 0x0010,    ///< over 2000 km
  kWarnDistanceTooSmall1 = 0x0020,  ///< a ray steeper than 200 mrad between the effective heights
  kWarnDistanceTooSmall2 = 0x0040,  ///< under 1 km
  kWarnTxHorizonAngle = 0x0080,     ///< over 200 mrad
  kWarnRxHorizonAngle = 0x0100,
  kWarnTxHorizonNear = 0x0200,  ///< under 1/10 of the smooth-earth horizon
  kWarnRxHorizonNear = 0x0400,
  kWarnTxHorizonFar = 0x0800,  ///< over 3 times the smooth-earth horizon
  kWarnRxHorizonFar = 0x1000,
  kWarnExtremeVariability = 0x2000,  ///< a quantile beyond 3.1 standard deviations
  kWarnSurfaceRefractivity = 0x4000,
};

enum class Mode : int { kNotSet = 0, kLineOfSight = 1, kDiffraction = 2, kTroposcatter = 3 };

/// What the terrain gave, before any quantile: everything that variability needs, and all intermediate
/// values. Index 0 is the transmitter, 1 the receiver.
struct Reference {
  int rc = kSuccess;  ///< kSuccess, or why there is no answer
  unsigned warnings = 0;
  Mode mode = Mode::kNotSet;
  double distance_m = 0;
  double horizon_angle_rad[2] = {0, 0};
  double horizon_distance_m[2] = {0, 0};
  double effective_height_m[2] = {0, 0};
  double surface_refractivity = 0;  ///< N_s, N-units
  double delta_h_m = 0;             ///< terrain irregularity: inter-decile range of heights about their line
  double reference_attenuation_db = 0;
  double free_space_db = 0;
  /// No ground of the profile stands in the direct ray. The mode does not say so: kLineOfSight is within the
  /// horizon of a smooth earth, hills or not.
  bool free_sight = false;
};

struct Answer {
  int rc = kSuccess;  ///< kSuccess, kSuccessWithWarnings, or why there is no answer
  unsigned warnings = 0;
  double loss_db =
      std::numeric_limits<double>::quiet_NaN();  ///< basic transmission loss; not a number when refused
  Reference reference;
};

/// Loss over `profile`, which needs at least 2 intervals for a meaningful answer and is refused
/// (kPathDistance) below 1 interval, for a spacing that is not positive, and for heights that are not finite.
Answer point_to_point(const Link& link, const Profile& profile, const Variability& variability = {});
Answer point_to_point(const Link& link, const FloatProfile& profile, const Variability& variability = {});

/// The same in two steps, for callers that ask several quantiles of one path.
Reference point_to_point_reference(const Link& link, const Profile& profile);
Reference point_to_point_reference(const Link& link, const FloatProfile& profile);
/// Adds `variability` to a reference: [Algorithm, equations 5.1 to 5.11]. Keeps the reference's warnings and
/// adds its own.
Answer with_variability(const Link& link, const Reference& reference, const Variability& variability);

/// How a terminal was placed in an area.
enum class Siting : int { kRandom = 0, kCareful = 1, kVeryCareful = 2 };

struct Area {
  double distance_m = 0;  ///< > 0
  double delta_h_m = 0;   ///< >= 0; 0 water, 90 hills, 200 mountains
  int tx_siting = 0;      ///< a Siting
  int rx_siting = 0;
};

/// Loss over an area known only by its roughness: [Algorithm, equations 3.1 to 3.4], then as over a profile.
Answer area(const Link& link, const Area& area, const Variability& variability = {});

}  // namespace radio::itm
