#pragma once
// Antennas: how much less than its best an antenna sends in a direction.
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"

namespace radio {

/// Seen from the antenna: azimuth clockwise from north, elevation up from the horizon.
struct Direction {
  double azimuth_deg = 0, elevation_deg = 0;
};

/// The same all round and at every elevation.
struct Omni {};

/// A sector after 3GPP TR 36.814, table A.2.1.1-2: A = min(A_H + A_V, A_m).
struct Sector {
  double horizontal_width_deg = 65;  ///< between the points 3 dB below the best
  double vertical_width_deg = 10;
  double electrical_tilt_deg = 0;  ///< down
  double front_to_back_db = 25;    ///< A_m
  double side_lobe_db = 20;        ///< SLA_V
};

/// Measured losses at each degree, from a pattern file. Vertical 0 is the horizon, growing downwards.
struct Pattern {
  std::string name;
  double gain_dbi = 0;
  double frequency_mhz = 0;        ///< 0: the file does not say
  double electrical_tilt_deg = 0;  ///< as the file says; its curves hold it already
  std::array<double, 360> horizontal_db{}, vertical_db{};
};

struct Antenna {
  std::variant<Omni, Sector, std::shared_ptr<const Pattern>> shape;
  double azimuth_deg = 0;
  double mechanical_tilt_deg = 0;  ///< down, in the direction of the azimuth
};

/// Loss against the best direction, dB, not negative. A mechanical tilt turns into its cosine off the
/// azimuth.
double antenna_loss_db(const Antenna& antenna, Direction direction);

/// Azimuth and elevation from one place to another: great circle on a sphere of 6371 km, and the ray on an
/// effective earth of 4/3 of it. `rise_m` is the receiver's height above the transmitter's, both above sea
/// level.
Direction direction_to(double distance_m, double azimuth_deg, double rise_m);

/// Planet/MSI pattern file: NAME, FREQUENCY, GAIN (dBd unless it says dBi), TILT, HORIZONTAL 360, VERTICAL
/// 360 with a line "degree loss" for each degree. Refuses (kInvalid, "radio.msi_…", with the line) curves
/// that are not whole, numbers that are none, losses outside 0 … 200 dB, and text over 1 MiB.
base::Result<Pattern> parse_msi(std::string_view text);

}  // namespace radio
