#pragma once
// The coordinate cells of a row as typed: one point, or the reason why they are none.
#include <optional>
#include <string_view>

#include "area_cells.h"
#include "imports/dataset.h"
#include "imports/mapping.h"
#include "imports/territory.h"
#include "point_mends.h"
#include "tables/coordinate.h"

namespace imports {

/// The dataset's place columns that the file has.
struct PlaceColumns {
  std::optional<std::size_t> latitude, longitude, pair, geometry, precision;
  AreaColumns area;

  PlaceColumns(const Dataset& dataset, const Mapping& mapping);
  /// The column that a reason about the point as a whole names.
  std::optional<std::size_t> point() const {
    return latitude ? latitude : pair ? pair : longitude ? longitude : geometry;
  }
};

/// Before anyone asks whether they can be right.
struct TypedPoint {
  bool absent = true;
  std::optional<geo::Point> point = {};
  TypedAngle latitude = {}, longitude = {};
  bool two_cells = false;
  std::optional<std::size_t> cell = {};  ///< the one that holds both, where they are not in two
};

class PointReader {
 public:
  /// All must outlive it.
  PointReader(const PlaceColumns& columns, const Mapping& mapping, const Territory& territory);

  /// Sets `geometry` of a row whose cell holds a line or polygon.
  TypedPoint read(Row& row, Remarks& remarks) const;
  /// The proposal to write the cells of `typed` as they were meant.
  Mend mend_of(const Row& row, const TypedPoint& typed, const Meant& meant) const;

 private:
  TypedPoint read_geometry(std::size_t column, Row& row, Remarks& remarks) const;
  TypedPoint read_shape(std::size_t column, const base::Json& json, Row& row, Remarks& remarks) const;
  TypedPoint read_pair(std::size_t column, const Row& row, Remarks& remarks) const;
  TypedPoint read_two_cells(const Row& row, Remarks& remarks) const;
  bool read_angle(std::size_t column, const Row& row, TypedAngle& out, tables::Axis& axis,
                  Remarks& remarks) const;

  const PlaceColumns& columns_;
  const Mapping& mapping_;
  const Territory& territory_;
  bool south_ = false;  ///< the header says that latitudes are southern: "LS", "Lintang Selatan"
};

}  // namespace imports
