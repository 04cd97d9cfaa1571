#pragma once
// What every model counts with.
#include <numbers>

namespace radio {

inline constexpr double kRadians = std::numbers::pi / 180;  ///< a degree

inline double square(double x) {
  return x * x;
}

/// False for what is not a number.
inline bool within(double value, double low, double high) {
  return value >= low && value <= high;
}

}  // namespace radio
