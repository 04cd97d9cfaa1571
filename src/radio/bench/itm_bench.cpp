// Calls of the scalar terrain model a second, by profile length; and what surrounds a call in `radio loss`.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <string>

#include "inter_decile.h"
#include "radio/itm.h"
#include "radio/numbers.h"

namespace {

/// Hills of three sizes: the same on every machine.
std::vector<double> hills(int points) {
  std::vector<double> heights;
  for (int i = 0; i < points; ++i)
    heights.push_back(600 + 250 * std::sin(i * 0.021) + 60 * std::sin(i * 0.17 + 1) + 9 * std::sin(i * 1.9));
  return heights;
}

void point_to_point(benchmark::State& state) {
  const auto heights = hills(static_cast<int>(state.range(0)));
  const radio::itm::Link link{.tx_height_m = 42, .rx_height_m = 1.5, .frequency_mhz = 900};
  const radio::Profile profile{heights, 90};
  if (!std::isfinite(radio::itm::point_to_point(link, profile).loss_db)) std::abort();
  for (auto _ : state) benchmark::DoNotOptimize(radio::itm::point_to_point(link, profile).loss_db);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(point_to_point)->Arg(100)->Arg(300)->Arg(1000);

void inter_decile_range(benchmark::State& state) {
  const auto heights = hills(245);
  for (auto _ : state) benchmark::DoNotOptimize(radio::range_between_ranks(heights, 25));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(inter_decile_range);

void parse_three_hundred_heights(benchmark::State& state) {
  std::string text;
  for (const double height : hills(300))
    text += std::to_string(std::round(height * 100) / 100).substr(0, 6) + ' ';
  std::vector<double> numbers;
  for (auto _ : state) {
    numbers.clear();
    if (!radio::parse_numbers(text, numbers) || numbers.size() != 300) std::abort();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(parse_three_hundred_heights);

}  // namespace

BENCHMARK_MAIN();
