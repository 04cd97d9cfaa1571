#pragma once
// ITU-R P.2108-1: loss by the buildings and trees around a terminal.
#include <limits>

namespace radio::p2108 {

/// Numbers of refusals as in NTIA's published software.
enum ReturnCode : int {
  kSuccess = 0,
  kHeightGainFrequency = 32,
  kHeightGainHeight = 33,
  kHeightGainStreetWidth = 34,
  kHeightGainClutterHeight = 35,
  kHeightGainClutterType = 36,
  kTerrestrialFrequency = 48,
  kTerrestrialDistance = 49,
  kTerrestrialPercentage = 50,
  kAeronauticalFrequency = 64,
  kAeronauticalAngle = 65,
  kAeronauticalPercentage = 66,
};

enum class Clutter : int { kWater = 1, kOpen = 2, kSuburban = 3, kUrban = 4, kTrees = 5, kDenseUrban = 6 };

struct Answer {
  int rc = kSuccess;
  double loss_db = std::numeric_limits<double>::quiet_NaN();
};

struct Surroundings {
  double frequency_ghz = 0;    ///< 0.03 … 3
  double height_m = 0;         ///< of the antenna above ground; > 0
  double street_width_m = 27;  ///< > 0
  double clutter_m = 0;        ///< representative height; > 0
  int clutter = 0;             ///< a Clutter
};
/// Section 3.1: median loss of an antenna below the roofs around it; 0 above them.
Answer height_gain(const Surroundings& terminal);

struct Terrestrial {
  double frequency_ghz = 0;      ///< 0.5 … 67
  double distance_km = 0;        ///< >= 0.25
  double location_percent = 50;  ///< inside 0 … 100: of places with no greater loss
};
/// Section 3.2: one terminal within urban or suburban clutter.
Answer terrestrial(const Terrestrial& path);

struct Aeronautical {
  double frequency_ghz = 0;      ///< 10 … 100
  double elevation_deg = 0;      ///< 0 … 90, of the aircraft or satellite
  double location_percent = 50;  ///< inside 0 … 100
};
/// Section 3.3: between a terminal in clutter and an aircraft or satellite.
Answer aeronautical(const Aeronautical& path);

}  // namespace radio::p2108
