#pragma once
// GeoJSON (RFC 7946): read within limits, written with as many digits as the place deserves.
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "geo/geometry.h"

namespace geo {

struct GeoJsonLimits {
  std::size_t bytes = 64u << 20;
  std::size_t features = 200'000;
  std::size_t vertices = 2'000'000;  ///< of one geometry
};

/// Refuses (kInvalid, "geojson.…") what is no geometry of one kind, coordinates that are no numbers, not
/// finite or outside the earth, rings that are open or too short. A height is read over.
base::Result<Geometry> parse_geometry(const base::Json& json, const GeoJsonLimits& limits = {});

struct Feature {
  base::Json properties;
  base::Result<Geometry> geometry;  ///< one broken feature does not refuse the file
};

/// The features of a FeatureCollection, or the one feature that the text is.
base::Result<std::vector<Feature>> parse_features(std::string_view text, const GeoJsonLimits& limits = {});

/// {"type":…,"coordinates":…}, rounded to `decimals` places: 6 is a tenth of a metre.
base::Json write_geometry(const Geometry& geometry, int decimals = 6);

}  // namespace geo
