#pragma once
// The objects that a map and the list beside it show.
#include <functional>

#include "maps_web/routes.h"
#include "potential/listing.h"

namespace maps_web {

/// Calls f for every object of that face that `actor` may see.
void for_each_place(const Context& context, const identity::Actor& actor, potential::Face face,
                    const std::function<void(const potential::Listed&)>& f);

/// False where the place is the middle of a village or district: a guess must not look like a measurement.
bool is_certain(const potential::Listed& object);

}  // namespace maps_web
