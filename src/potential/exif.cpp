#include "exif.h"

#include <array>
#include <cmath>
#include <cstdint>

namespace potential {
namespace {

constexpr std::uint16_t kOrientation = 0x0112, kGpsFolder = 0x8825;
constexpr std::uint16_t kLatRef = 1, kLat = 2, kLonRef = 3, kLon = 4;

/// Reads past the end as zero: a malformed block yields nothing rather than a fault.
class Tiff {
 public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

  bool valid() const { return (little_ || bytes_.starts_with("MM")) && u16(2) == 42; }
  std::uint32_t byte(std::size_t at) const {
    return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0u;
  }
  std::uint16_t u16(std::size_t at) const {
    return static_cast<std::uint16_t>(little_ ? byte(at) | byte(at + 1) << 8 : byte(at) << 8 | byte(at + 1));
  }
  std::uint32_t u32(std::size_t at) const {
    const std::uint32_t first = u16(at), second = u16(at + 2);
    return little_ ? first | second << 16 : first << 16 | second;
  }
  double rational(std::size_t at) const {
    const std::uint32_t below = u32(at + 4);
    return below == 0 ? std::nan("") : static_cast<double>(u32(at)) / below;
  }

  /// Calls f(tag, position of the entry) for each entry of the folder at `at`.
  template <class F>
  void each_entry(std::size_t at, F f) const {
    const std::size_t count = u16(at);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t entry = at + 2 + 12 * i;
      if (entry + 12 > bytes_.size()) return;
      f(u16(entry), entry);
    }
  }

 private:
  std::string_view bytes_;
  bool little_;
};

/// Degrees, minutes and seconds as three rationals.
double degrees_at(const Tiff& tiff, std::size_t at) {
  return tiff.rational(at) + tiff.rational(at + 8) / 60 + tiff.rational(at + 16) / 3600;
}

std::optional<geo::Point> gps_at(const Tiff& tiff, std::size_t folder) {
  geo::Point point{std::nan(""), std::nan("")};
  double north = 1, east = 1;
  tiff.each_entry(folder, [&](std::uint16_t tag, std::size_t entry) {
    if (tag == kLatRef && tiff.byte(entry + 8) == 'S') north = -1;
    if (tag == kLonRef && tiff.byte(entry + 8) == 'W') east = -1;
    if (tag == kLat) point.lat = degrees_at(tiff, tiff.u32(entry + 8));
    if (tag == kLon) point.lon = degrees_at(tiff, tiff.u32(entry + 8));
  });
  point.lat *= north;
  point.lon *= east;
  // Phones without a fix write 0, 0.
  if (!geo::is_valid(point) || (point.lat == 0 && point.lon == 0)) return std::nullopt;
  return point;
}

}  // namespace

Exif read_exif(std::string_view bytes) {
  Exif exif;
  const Tiff tiff(bytes);
  if (!tiff.valid()) return exif;
  tiff.each_entry(tiff.u32(4), [&](std::uint16_t tag, std::size_t entry) {
    if (tag == kOrientation) {
      const int value = tiff.u16(entry + 8);
      if (value >= 1 && value <= 8) exif.orientation = value;
    }
    if (tag == kGpsFolder) exif.place = gps_at(tiff, tiff.u32(entry + 8));
  });
  return exif;
}

}  // namespace potential
