#pragma once
// The pages with a map, and the GeoJSON that they draw.
#include "maps_web/routes.h"

namespace maps_web {

void add_pages(http::Router& router, const Context& context);

}  // namespace maps_web
