#pragma once
// Territory: the areas of the regency by code, name and border, as rows of files name them.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/geometry.h"
#include "geo/shape_index.h"

namespace imports {

/// Borders are drawn roughly: what lies this near may well be inside.
inline constexpr double kEdge_m = 1'000;
/// Where there are no borders, what lies this near to a village's centre is inside.
inline constexpr double kReachWithoutBorders_m = 15'000;

enum class Level { kRegency, kDistrict, kVillage };

struct Area {
  std::string code;  ///< "15.03.02.2011"
  std::string name;
  Level level = Level::kVillage;
  geo::Point centre = {};
  std::optional<geo::Geometry> border = {};
};

class Territory {
 public:
  /// One regency with its districts and villages.
  explicit Territory(std::vector<Area> areas);

  const std::string& name() const { return areas_[regency_].name; }
  const Area& regency() const { return areas_[regency_]; }
  const std::vector<Area>& areas() const { return areas_; }

  /// By its code as the decree writes it.
  const Area* find(std::string_view code) const;
  const Area* parent_of(const Area& area) const;
  /// Words that stand before names ("Desa", "Kel.", "Kec.") do not count, nor do case and punctuation.
  std::vector<const Area*> villages_named(std::string_view name) const;
  const Area* district_named(std::string_view name) const;
  /// Villages (of the district, where one is given) whose names differ from `name` by a letter or two,
  /// nearest first.
  std::vector<const Area*> villages_like(std::string_view name, const Area* district) const;

  bool inside(geo::Point point) const { return outside_m(point) == 0; }
  /// How far from the regency; 0 inside.
  double outside_m(geo::Point point) const;
  /// How far from an area; 0 inside. Without a border, from its centre.
  double distance_m(const Area& area, geo::Point point) const;
  /// The village whose border holds the point; without borders, the one with the nearest centre.
  const Area* village_at(geo::Point point) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Names = std::unordered_multimap<std::string, std::size_t, Hash, std::equal_to<>>;

  std::vector<Area> areas_;
  std::size_t regency_ = 0;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> by_code_;
  Names villages_, districts_;
  std::vector<std::size_t> bordered_villages_;
  std::unique_ptr<geo::ShapeIndex> village_shapes_;
  std::unique_ptr<geo::ShapeIndex> regency_shape_;
};

/// fold() of a name without "desa", "kelurahan", "kecamatan", "kabupaten" and their short forms before it.
std::string area_key(std::string_view name);

}  // namespace imports
