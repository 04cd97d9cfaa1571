#pragma once
// Angles and lengths on the sphere of geo/point.h.
#include <numbers>

#include "geo/point.h"

namespace geo {

inline constexpr double kRadians = std::numbers::pi / 180;  ///< a degree
inline constexpr double kMetresPerDegree = kEarthRadius_m * kRadians;

}  // namespace geo
