#pragma once
// The territory of a store, made anew only when its areas have changed.
#include <memory>
#include <mutex>

#include "imports/territory.h"
#include "region/area_book.h"

namespace imports {

/// Sample borders ("batas contoh") are no borders: a file is never refused because of a drawing.
std::shared_ptr<const Territory> territory_of(const region::AreaBook& book);

class Territories {
 public:
  explicit Territories(region::AreaBooks& books) : books_(books) {}

  /// nullptr in a store without areas.
  std::shared_ptr<const Territory> current(db::Reader& reader);

 private:
  region::AreaBooks& books_;
  std::mutex mutex_;
  std::shared_ptr<const region::AreaBook> book_;
  std::shared_ptr<const Territory> territory_;
};

}  // namespace imports
