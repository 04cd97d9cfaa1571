#pragma once
// Where a row's thing is: its coordinate and area cells judged together, so that one cause gives one reason.
#include <optional>
#include <string>
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

class PlaceReader {
 public:
  PlaceReader(const Dataset& dataset, const Mapping& mapping, const Territory& territory);

  /// Sets `place`, `geometry` and `area_code` of a row whose texts are set, or says why it cannot.
  void read(Row& row, Remarks& remarks) const;

 private:
  /// The coordinate cells as typed, before anyone asks whether they can be right.
  struct Typed {
    bool absent = true;
    std::optional<geo::Point> point = {};
    TypedAngle latitude = {}, longitude = {};
    bool two_cells = false;
  };

  Typed read_point(Row& row, Remarks& remarks) const;
  Typed read_geometry(Row& row, Remarks& remarks) const;
  Typed read_pair(std::size_t column, const Row& row, Remarks& remarks) const;
  Typed read_two_cells(const Row& row, Remarks& remarks) const;
  bool read_angle(std::size_t column, const Row& row, TypedAngle& out, tables::Axis& axis,
                  Remarks& remarks) const;
  void judge(Row& row, const Typed& typed, const Area* area, Remarks& remarks) const;
  void say_outside(const Row& row, const Typed& typed, double outside_m, Remarks& remarks) const;
  Mend mend_of(const Row& row, const Typed& typed, const Meant& meant) const;
  void use_centre(Row& row, const Area& area, Remarks& remarks) const;
  void offer_centre(const Row& row, const Area* area, Remarks& remarks) const;
  void read_precision(Row& row) const;

  const Mapping& mapping_;
  const Territory& territory_;
  PlaceColumns columns_;
  bool wanted_ = false;  ///< the dataset has place columns at all
  bool south_ = false;   ///< the header says that latitudes are southern: "LS", "Lintang Selatan"
};

}  // namespace imports
