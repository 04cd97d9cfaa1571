#pragma once
// Areas of a regency and the codes by which decrees call them.
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "geo/point.h"

namespace region {

using AreaId = base::Id<struct AreaTag>;

enum class Level { kRegency, kDistrict, kKelurahan, kDesa, kDesaAdat };
constexpr bool is_village(Level level) {
  return level >= Level::kKelurahan;
}

/// As stored and as in files: "kabupaten", "kecamatan", "kelurahan", "desa", "desa adat".
std::string_view name_of(Level level);
std::optional<Level> parse_level(std::string_view name);
/// The key of the sentence that names the level to people.
std::string_view label_of(Level level);

/// A code of the Ministry of Home Affairs: "15.03", "15.03.02", "15.03.02.2011" (Kepmendagri
/// 300.2.2-2430/2025). Codes of the statistics office (BPS) look alike and name other areas: they are kept as
/// a mapping and never taken for these.
bool is_area_code(std::string_view text);
/// By the number of parts; of a village by its first digit: 1 kelurahan, 2 desa, 3 desa adat. Nothing for a
/// village that begins otherwise.
std::optional<Level> level_of_code(std::string_view code);
/// "15.03.02" of "15.03.02.2011"; empty above a regency.
std::string parent_code(std::string_view code);

struct Area {
  AreaId id = {};
  std::string code = {};  ///< in force now
  std::string name = {};
  Level level = Level::kDesa;
  std::string parent_code = {};  ///< of the area that holds it
  std::string slug = {};         ///< "napal-melintang"; unique within its parent
  geo::Point centre = {};        ///< a point inside
  std::string postal_code = {};
  std::string decree = {};  ///< that gave the code and name in force
};

}  // namespace region
