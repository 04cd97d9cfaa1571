#pragma once
// A terrain for tests: hills of several sizes, the same everywhere and always.
#include "radio/terrain_builder.h"

namespace test {

/// `side` × `side` posts of 3"; without relief a plain at 300 m.
radio::BuiltTerrain hills(double north_deg, double west_deg, int side, double relief_m = 200);

}  // namespace test
