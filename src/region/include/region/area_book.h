#pragma once
// AreaBook: all areas of the regency in memory, found by code (old ones too), by place, by name.
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/database.h"
#include "geo/shape_index.h"
#include "region/area.h"

namespace region {

/// Where the shape of an area comes from.
enum class BoundaryKind {
  kNone,
  kIndicative,  ///< imported: shows where an area is, is no legal border
  kSample,      ///< "batas contoh": cells drawn around the centres, because no boundaries were imported
};

class AreaBook {
 public:
  static std::shared_ptr<const AreaBook> load(db::Reader& reader);

  /// Ordered by code. Pointers into it live as long as the book.
  std::span<const Area> areas() const { return areas_; }
  /// nullptr in a store without areas.
  const Area* regency() const { return regency_; }
  std::vector<const Area*> districts() const;
  /// Of a district; of the regency its districts.
  std::vector<const Area*> children(std::string_view code) const;

  /// By the code in force, or one of an earlier decree.
  const Area* find(std::string_view code) const;
  const Area* parent(const Area& area) const { return find(area.parent_code); }
  /// By the readable part of an address: district, and village in it (empty for the district itself).
  const Area* at(std::string_view district_slug, std::string_view village_slug = {}) const;

  /// "Napal Melintang, Limun" for a village, "Limun" for a district: where a heading says what they are.
  /// Empty for an unknown code.
  std::string short_name(std::string_view code) const;

  /// The village whose boundary holds the place.
  const Area* locate(geo::Point point) const;
  struct Nearest {
    const Area* village = nullptr;
    double distance_m = 0;  ///< to its boundary; to its centre where it has none; 0 inside
  };
  /// `village` is nullptr in a store without villages.
  Nearest nearest(geo::Point point) const;
  /// Around every boundary; empty without boundaries.
  const geo::Box& extent() const { return extent_; }
  /// In the regency's own outline, where it has one; else in one of its villages.
  bool inside(geo::Point point) const;

  /// Villages of that name, the spelling folded (area_names.h), in the district when one is named. Only exact
  /// ones.
  std::vector<const Area*> villages_named(std::string_view name, std::string_view district = {}) const;
  const Area* district_named(std::string_view name) const;
  /// The areas whose names look most like the words typed, best first, at most `limit`.
  std::vector<const Area*> search(std::string_view words, std::size_t limit = 10) const;

  const geo::Geometry* boundary(const Area& area) const;
  BoundaryKind boundary_kind(const Area& area) const;
  /// Borders between districts, each once, for small maps.
  std::span<const geo::Path> district_borders() const { return district_borders_; }
  /// The village or town from which the regency is run; nullptr when it was not told.
  const Area* seat() const { return seat_; }

 private:
  std::size_t index_of(const Area& area) const { return static_cast<std::size_t>(&area - areas_.data()); }
  void arrange();

  std::vector<Area> areas_;
  std::vector<std::string> folded_;  // names, as areas_
  std::vector<std::optional<geo::Geometry>> boundaries_;
  std::vector<BoundaryKind> kinds_;
  std::unordered_map<std::string, std::size_t> by_code_;
  std::vector<std::size_t> village_of_shape_;
  geo::ShapeIndex villages_{{}};
  geo::Box extent_;
  std::vector<geo::Path> district_borders_;
  const Area* regency_ = nullptr;
  const Area* seat_ = nullptr;
};

/// The book of a store, loaded anew only when the areas have changed, by whichever process.
class AreaBooks {
 public:
  std::shared_ptr<const AreaBook> current(db::Reader& reader);

 private:
  std::mutex mutex_;
  std::int64_t version_ = -1;
  std::shared_ptr<const AreaBook> book_;
};

}  // namespace region
