#pragma once
// What the benchmarks share: times, percentiles, and rows with ours, the peer's and their ratio.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace support {

/// A wrong result is no result, however fast: says so and ends the program.
inline void must(bool holds, const std::string& why) {
  if (holds) return;
  std::fprintf(stderr, "wrong result: %s\n", why.c_str());
  std::exit(1);
}

/// Runs `f` and answers its seconds on the wall.
template <class F>
double seconds_of(F&& f) {
  const auto start = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Nearest rank; `percent` of the values are not above it.
inline double percentile(std::vector<double> values, double percent) {
  std::ranges::sort(values);
  const auto rank = static_cast<std::size_t>(percent / 100 * static_cast<double>(values.size()));
  return values.at(std::min(rank, values.size() - 1));
}

/// The most that this process has held so far.
inline double peak_memory_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Measured {
  double ours = 0, peer = 0;  ///< peer 0: it was not there
};

/// Rows of one unit; the last column says how many times as good as the peer we are.
class MeasureTable {
 public:
  enum class Better { kMore, kLess };
  MeasureTable(const char* unit, Better better, const char* peer) : better_(better) {
    std::printf("\n| what | size | ours, %s | %s | × peer |\n|---|---|---|---|---|\n", unit, peer);
  }
  void row(const std::string& what, long size, const Measured& measured) const {
    std::printf("| %s | %ld | %.4g | ", what.c_str(), size, measured.ours);
    if (measured.peer == 0) {
      std::printf("– | – |\n");
    } else {
      const bool more = better_ == Better::kMore;
      const double ratio = more ? measured.ours / measured.peer : measured.peer / measured.ours;
      std::printf("%.4g | %.2f |\n", measured.peer, ratio);
    }
    std::fflush(stdout);
  }

 private:
  Better better_;
};

}  // namespace support
