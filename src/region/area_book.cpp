#include "region/area_book.h"

#include <algorithm>

#include "base/check.h"
#include "geo/borders.h"
#include "geo/measure.h"
#include "geo/wkb.h"
#include "region/area_names.h"
#include "region/settings.h"

namespace region {
namespace {

const db::Sql kAreas{
    "SELECT id, code, name, level, parent_code, slug, lat, lon, postal_code, decree, boundary, boundary_kind"
    " FROM areas ORDER BY code"};
const db::Sql kCodes{
    "SELECT c.code, a.code FROM area_codes c JOIN areas a ON a.id = c.area_id ORDER BY c.recorded_at"};

Area area_of(const db::Row& row) {
  const auto level = parse_level(row.text(3));
  base::check(level.has_value(), "the schema allows the known levels only");
  return {.id = row.get<AreaId>(0),
          .code = row.get<std::string>(1),
          .name = row.get<std::string>(2),
          .level = *level,
          .parent_code = row.get<std::string>(4),
          .slug = row.get<std::string>(5),
          .centre = {row.real(6), row.real(7)},
          .postal_code = row.get<std::string>(8),
          .decree = row.get<std::string>(9)};
}

/// Borders of districts come thinned one by one; this far apart they are still the same border.
constexpr double kDrawnApart_m = 1000;

BoundaryKind kind_of(std::string_view name) {
  return name == "indicative" ? BoundaryKind::kIndicative
         : name == "sample"   ? BoundaryKind::kSample
                              : BoundaryKind::kNone;
}

}  // namespace

std::shared_ptr<const AreaBook> AreaBook::load(db::Reader& reader) {
  auto book = std::make_shared<AreaBook>();
  reader.each(kAreas, [&](const db::Row& row) {
    book->areas_.push_back(area_of(row));
    auto& boundary = book->boundaries_.emplace_back();
    if (!row.is_null(10)) {
      auto shape = geo::decode_wkb(row.blob(10));
      base::check(shape.has_value(), "boundaries are stored as valid WKB");
      boundary = std::move(*shape);
    }
    book->kinds_.push_back(kind_of(row.text(11)));
    book->folded_.push_back(fold_name(book->areas_.back().name));
  });
  for (std::size_t i = 0; i < book->areas_.size(); ++i) book->by_code_[book->areas_[i].code] = i;
  reader.each(kCodes, [&](const db::Row& row) {  // a code in force is never hidden by an older use of it
    book->by_code_.try_emplace(std::string(row.text(0)), book->by_code_.at(std::string(row.text(1))));
  });
  book->arrange();
  if (const auto seat = setting(reader, "seat")) book->seat_ = book->find(*seat);
  return book;
}

void AreaBook::arrange() {
  std::vector<geo::Geometry> shapes;
  std::vector<const geo::Geometry*> district_shapes;
  for (std::size_t i = 0; i < areas_.size(); ++i) {
    if (areas_[i].level == Level::kRegency && regency_ == nullptr) regency_ = &areas_[i];
    if (!boundaries_[i]) continue;
    extent_.include(geo::bounds(*boundaries_[i]));
    if (areas_[i].level == Level::kDistrict) district_shapes.push_back(&*boundaries_[i]);
    if (!is_village(areas_[i].level)) continue;
    shapes.push_back(*boundaries_[i]);
    village_of_shape_.push_back(i);
  }
  villages_ = geo::ShapeIndex(std::move(shapes));
  district_borders_ = geo::common_borders(district_shapes, kDrawnApart_m);
}

std::vector<const Area*> AreaBook::districts() const {
  std::vector<const Area*> out;
  for (const Area& area : areas_)
    if (area.level == Level::kDistrict) out.push_back(&area);
  return out;
}

std::vector<const Area*> AreaBook::children(std::string_view code) const {
  std::vector<const Area*> out;
  for (const Area& area : areas_)
    if (area.parent_code == code) out.push_back(&area);
  return out;
}

const Area* AreaBook::find(std::string_view code) const {
  const auto found = by_code_.find(std::string(code));
  return found == by_code_.end() ? nullptr : &areas_[found->second];
}

const Area* AreaBook::at(std::string_view district_slug, std::string_view village_slug) const {
  const auto district = std::ranges::find_if(
      areas_, [&](const Area& a) { return a.level == Level::kDistrict && a.slug == district_slug; });
  if (district == areas_.end()) return nullptr;
  if (village_slug.empty()) return &*district;
  const auto village = std::ranges::find_if(
      areas_, [&](const Area& a) { return a.parent_code == district->code && a.slug == village_slug; });
  return village == areas_.end() ? nullptr : &*village;
}

std::string AreaBook::short_name(std::string_view code) const {
  const Area* area = find(code);
  if (area == nullptr) return {};
  const Area* within = is_village(area->level) ? parent(*area) : nullptr;
  return within == nullptr ? area->name : area->name + ", " + within->name;
}

const Area* AreaBook::locate(geo::Point point) const {
  const auto shape = villages_.find(point);
  return shape ? &areas_[village_of_shape_[*shape]] : nullptr;
}

AreaBook::Nearest AreaBook::nearest(geo::Point point) const {
  Nearest best;
  if (const auto shape = villages_.nearest(point))
    best = {&areas_[village_of_shape_[shape->index]], shape->distance_m};
  for (std::size_t i = 0; i < areas_.size(); ++i) {
    if (boundaries_[i] || !is_village(areas_[i].level)) continue;
    const double distance = geo::distance_m(areas_[i].centre, point);
    if (best.village == nullptr || distance < best.distance_m) best = {&areas_[i], distance};
  }
  return best;
}

bool AreaBook::inside(geo::Point point) const {
  if (regency_ != nullptr && boundary(*regency_) != nullptr && geo::contains(*boundary(*regency_), point))
    return true;
  return locate(point) != nullptr;
}

std::vector<const Area*> AreaBook::villages_named(std::string_view name, std::string_view district) const {
  const std::string wanted = fold_name(name), wanted_district = fold_name(district);
  std::vector<const Area*> out;
  for (std::size_t i = 0; i < areas_.size(); ++i) {
    if (!is_village(areas_[i].level) || folded_[i] != wanted) continue;
    if (!wanted_district.empty()) {
      const Area* holder = parent(areas_[i]);
      if (holder == nullptr || folded_[index_of(*holder)] != wanted_district) continue;
    }
    out.push_back(&areas_[i]);
  }
  return out;
}

const Area* AreaBook::district_named(std::string_view name) const {
  const std::string wanted = fold_name(name);
  for (std::size_t i = 0; i < areas_.size(); ++i)
    if (areas_[i].level == Level::kDistrict && folded_[i] == wanted) return &areas_[i];
  return nullptr;
}

std::vector<const Area*> AreaBook::search(std::string_view words, std::size_t limit) const {
  const std::string wanted = fold_name(words);
  if (wanted.empty()) return {};
  const auto score = [&](std::size_t i) {
    const std::string& name = folded_[i];
    if (areas_[i].code == words) return 4.0;
    if (name == wanted) return 3.0;
    if (name.starts_with(wanted)) return 2.0;
    if ((' ' + name).find(' ' + wanted) != std::string::npos) return 1.5;
    return likeness(name, wanted);
  };
  std::vector<std::pair<double, const Area*>> found;
  for (std::size_t i = 0; i < areas_.size(); ++i)
    if (const double likely = score(i); likely >= 0.6) found.emplace_back(likely, &areas_[i]);
  std::ranges::stable_sort(found, std::greater{}, &std::pair<double, const Area*>::first);
  std::vector<const Area*> out;
  for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) out.push_back(found[i].second);
  return out;
}

const geo::Geometry* AreaBook::boundary(const Area& area) const {
  const auto& shape = boundaries_[index_of(area)];
  return shape ? &*shape : nullptr;
}

BoundaryKind AreaBook::boundary_kind(const Area& area) const {
  return kinds_[index_of(area)];
}

std::shared_ptr<const AreaBook> AreaBooks::current(db::Reader& reader) {
  const std::int64_t version = areas_version(reader);
  const std::lock_guard lock(mutex_);
  if (book_ == nullptr || version != version_) {
    book_ = AreaBook::load(reader);
    version_ = version;
  }
  return book_;
}

}  // namespace region
