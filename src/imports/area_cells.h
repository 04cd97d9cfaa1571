#pragma once
// Which area a row names by code, village and district, and what is wrong when they do not agree.
#include <optional>

#include "imports/remark.h"
#include "imports/row.h"
#include "imports/territory.h"

namespace imports {

struct AreaColumns {
  std::optional<std::size_t> code, village, district;
};

struct NamedArea {
  const Area* area = nullptr;  ///< village or district
  bool refused = false;        ///< a reason was given; what follows from it needs none
};

/// `point`, where the row has one inside the regency, decides between villages of one name.
NamedArea read_area(const Row& row, const AreaColumns& columns, const Territory& territory,
                    const std::optional<geo::Point>& point, Remarks& remarks);

}  // namespace imports
