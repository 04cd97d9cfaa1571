#include "radio/hgt.h"

#include <cctype>
#include <limits>
#include <optional>

namespace radio {
namespace {

std::optional<int> digits(std::string_view text, int count) {
  int value = 0;
  for (int i = 0; i < count; ++i) {
    const auto c = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
    if (std::isdigit(c) == 0) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Place> south_west_corner(std::string_view name) {
  if (name.size() < 7) return std::nullopt;
  const auto lat = digits(name.substr(1), 2), lon = digits(name.substr(4), 3);
  const int north = std::toupper(static_cast<unsigned char>(name[0])),
            east = std::toupper(static_cast<unsigned char>(name[3]));
  if (!lat || !lon || (north != 'N' && north != 'S') || (east != 'E' && east != 'W')) return std::nullopt;
  if (*lat > 90 || *lon > 180) return std::nullopt;
  const double lat_deg = *lat, lon_deg = *lon;
  return Place{north == 'N' ? lat_deg : -lat_deg, east == 'E' ? lon_deg : -lon_deg};
}

constexpr int kVoid = -32768;

}  // namespace

base::Result<TerrainShape> hgt_shape(std::string_view name, std::size_t bytes) {
  const auto corner = south_west_corner(name);
  if (!corner)
    return base::fail(base::ErrorCode::kInvalid, {"radio.hgt_name", {{"name", std::string(name)}}});
  for (const std::int32_t side : {1201, 3601}) {
    if (bytes != static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 2) continue;
    return TerrainShape{.north_deg = corner->lat_deg + 1,
                        .west_deg = corner->lon_deg,
                        .rows_per_deg = side - 1.0,
                        .columns_per_deg = side - 1.0,
                        .rows = side,
                        .columns = side};
  }
  return base::fail(
      base::ErrorCode::kInvalid,
      {"radio.hgt_size", {{"name", std::string(name)}, {"bytes", static_cast<std::int64_t>(bytes)}}});
}

std::int64_t hgt_heights(std::string_view bytes, std::span<float> heights_m) {
  std::int64_t voids = 0;
  for (std::size_t i = 0; i < heights_m.size() && 2 * i + 1 < bytes.size(); ++i) {
    const int high = static_cast<unsigned char>(bytes[2 * i]),
              low = static_cast<unsigned char>(bytes[2 * i + 1]);
    const auto value = static_cast<std::int16_t>(high << 8 | low);
    voids += value == kVoid;
    heights_m[i] = value == kVoid ? std::numeric_limits<float>::quiet_NaN() : value;
  }
  return voids;
}

}  // namespace radio
