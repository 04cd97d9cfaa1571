#include "radio/land_cover.h"

#include <algorithm>
#include <cmath>

#include "store_file.h"

namespace radio {
namespace {

constexpr std::string_view kLandCoverMagic = "SERULCV1";

struct ClassInfo {
  std::string_view name;
  double path_m, terminal_m;
};
constexpr std::array<ClassInfo, 6> kClasses{{{"water", 0, 10},
                                             {"open", 0, 10},
                                             {"suburban", 10, 10},
                                             {"urban", 15, 15},
                                             {"trees", 15, 15},
                                             {"dense-urban", 20, 20}}};

const ClassInfo& info(p2108::Clutter clutter) {
  return kClasses[static_cast<std::size_t>(clutter) - 1];
}

}  // namespace

std::optional<p2108::Clutter> parse_clutter(std::string_view text) {
  const auto found = std::ranges::find(kClasses, text, &ClassInfo::name);
  if (found == kClasses.end()) return std::nullopt;
  return static_cast<p2108::Clutter>(found - kClasses.begin() + 1);
}

double path_clutter_height_m(p2108::Clutter clutter) {
  return info(clutter).path_m;
}

double terminal_clutter_height_m(p2108::Clutter clutter) {
  return info(clutter).terminal_m;
}

std::optional<p2108::Clutter> clutter_of_worldcover(int code) {
  switch (code) {
    case 10:  // tree cover
    case 95:  // mangroves
      return p2108::Clutter::kTrees;
    case 20:   // shrubland
    case 30:   // grassland
    case 40:   // cropland
    case 60:   // bare
    case 70:   // snow and ice
    case 90:   // herbaceous wetland
    case 100:  // moss and lichen
      return p2108::Clutter::kOpen;
    case 50:
      return p2108::Clutter::kSuburban;
    case 80:
      return p2108::Clutter::kWater;
    default:
      return std::nullopt;
  }
}

std::optional<p2108::Clutter> LandCover::at(Place place) const {
  const double row = std::round(shape_.row_of(place.lat_deg)),
               column = std::round(shape_.column_of(place.lon_deg));
  if (!(row >= 0 && row < shape_.rows && column >= 0 && column < shape_.columns)) return std::nullopt;
  const std::uint8_t value =
      classes_[shape_.bit_of(static_cast<std::int32_t>(row), static_cast<std::int32_t>(column))];
  return value == kUnknown ? std::nullopt : std::optional(static_cast<p2108::Clutter>(value));
}

bool looks_like_land_cover_store(std::string_view beginning) {
  return beginning.starts_with(kLandCoverMagic);
}

base::Result<StoredLandCover> read_land_cover_store(std::string_view bytes, Verify verify) {
  const auto store = read_store(kLandCoverMagic, bytes, verify, [](const TerrainShape& shape) {
    return static_cast<std::size_t>(shape.rows) * static_cast<std::size_t>(shape.columns);
  });
  if (!store) return base::fail(store.error());
  const std::span classes(reinterpret_cast<const std::uint8_t*>(store->payload.data()),
                          store->payload.size());
  if (std::ranges::any_of(classes, [](std::uint8_t value) { return value > kClasses.size(); }))
    return base::fail(base::ErrorCode::kInvalid, {"radio.store_header", {}});
  return StoredLandCover{LandCover(store->shape, classes), store->provenance};
}

void write_land_cover_store(const TerrainShape& shape, std::span<const std::uint8_t> classes,
                            std::string_view provenance, const std::function<void(std::string_view)>& write) {
  write_store(kLandCoverMagic, shape, provenance,
              {{reinterpret_cast<const char*>(classes.data()), classes.size()}}, write);
}

}  // namespace radio
