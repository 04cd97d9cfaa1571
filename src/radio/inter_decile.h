#pragma once
// The range between the k-th largest and the k-th smallest of a few hundred numbers.
#include <span>

namespace radio {

/// `rank` is 1 for the extremes themselves; 1 <= rank <= values.size(). Values are finite. Exact.
double range_between_ranks(std::span<const double> values, int rank);

}  // namespace radio
