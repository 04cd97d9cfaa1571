#include "imports/territory.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "base/check.h"
#include "geo/measure.h"
#include "tables/text.h"

namespace imports {
namespace {

/// Letters to change, add or drop to turn one word into the other (Levenshtein 1966), at most `limit` + 1.
std::size_t edits_between(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit || b.size() > 64) return limit + 1;
  std::array<std::size_t, 65> row;
  std::iota(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(a.size()) + 1, std::size_t{0});
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t corner = row[0];
    row[0] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t replaced = corner + (a[i - 1] != b[j - 1]);
      corner = row[i];
      row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
    }
  }
  return row[a.size()];
}

}  // namespace

std::string area_key(std::string_view name) {
  constexpr std::array<std::string_view, 13> kKinds = {
      "desa", "ds",    "kelurahan", "kel",     "kecamatan", "kec",     "kabupaten",
      "kab",  "dusun", "nagari",    "kampung", "village",   "district"};
  name = tables::trim(name);
  const std::size_t end = name.find_first_of(" .:");
  if (end != name.npos && end + 1 < name.size()) {
    const std::string first = tables::fold(name.substr(0, end));
    // "Kampung Tujuh" is a name; "Ds. Kampung Tujuh" and "Desa X" are kinds before one.
    const bool kind = std::find(kKinds.begin(), kKinds.end(), first) != kKinds.end() && first != "kampung" &&
                      first != "dusun" && first != "nagari";
    if (kind) return area_key(name.substr(end + 1));
  }
  return tables::fold(name);
}

Territory::Territory(std::vector<Area> areas) : areas_(std::move(areas)) {
  std::vector<geo::Geometry> villages, regency;
  bool found = false;
  for (std::size_t i = 0; i < areas_.size(); ++i) {
    const Area& area = areas_[i];
    by_code_.emplace(area.code, i);
    if (area.level == Level::kRegency) {
      regency_ = i;
      found = true;
      if (area.border) regency.push_back(*area.border);
    } else if (area.level == Level::kDistrict) {
      districts_.emplace(area_key(area.name), i);
    } else {
      villages_.emplace(area_key(area.name), i);
      if (!area.border) continue;
      bordered_villages_.push_back(i);
      villages.push_back(*area.border);
    }
  }
  base::check(found, "a territory has one regency");
  if (!villages.empty()) village_shapes_ = std::make_unique<geo::ShapeIndex>(std::move(villages));
  if (!regency.empty()) regency_shape_ = std::make_unique<geo::ShapeIndex>(std::move(regency));
}

const Area* Territory::find(std::string_view code) const {
  const auto it = by_code_.find(code);
  return it == by_code_.end() ? nullptr : &areas_[it->second];
}

const Area* Territory::parent_of(const Area& area) const {
  const std::size_t dot = area.code.rfind('.');
  return dot == area.code.npos ? nullptr : find(std::string_view(area.code).substr(0, dot));
}

std::vector<const Area*> Territory::villages_named(std::string_view name) const {
  std::vector<const Area*> found;
  const auto [from, to] = villages_.equal_range(area_key(name));
  for (auto it = from; it != to; ++it) found.push_back(&areas_[it->second]);
  std::sort(found.begin(), found.end(), [](const Area* a, const Area* b) { return a->code < b->code; });
  return found;
}

const Area* Territory::district_named(std::string_view name) const {
  const auto it = districts_.find(area_key(name));
  return it == districts_.end() ? nullptr : &areas_[it->second];
}

std::vector<const Area*> Territory::villages_like(std::string_view name, const Area* district) const {
  const std::string key = area_key(name);
  const std::size_t limit = key.size() < 6 ? 1 : key.size() < 12 ? 2 : 3;
  std::vector<std::pair<std::size_t, const Area*>> found;
  if (key.size() < 3 || key.size() > 64) return {};
  for (const auto& [other, index] : villages_) {
    const Area& area = areas_[index];
    if (district != nullptr && parent_of(area) != district) continue;
    const std::size_t edits = edits_between(key, other, limit);
    if (edits <= limit) found.emplace_back(edits, &area);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->code < b.second->code;
  });
  std::vector<const Area*> areas;
  for (const auto& [edits, area] : found) areas.push_back(area);
  return areas;
}

double Territory::outside_m(geo::Point point) const {
  if (!geo::is_valid(point)) return std::numeric_limits<double>::infinity();
  // A place in a village is in the regency, whose outline may be drawn more coarsely; and to look into one
  // small village is quicker than to go around the whole regency.
  if (village_shapes_ && village_shapes_->find(point)) return 0;
  if (regency_shape_) return regency_shape_->find(point) ? 0 : regency_shape_->nearest(point)->distance_m;
  if (village_shapes_) return village_shapes_->nearest(point)->distance_m;
  double nearest = std::numeric_limits<double>::infinity();
  for (const Area& area : areas_) nearest = std::min(nearest, geo::distance_m(area.centre, point));
  return std::max(0.0, nearest - kReachWithoutBorders_m);
}

double Territory::distance_m(const Area& area, geo::Point point) const {
  if (!area.border) return geo::distance_m(area.centre, point);
  return geo::distance_to_m(*area.border, point);
}

const Area* Territory::village_at(geo::Point point) const {
  if (village_shapes_) {
    const auto found = village_shapes_->find(point);
    return found ? &areas_[bordered_villages_[*found]] : nullptr;
  }
  const Area* nearest = nullptr;
  double distance = kReachWithoutBorders_m;
  for (const Area& area : areas_) {
    if (area.level != Level::kVillage) continue;
    const double d = geo::distance_m(area.centre, point);
    if (d < distance) distance = d, nearest = &area;
  }
  return nearest;
}

}  // namespace imports
