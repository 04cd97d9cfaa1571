#include "radio/free_space.h"

#include <cmath>

namespace radio {

double free_space_loss_db(double distance_m, double frequency_mhz) {
  return 32.45 + 20.0 * std::log10(frequency_mhz) + 20.0 * std::log10(distance_m / 1000.0);
}

}  // namespace radio
