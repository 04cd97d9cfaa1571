#pragma once
// Latitude and longitude in the forms that people type: decimal degrees, degrees-minutes-seconds, hemispheres
// in Indonesian and English, one to a cell or both in one.
#include <optional>
#include <string>
#include <string_view>

namespace tables {

enum class Axis { kUnknown, kLatitude, kLongitude };

struct Angle {
  double degrees = 0;          ///< south and west negative
  Axis axis = Axis::kUnknown;  ///< where a letter tells it: LS, LU, S, N, BT, BB, E, W
  bool has_sign = false;       ///< a minus, a plus or a hemisphere was typed
};

enum class AngleFault {
  kNone,
  kNotAngle,     ///< words, or a form we do not know
  kNotFinite,    ///< NaN, inf
  kMinutes,      ///< minutes or seconds of 60 and more
  kMarksAstray,  ///< "-2.614.901": a spreadsheet took the decimal mark for one of thousands; see `digits`
  kProjected,    ///< "48M 345678 9712345": metres of a projection, not degrees
};

struct AngleResult {
  std::optional<Angle> angle;
  AngleFault fault = AngleFault::kNone;
  bool negative = false;    ///< for kMarksAstray
  std::string digits = {};  ///< for kMarksAstray: all of them, without marks
};

/// "-2,614901", "2°36'53,6\" LS", "S 2.61", "102 23 42 BT", "2:36:53.6 S", "2°36.89'", "Lintang: -2.6".
/// Degrees beyond 90 or 180 are given as they are: judging them is the caller's.
AngleResult parse_angle(std::string_view cell);

struct AnglePair {
  Angle first, second;  ///< in the order typed
  /// Latitude and longitude where letters or sizes tell which is which, else latitude first.
  double latitude = 0, longitude = 0;
};

/// "-2.614901, 102.395131", "2°36'53\"S 102°23'42\"E", "-2,6149; 102,3951", "-2,6149, 102,3951", "(102.39
/// -2.61)", "POINT(102.39 -2.61)", links to maps with "@-2.61,102.39" or "q=-2.61,102.39".
std::optional<AnglePair> parse_angle_pair(std::string_view cell);

}  // namespace tables
