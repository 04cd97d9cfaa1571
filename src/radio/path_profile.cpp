#include "radio/path_profile.h"

#include <algorithm>
#include <cmath>

#include "arithmetic.h"

namespace radio {
namespace {

constexpr double kEarth_m = 6371000;

struct Vector {
  double x, y, z;
};

Vector on_sphere(Place place) {
  const double lat = place.lat_deg * kRadians, lon = place.lon_deg * kRadians;
  return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

/// A point is tx·cos(angle) + ahead·sin(angle), where `ahead` is the direction of departure.
Vector ahead_of(const Vector& from, const Vector& to) {
  const double dot = from.x * to.x + from.y * to.y + from.z * to.z;
  const Vector v{to.x - dot * from.x, to.y - dot * from.y, to.z - dot * from.z};
  const double length = std::sqrt(v.x * v.x + v.y * v.y + v.z * v.z);
  return {v.x / length, v.y / length, v.z / length};
}

/// Visits the points between the ends of a path of `count` intervals.
template <class Visit>
void visit_between(Place from, Place to, double distance_m, int count, Visit visit) {
  const Vector start = on_sphere(from), ahead = ahead_of(start, on_sphere(to));
  const double angle = distance_m / kEarth_m / count;
  for (int k = 1; k < count; ++k) {
    const double cosine = std::cos(k * angle), sine = std::sin(k * angle);
    const double x = start.x * cosine + ahead.x * sine;
    const double y = start.y * cosine + ahead.y * sine;
    const double z = start.z * cosine + ahead.z * sine;
    visit(Place{std::atan2(z, std::sqrt(x * x + y * y)) / kRadians, std::atan2(y, x) / kRadians});
  }
}

}  // namespace

double great_circle_m(Place from, Place to) {
  const double lat1 = from.lat_deg * kRadians, lat2 = to.lat_deg * kRadians;
  // Degrees are subtracted before they are turned: the distance's last bit decides which steps the model
  // counts, and so it is that of the published points.
  const double half_lat = std::sin((to.lat_deg - from.lat_deg) * kRadians / 2);
  const double half_lon = std::sin((to.lon_deg - from.lon_deg) * kRadians / 2);
  const double hav = half_lat * half_lat + std::cos(lat1) * std::cos(lat2) * half_lon * half_lon;
  return 2 * kEarth_m * std::asin(std::min(1.0, std::sqrt(hav)));
}

Profile sample_profile(const Terrain& terrain, Place from, Place to, double step_m, int fewest,
                       std::vector<double>& heights_m) {
  constexpr double kMostSteps = 1e6;
  heights_m.clear();
  if (!terrain.shape().contains(from) || !terrain.shape().contains(to)) return {};
  const double distance_m = great_circle_m(from, to);
  const double intervals = std::max(static_cast<double>(fewest), std::ceil(distance_m / step_m));
  if (!(intervals >= 1 && intervals <= kMostSteps)) return {};

  const int count = static_cast<int>(intervals);
  heights_m.reserve(static_cast<std::size_t>(count) + 1);
  heights_m.push_back(terrain.height_m(from));
  if (distance_m > 0) {
    visit_between(from, to, distance_m, count,
                  [&](Place place) { heights_m.push_back(terrain.height_m(place)); });
  } else {
    heights_m.resize(static_cast<std::size_t>(count), heights_m.front());
  }
  heights_m.push_back(terrain.height_m(to));
  return {heights_m, distance_m / count};
}

std::vector<Place> places_between(Place from, Place to, int intervals) {
  std::vector<Place> places{from};
  const double distance_m = great_circle_m(from, to);
  if (distance_m > 0) {
    visit_between(from, to, distance_m, intervals, [&](Place place) { places.push_back(place); });
  } else {
    places.resize(static_cast<std::size_t>(intervals), from);
  }
  places.push_back(to);
  return places;
}

}  // namespace radio
