#pragma once
// The profile between two places: heights at equal steps along the great circle.
#include <vector>

#include "radio/profile.h"
#include "radio/terrain.h"

namespace radio {

/// Haversine on a sphere of 6,371,000 m.
double great_circle_m(Place from, Place to);

/// Fills `heights_m` with ceil(distance / step) intervals, at least `fewest`, both ends exactly as given, and
/// answers the profile over them. Every point is computed on the sphere, none by stepping in degrees, which
/// is up to 24 dB wrong away from the equator. Without heights when an end is outside the terrain or not a
/// number, or with over a million steps.
Profile sample_profile(const Terrain& terrain, Place from, Place to, double step_m, int fewest,
                       std::vector<double>& heights_m);

/// The places of such a profile's points, both ends included.
std::vector<Place> places_between(Place from, Place to, int intervals);

}  // namespace radio
