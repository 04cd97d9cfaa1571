#pragma once
// Metres of UTM turned into degrees, for files of surveyors.
#include "geo/point.h"

namespace imports {

struct UtmPlace {
  double easting_m, northing_m;
  int zone;  ///< 1 … 60
  bool south;
};

/// WGS 84; Snyder, Map Projections (USGS 1395, 1987), equations 8-17 to 8-25. Exact to a metre within a zone.
geo::Point from_utm(const UtmPlace& place);

}  // namespace imports
