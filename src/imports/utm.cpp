#include "utm.h"

#include <cmath>
#include <numbers>

namespace imports {

geo::Point from_utm(const UtmPlace& place) {
  constexpr double a = 6378137, f = 1 / 298.257223563, k0 = 0.9996;
  constexpr double e2 = f * (2 - f), e4 = e2 * e2, e6 = e4 * e2, ep2 = e2 / (1 - e2);
  const double x = place.easting_m - 500'000, y = place.northing_m - (place.south ? 10'000'000 : 0);
  const double mu = y / k0 / (a * (1 - e2 / 4 - 3 * e4 / 64 - 5 * e6 / 256));             // 7-19, 8-20
  const double e1 = (1 - std::sqrt(1 - e2)) / (1 + std::sqrt(1 - e2));                    // 3-24
  const double phi1 = mu + (3 * e1 / 2 - 27 * std::pow(e1, 3) / 32) * std::sin(2 * mu) +  // 3-26
                      (21 * e1 * e1 / 16 - 55 * std::pow(e1, 4) / 32) * std::sin(4 * mu) +
                      151 * std::pow(e1, 3) / 96 * std::sin(6 * mu) +
                      1097 * std::pow(e1, 4) / 512 * std::sin(8 * mu);
  const double sine = std::sin(phi1), cosine = std::cos(phi1), tangent = std::tan(phi1);
  const double c1 = ep2 * cosine * cosine, t1 = tangent * tangent;       // 8-21, 8-22
  const double n1 = a / std::sqrt(1 - e2 * sine * sine);                 // 8-23
  const double r1 = a * (1 - e2) / std::pow(1 - e2 * sine * sine, 1.5);  // 8-24
  const double d = x / (n1 * k0);                                        // 8-25
  const double lat =
      phi1 - n1 * tangent / r1 *  // 8-17
                 (d * d / 2 - (5 + 3 * t1 + 10 * c1 - 4 * c1 * c1 - 9 * ep2) * std::pow(d, 4) / 24 +
                  (61 + 90 * t1 + 298 * c1 + 45 * t1 * t1 - 252 * ep2 - 3 * c1 * c1) * std::pow(d, 6) / 720);
  const double lon = (d - (1 + 2 * t1 + c1) * std::pow(d, 3) / 6 +  // 8-18
                      (5 - 2 * c1 + 28 * t1 - 3 * c1 * c1 + 8 * ep2 + 24 * t1 * t1) * std::pow(d, 5) / 120) /
                     cosine;
  constexpr double degrees = 180 / std::numbers::pi;
  return {lat * degrees, lon * degrees + place.zone * 6 - 183};
}

}  // namespace imports
