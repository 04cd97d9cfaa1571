#pragma once
// How sure a level is: its spread, and the probability of being above a threshold.
#include "radio/itm.h"

namespace radio {

/// Standard deviations of independent causes, dB.
struct Spread {
  double model_db = 0;        ///< the model's own variability, itm_spread_db()
  double terrain_db = 0;      ///< what an error of the heights would change, terrain_spread_db()
  double clutter_db = 0;      ///< buildings and trees that the model does not see
  double measurement_db = 0;  ///< of the receiver; a phone held in a hand: about 3

  double total_db() const;
};

/// Half of the loss between the situations of 15.87 % and 84.13 %: the model's own standard deviation about
/// the median. 0 for a refused reference.
double itm_spread_db(const itm::Link& link, const itm::Reference& reference,
                     const itm::Variability& variability);

/// Half of what the loss changes when all terrain between the ends rises and falls by `error_m`. SRTM: about
/// 5 m in open land, more under forest. Copies the profile. 0 where the model refuses.
double terrain_spread_db(const itm::Link& link, const Profile& profile, const itm::Variability& variability,
                         double error_m);

/// Probability that the level at one place exceeds the threshold, normal in dB; without spread 0, ½ or 1.
double probability_above(double level_dbm, double threshold_dbm, double spread_db);
/// The level that is exceeded with this probability, inside 0 … 1.
double level_exceeded_dbm(double level_dbm, double probability, double spread_db);

/// What a map shows.
enum class Certainty { kNone, kUnlikely, kDoubtful, kLikely, kSure };

/// Bounds 5, 25, 75 and 95 %.
Certainty certainty_of(double probability);

}  // namespace radio
