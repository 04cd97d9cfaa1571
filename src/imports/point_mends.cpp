#include "point_mends.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "tables/text.h"
#include "utm.h"

namespace imports {
namespace {

/// A degree is 111 km; six decimals are a tenth of a metre.
std::string degrees_text(double degrees) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, degrees, std::chars_format::fixed, 6).ptr;
  std::string text(buffer, end);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// The text with the other sign, where it is a plain figure; else the degrees written out.
std::string negated(std::string_view text, double degrees) {
  text = tables::trim(text);
  const bool plain = text.find_first_not_of("0123456789.,-") == text.npos;
  if (!plain || text.empty()) return degrees_text(-degrees);
  return text.front() == '-' ? std::string(text.substr(1)) : "-" + std::string(text);
}

/// Where the decimal mark may have stood: behind one, two or three digits.
std::vector<double> with_mark(const TypedAngle& angle) {
  std::vector<double> values;
  if (angle.degrees && std::abs(*angle.degrees) <= 180) values.push_back(*angle.degrees);
  const std::string& digits = angle.digits;
  for (std::size_t whole = 1; whole <= 3 && whole < digits.size(); ++whole) {
    const std::string text = digits.substr(0, whole) + "." + digits.substr(whole);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    values.push_back(angle.negative ? -value : value);
  }
  return values;
}

std::optional<Meant> guess_decimal(const TypedAngle& lat, const TypedAngle& lon, const Territory& territory) {
  if (lat.digits.empty() && lon.digits.empty()) return std::nullopt;
  for (const double a : with_mark(lat))
    for (const double b : with_mark(lon))
      if (territory.inside({a, b})) return Meant{"decimal", degrees_text(a), degrees_text(b), {a, b}};
  return std::nullopt;
}

struct Metres {
  double easting, northing;
};

std::optional<Metres> metres_of(double a, double b) {
  const auto easting = [](double v) { return v >= 100'000 && v < 1'000'000; };
  const auto northing = [](double v) { return v >= 1'000'000 && v <= 10'000'000; };
  if (easting(a) && northing(b)) return Metres{a, b};
  if (easting(b) && northing(a)) return Metres{b, a};
  return std::nullopt;
}

std::optional<Meant> guess_utm(double lat, double lon, const Territory& territory) {
  const auto metres = metres_of(lat, lon);
  if (!metres) return std::nullopt;
  const geo::Point centre = territory.regency().centre;
  const int zone = static_cast<int>(std::floor((centre.lon + 180) / 6)) + 1;
  for (const int z : {zone, zone - 1, zone + 1})
    for (const bool south : {centre.lat < 0, centre.lat >= 0}) {
      if (z < 1 || z > 60) continue;
      const geo::Point point = from_utm({metres->easting, metres->northing, z, south});
      if (territory.inside(point))
        return Meant{"utm", degrees_text(point.lat), degrees_text(point.lon), point};
    }
  return std::nullopt;
}

}  // namespace

std::optional<Meant> guess_point(const TypedAngle& latitude, const TypedAngle& longitude,
                                 const Territory& territory) {
  if (latitude.degrees && longitude.degrees) {
    const double lat = *latitude.degrees, lon = *longitude.degrees;
    const auto typed = [](const TypedAngle& angle, double degrees) {
      return angle.text.empty() ? degrees_text(degrees) : std::string(tables::trim(angle.text));
    };
    const std::string a = typed(latitude, lat), b = typed(longitude, lon);
    if (territory.inside({-lat, lon})) return Meant{"sign", negated(a, lat), b, {-lat, lon}};
    if (territory.inside({lon, lat})) return Meant{"swapped", b, a, {lon, lat}};
    if (territory.inside({-lon, lat})) return Meant{"swapped_sign", negated(b, lon), a, {-lon, lat}};
    if (territory.inside({lat, -lon})) return Meant{"sign", a, negated(b, lon), {lat, -lon}};
    if (auto meant = guess_utm(lat, lon, territory)) return meant;
  }
  return guess_decimal(latitude, longitude, territory);
}

std::string pair_text(geo::Point point) {
  return degrees_text(point.lat) + ", " + degrees_text(point.lon);
}

bool looks_like_utm(const TypedAngle& latitude, const TypedAngle& longitude) {
  return latitude.degrees && longitude.degrees &&
         metres_of(*latitude.degrees, *longitude.degrees).has_value();
}

}  // namespace imports
