#pragma once
// Places on the earth in WGS 84 degrees, boxes around them, and the way from one to another.
#include <compare>
#include <limits>

namespace geo {

/// The sphere of every distance in this program, engines included.
inline constexpr double kEarthRadius_m = 6'371'000;

struct Point {
  double lat = 0, lon = 0;
  auto operator<=>(const Point&) const = default;
};

/// Finite, and within −90…90 and −180…180.
bool is_valid(Point point);

/// Along the great circle of the sphere, by the haversine formula.
double distance_m(Point a, Point b);

struct Leg {
  Point from, to;
};
/// Initial bearing of the great circle, 0 north, 90 east, below 360.
double bearing_deg(Leg leg);

enum class Compass { kNorth, kNorthEast, kEast, kSouthEast, kSouth, kSouthWest, kWest, kNorthWest };
/// The nearest of the eight.
Compass compass_of(double bearing_deg);

/// South-west and north-east corner; starts empty and grows. Never crosses the 180th meridian.
struct Box {
  double south = std::numeric_limits<double>::infinity();
  double west = std::numeric_limits<double>::infinity();
  double north = -std::numeric_limits<double>::infinity();
  double east = -std::numeric_limits<double>::infinity();

  bool is_empty() const { return !(south <= north && west <= east); }
  bool contains(Point p) const { return p.lat >= south && p.lat <= north && p.lon >= west && p.lon <= east; }
  bool intersects(const Box& o) const {
    return south <= o.north && o.south <= north && west <= o.east && o.west <= east;
  }
  Point centre() const { return {(south + north) / 2, (west + east) / 2}; }
  void include(Point p);
  void include(const Box& other);
  bool operator==(const Box&) const = default;
};

}  // namespace geo
