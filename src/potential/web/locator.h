#pragma once
// Where an object is: the small map, and in words how well its place is known.
#include <string>

#include "potential/object.h"
#include "shown.h"

namespace potential_web {

/// An SVG; empty in a store without boundaries.
std::string locator_of(const potential::Record& record, const Shown& shown);

/// How far the true place may be from the point: the accuracy, or the farthest corner of the area whose
/// middle it is.
double uncertainty_m(const potential::Record& record, const region::AreaBook& book);

/// {"precision": "Titik ini belum diukur di tempat.", "caption": "Ia tengah …"}
base::Json place_words(const potential::Record& record, const Shown& shown);

}  // namespace potential_web
