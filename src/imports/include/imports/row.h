#pragma once
// One row of a file as a dataset sees it: every cell read after its column's kind, and the place they tell.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/money.h"
#include "base/time.h"
#include "geo/point.h"

namespace imports {

/// A cell. Views live until the next row.
struct Value {
  std::string_view text =
      {};  ///< as typed, trimmed, valid UTF-8; empty when the cell is blank or the column absent
  /// kNumber double, kInteger int64, kRupiah Rupiah, kDate Date, kYesNo bool, kChoice the choice's value
  std::variant<std::monostate, double, std::int64_t, base::Rupiah, base::Date, bool, std::string_view> as =
      {};

  bool blank() const { return text.empty(); }
  template <class T>
  std::optional<T> get() const {
    const T* value = std::get_if<T>(&as);
    return value != nullptr ? std::optional<T>(*value) : std::nullopt;
  }
};

enum class Precision { kUnknown, kSurveyed, kGps, kPointed, kVillageCentroid, kDistrictCentroid };

struct Place {
  geo::Point point;
  Precision precision = Precision::kUnknown;
  std::optional<double> accuracy_m = {};  ///< of kGps, where the file says it
};

struct Row {
  int number = 0;                  ///< the row that a spreadsheet shows: the first line of the file is 1
  std::vector<Value> values = {};  ///< one for each column of the dataset, in its order
  std::optional<geo::Point> typed = {};  ///< the point as typed, even where it cannot be
  std::optional<Place> place = {};  ///< inside the regency; absent only in datasets without place columns
  std::string_view geometry = {};   ///< GeoJSON text of a line or polygon; `place` is then a point of it
  std::string_view area_code =
      {};  ///< of the village, else of the district, that the row names or its point lies in

  const Value& operator[](std::size_t column) const { return values[column]; }
};

}  // namespace imports
