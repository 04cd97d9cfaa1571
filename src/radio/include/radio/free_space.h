#pragma once
// Free space: the floor of every loss.

namespace radio {

/// Basic transmission loss in dB: 32.45 + 20 log10(f) + 20 log10(d / 1 km); ITU-R P.525, equation 4 (its 32.4
/// rounded further).
double free_space_loss_db(double distance_m, double frequency_mhz);

}  // namespace radio
