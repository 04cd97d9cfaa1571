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

base::Result<HgtTile> parse_hgt(std::string_view name, std::string_view bytes) {
  const auto corner = south_west_corner(name);
  if (!corner)
    return base::fail(base::ErrorCode::kInvalid, {"radio.hgt_name", {{"name", std::string(name)}}});
  std::int32_t side = 0;
  for (const std::int32_t candidate : {1201, 3601})
    if (bytes.size() == static_cast<std::size_t>(candidate) * static_cast<std::size_t>(candidate) * 2)
      side = candidate;
  if (side == 0)
    return base::fail(
        base::ErrorCode::kInvalid,
        {"radio.hgt_size", {{"name", std::string(name)}, {"bytes", std::int64_t(bytes.size())}}});
  HgtTile tile;
  tile.shape = {.north_deg = corner->lat_deg + 1,
                .west_deg = corner->lon_deg,
                .rows_per_deg = side - 1.0,
                .columns_per_deg = side - 1.0,
                .rows = side,
                .columns = side,
                .unit_m = 1};
  tile.heights_m.resize(bytes.size() / 2);
  for (std::size_t i = 0; i < tile.heights_m.size(); ++i) {
    const int high = static_cast<unsigned char>(bytes[2 * i]),
              low = static_cast<unsigned char>(bytes[2 * i + 1]);
    const auto value = static_cast<std::int16_t>(high << 8 | low);
    const bool is_void = value == kVoid;
    tile.voids += is_void;
    tile.heights_m[i] = is_void ? std::numeric_limits<float>::quiet_NaN() : value;
  }
  if (tile.voids == std::int64_t(tile.heights_m.size()))
    return base::fail(base::ErrorCode::kInvalid, {"radio.terrain_empty", {{"name", std::string(name)}}});
  return tile;
}

}  // namespace radio
