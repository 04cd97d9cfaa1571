#include "imports/territories.h"

namespace imports {

std::shared_ptr<const Territory> territory_of(const region::AreaBook& book) {
  if (book.regency() == nullptr) return nullptr;
  std::vector<Area> areas;
  for (const region::Area& area : book.areas()) {
    const Level level = area.level == region::Level::kRegency    ? Level::kRegency
                        : area.level == region::Level::kDistrict ? Level::kDistrict
                                                                 : Level::kVillage;
    areas.push_back({area.code, area.name, level, area.centre, std::nullopt});
    const geo::Geometry* border = book.boundary(area);
    if (border != nullptr && book.boundary_kind(area) == region::BoundaryKind::kIndicative)
      areas.back().border = *border;
  }
  return std::make_shared<const Territory>(std::move(areas));
}

std::shared_ptr<const Territory> Territories::current(db::Reader& reader) {
  auto book = books_.current(reader);
  const std::lock_guard lock(mutex_);
  if (book == book_) return territory_;
  territory_ = territory_of(*book);
  book_ = std::move(book);
  return territory_;
}

}  // namespace imports
