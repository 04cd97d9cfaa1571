#pragma once
// A terrain profile: ground heights at equal steps from one antenna to the other.
#include <cstddef>
#include <span>

namespace radio {

/// A view; the heights belong to the caller. Both ends included: n heights make n - 1 intervals.
template <class Height>
struct BasicProfile {
  std::span<const Height> heights_m;  ///< above mean sea level, transmitter first
  double spacing_m = 0;

  std::size_t intervals() const { return heights_m.size() - 1; }
  double distance_m() const { return static_cast<double>(intervals()) * spacing_m; }
};

using Profile = BasicProfile<double>;
using FloatProfile = BasicProfile<float>;  ///< as terrain is stored; computed in double all the same

}  // namespace radio
