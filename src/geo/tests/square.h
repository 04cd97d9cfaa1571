#pragma once
// A square degree whose south-west corner is given.
#include "geo/geometry.h"

inline geo::Geometry square(double south, double west) {
  return geo::Polygon{
      {{{south, west}, {south, west + 1}, {south + 1, west + 1}, {south + 1, west}, {south, west}}}};
}
