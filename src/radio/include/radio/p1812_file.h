#pragma once
// Profiles as ITU-R Study Group 3 exchanges them: text with a few named lines and a table of points.
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "radio/p1812.h"

namespace radio {

struct P1812File {
  std::vector<double> distance_km, height_m, clutter_m;
  std::vector<std::uint8_t> zones;

  p1812::Path path() const { return {distance_km, height_m, clutter_m, zones}; }
};

/// Reads the points after "Number of Points:"; each line is distance (km), height (m), coverage code, ground
/// cover height (m), radio-meteorological zone. An empty cover is none, an empty zone inland. Refuses
/// (kInvalid) a file without points (radio.profile_none), with over a million or more than it holds
/// (radio.profile_count), and a cell that is no number (radio.profile_number, with the line).
base::Result<P1812File> parse_p1812_file(std::string_view text);

}  // namespace radio
