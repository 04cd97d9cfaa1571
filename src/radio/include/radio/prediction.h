#pragma once
// What the model says of a measured place: the strongest tower that could have served it.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "radio/coverage.h"
#include "radio/link_budget.h"
#include "radio/samples.h"

namespace radio {

struct ServingTower {
  Tower tower;
  std::optional<Technology> technology;  ///< nothing: any
  std::string operator_name;             ///< empty: any
  double bandwidth_mhz = 10;             ///< of LTE and NR
};

/// The highest level, as a phone shows it, among the towers of the sample's operator and technology within
/// `radius_m`. Nothing when none is near, none has a known bandwidth, or the model refuses every path. NR
/// above 50 MHz is taken with subcarriers of 30 kHz, else 15.
std::optional<double> predicted_level_dbm(const Terrain& terrain, std::span<const ServingTower> towers,
                                          const Sample& sample, const PathModel& model, double radius_m);

/// Clockwise from north, 0 … 360, along the great circle.
double bearing_deg(Place from, Place to);

}  // namespace radio
