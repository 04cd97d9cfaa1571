#pragma once
// Where a row's thing is: its coordinate and area cells judged together, so that one cause gives one reason.
#include "typed_point.h"

namespace imports {

class PlaceReader {
 public:
  PlaceReader(const Dataset& dataset, const Mapping& mapping, const Territory& territory);
  PlaceReader(const PlaceReader&) = delete;
  PlaceReader& operator=(const PlaceReader&) = delete;

  /// Sets `place`, `geometry` and `area_code` of a row whose texts are set, or says why it cannot.
  void read(Row& row, Remarks& remarks) const;

 private:
  void judge(Row& row, const TypedPoint& typed, const Area* area, Remarks& remarks) const;
  void say_outside(const Row& row, const TypedPoint& typed, double outside_m, Remarks& remarks) const;
  void use_centre(Row& row, const Area& area, Remarks& remarks) const;
  void offer_centre(const Row& row, const Area* area, Remarks& remarks) const;
  void read_precision(Row& row) const;

  const Mapping& mapping_;
  const Territory& territory_;
  PlaceColumns columns_;
  PointReader points_;
  bool wanted_ = false;  ///< the dataset has place columns at all
};

}  // namespace imports
