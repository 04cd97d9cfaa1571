#pragma once
// The place of a record in its form: a point, proposed by another page or picked on the map, or a line or
// border as GeoJSON.
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "forms/form.h"
#include "geo/geometry.h"
#include "http/request.h"
#include "region/area_book.h"

namespace potential_web {

/// A place that one page proposes to the next: "-2.614900,102.395133" under `letak` in the address.
std::string place_query(const geo::Point& point);
std::optional<geo::Point> place_in(const http::Request& request);

/// The question for a line or border, to stand behind the one for the point.
forms::Field shape_field();
/// As the form shows it: GeoJSON of what is no point, else empty.
std::string shape_text(const geo::Geometry& shape);
/// A geometry, a feature or a collection of one; nothing where nothing was typed. Refuses (kInvalid,
/// "geojson.…", "potential.shape_many").
base::Result<std::optional<geo::Geometry>> read_shape(std::string_view text);

/// {"bounds": "west,south,east,north"} for the map beside the form; null where no script was built.
base::Json place_map(const region::AreaBook& book);

}  // namespace potential_web
