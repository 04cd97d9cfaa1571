#pragma once
// The condition by which every list, count, search and export chooses its rows of potential_objects o.
#include "potential/listing.h"

namespace potential {

db::Query condition(const identity::Actor& actor, const Filter& filter);

}  // namespace potential
