#pragma once
// What a point outside the regency may have meant: coordinates swapped, a minus or a decimal mark lost,
// metres of UTM.
#include <optional>
#include <string>
#include <string_view>

#include "geo/point.h"
#include "imports/territory.h"

namespace imports {

/// One coordinate as typed.
struct TypedAngle {
  std::string_view text = {};
  std::optional<double> degrees = {};
  std::string digits = {};  ///< all of them, where the decimal mark may have been lost
  bool negative = false;
};

struct Meant {
  std::string_view kind;            ///< "swapped", "sign", "swapped_sign", "decimal", "utm"
  std::string latitude, longitude;  ///< the texts that mean it
  geo::Point point;
};

/// The first guess by which the point falls inside the regency; nothing when none does.
std::optional<Meant> guess_point(const TypedAngle& latitude, const TypedAngle& longitude,
                                 const Territory& territory);

/// "-2.614901, 102.395131"
std::string pair_text(geo::Point point);

/// Whether both are metres of UTM in some zone, even where they fall outside.
bool looks_like_utm(const TypedAngle& latitude, const TypedAngle& longitude);

}  // namespace imports
