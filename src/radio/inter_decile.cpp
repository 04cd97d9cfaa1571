#include "inter_decile.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/check.h"

namespace radio {
namespace {

constexpr std::size_t kMaxValues = 256;
constexpr int kBuckets = 64;

struct Range {
  double low, high;
};

Range extremes(std::span<const double> values) {
  // Four at a time: a comparison waits for the one before it.
  std::array<double, 4> low, high;
  low.fill(values[0]);
  high.fill(values[0]);
  std::size_t i = 0;
  for (; i + 4 <= values.size(); i += 4)
    for (std::size_t lane = 0; lane < 4; ++lane) {
      low[lane] = values[i + lane] < low[lane] ? values[i + lane] : low[lane];
      high[lane] = values[i + lane] > high[lane] ? values[i + lane] : high[lane];
    }
  for (; i < values.size(); ++i) {
    low[0] = std::min(low[0], values[i]);
    high[0] = std::max(high[0], values[i]);
  }
  return {std::min(std::min(low[0], low[1]), std::min(low[2], low[3])),
          std::max(std::max(high[0], high[1]), std::max(high[2], high[3]))};
}

}  // namespace

// Counting into buckets by size leaves only the two buckets that hold the answer to be looked into: a third
// of the time of two selections.
double range_between_ranks(std::span<const double> values, int rank) {
  base::check(!values.empty() && values.size() <= kMaxValues && rank >= 1,
              "a few hundred numbers, and a rank among them");
  const auto [low, high] = extremes(values);
  // Flat, or beyond what buckets can divide; no terrain is.
  if (!(high - low > 1e-200 && high - low < 1e200)) return high - low;
  const double scale = (kBuckets - 0.5) / (high - low);

  // Two sets of counters, so that equal neighbours do not wait for each other.
  std::array<std::uint16_t, kBuckets> counts[2] = {};
  std::array<std::uint8_t, kMaxValues> bucket;
  for (std::size_t i = 0; i < values.size(); ++i) {
    bucket[i] = static_cast<std::uint8_t>(static_cast<int>((values[i] - low) * scale));
    ++counts[i & 1][bucket[i]];
  }
  int top = kBuckets - 1, bottom = 0, above = 0, below = 0;
  const auto held = [&](int b) { return counts[0][b] + counts[1][b]; };
  while (above + held(top) < rank) above += held(top--);
  while (below + held(bottom) < rank) below += held(bottom++);

  // The members of both buckets, collected without a branch.
  std::array<double, kMaxValues> top_members, bottom_members;
  std::size_t tops = 0, bottoms = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    top_members[tops] = bottom_members[bottoms] = values[i];
    tops += bucket[i] == top ? 1 : 0;
    bottoms += bucket[i] == bottom ? 1 : 0;
  }
  const auto upper = top_members.begin() + (tops - static_cast<std::size_t>(rank - above));
  const auto lower = bottom_members.begin() + (rank - below - 1);
  std::nth_element(top_members.begin(), upper, top_members.begin() + tops);
  std::nth_element(bottom_members.begin(), lower, bottom_members.begin() + bottoms);
  return *upper - *lower;
}

}  // namespace radio
