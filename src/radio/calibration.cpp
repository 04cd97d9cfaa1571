#include "radio/calibration.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace radio {
namespace {

constexpr double kHuberWidth = 1.345, kTukeyWidth = 4.685;  // 95 % as efficient as the mean on normal errors
constexpr double kMadToSigma = 1.4826;
constexpr double kClassPrior = 10;  // a class counts fully only well beyond this many samples
constexpr int kLargestClass = 999;

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double robust_sigma(std::vector<double> errors) {
  for (double& error : errors) error = std::abs(error);
  return kMadToSigma * median(errors);
}

double residual(const Observation& o) {
  return o.measured_dbm - o.predicted_dbm;
}

struct Fit {
  double bias_db = 0;
  std::vector<double> of_class;  // by class index
  double spread_db = 0;

  double error_of(const Observation& o) const {
    return residual(o) - bias_db - of_class[static_cast<std::size_t>(o.land_class)];
  }
};

/// First Huber's weight, which always converges; then Tukey's, under which gross errors have no weight at
/// all.
enum class Weight { kHuber, kTukey };

double weight_of(Weight kind, double error, double sigma) {
  const double size = std::abs(error) / sigma;
  if (kind == Weight::kHuber) return size <= kHuberWidth ? 1.0 : kHuberWidth / size;
  if (size >= kTukeyWidth) return 0;
  const double part = 1 - (size / kTukeyWidth) * (size / kTukeyWidth);
  return part * part;
}

std::vector<double> errors_of(const Fit& fit, std::span<const Observation> observations) {
  std::vector<double> errors;
  errors.reserve(observations.size());
  for (const Observation& o : observations) errors.push_back(fit.error_of(o));
  return errors;
}

/// One round: bias, then classes, each a weighted mean of what the other leaves; classes shrink as a ridge
/// would have it. Returns how far they moved.
double improve(std::span<const Observation> observations, Weight kind, Fit& fit) {
  fit.spread_db = std::max(robust_sigma(errors_of(fit, observations)), 1e-6);
  double all_sum = 0, all_weight = 0;
  for (const Observation& o : observations) {
    const double error = fit.error_of(o), weight = weight_of(kind, error, fit.spread_db);
    all_sum += weight * error;
    all_weight += weight;
  }
  const double step = all_sum / all_weight;
  fit.bias_db += step;
  if (fit.of_class.size() == 1) return std::abs(step);  // a single class is the bias itself

  std::vector<double> sum(fit.of_class.size(), 0.0), weights(fit.of_class.size(), 0.0);
  for (const Observation& o : observations) {
    const auto k = static_cast<std::size_t>(o.land_class);
    const double weight = weight_of(kind, fit.error_of(o), fit.spread_db);
    sum[k] += weight * (residual(o) - fit.bias_db);
    weights[k] += weight;
  }
  double moved = std::abs(step);
  for (std::size_t k = 0; k < sum.size(); ++k) {
    const double next = sum[k] / (weights[k] + kClassPrior);
    moved = std::max(moved, std::abs(next - fit.of_class[k]));
    fit.of_class[k] = next;
  }
  return moved;
}

Fit fit_robustly(std::span<const Observation> observations, std::size_t classes) {
  Fit fit;
  fit.of_class.assign(classes, 0.0);
  std::vector<double> raw;
  for (const Observation& o : observations) raw.push_back(residual(o));
  fit.bias_db = median(raw);
  for (const Weight kind : {Weight::kHuber, Weight::kTukey})
    for (int round = 0; round < 50 && improve(observations, kind, fit) > 1e-6; ++round) {
    }
  return fit;
}

std::uint64_t mixed(std::uint64_t x) {  // splitmix64: neighbouring blocks fall into different folds
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// Fold of each block: blocks in mixed order, dealt out in turn, so that folds are alike in size.
std::map<std::uint64_t, int> deal_blocks(std::span<const Observation> observations, int folds) {
  std::set<std::pair<std::uint64_t, std::uint64_t>> order;
  for (const Observation& o : observations) order.emplace(mixed(o.block), o.block);
  std::map<std::uint64_t, int> fold_of;
  int next = 0;
  for (const auto& [key, block] : order) fold_of[block] = next++ % folds;
  return fold_of;
}

double rms(const std::vector<double>& errors) {
  double sum = 0;
  for (const double error : errors) sum += error * error;
  return std::sqrt(sum / static_cast<double>(errors.size()));
}

void cross_validate(std::span<const Observation> observations, std::size_t classes,
                    const std::map<std::uint64_t, int>& fold_of, Calibration& out) {
  std::vector<double> errors;
  for (int fold = 0; fold < out.folds; ++fold) {
    std::vector<Observation> learned, tested;
    for (const Observation& o : observations) (fold_of.at(o.block) == fold ? tested : learned).push_back(o);
    const Fit fit = fit_robustly(learned, classes);
    for (const double error : errors_of(fit, tested)) errors.push_back(error);
  }
  out.validated_rms_db = rms(errors);
  double sum = 0;
  for (const double error : errors) sum += error;
  out.validated_mean_db = sum / static_cast<double>(errors.size());
  out.validated_robust_db = robust_sigma(std::move(errors));
}

}  // namespace

double Calibration::corrected_dbm(double predicted_dbm, int land_class) const {
  const auto found = std::ranges::find(classes, land_class, &ClassCorrection::land_class);
  return predicted_dbm + bias_db + (found == classes.end() ? 0 : found->correction_db);
}

base::Result<Calibration> calibrate(std::span<const Observation> observations, int folds) {
  constexpr std::size_t kFewest = 20;
  if (observations.size() < kFewest || folds < 2)
    return base::fail(base::ErrorCode::kInvalid, {"radio.calibration_few",
                                                  {{"count", static_cast<std::int64_t>(observations.size())},
                                                   {"needed", static_cast<std::int64_t>(kFewest)}}});
  int largest = 0;
  for (const Observation& o : observations) {
    if (!std::isfinite(residual(o)) || o.land_class < 0 || o.land_class > kLargestClass)
      return base::fail(base::ErrorCode::kInvalid, {"radio.calibration_number", {}});
    largest = std::max(largest, o.land_class);
  }
  const auto fold_of = deal_blocks(observations, folds);
  if (fold_of.size() < static_cast<std::size_t>(folds))
    return base::fail(base::ErrorCode::kInvalid, {"radio.calibration_blocks",
                                                  {{"count", static_cast<std::int64_t>(fold_of.size())},
                                                   {"needed", static_cast<std::int64_t>(folds)}}});
  const std::size_t classes = static_cast<std::size_t>(largest) + 1;
  const Fit fit = fit_robustly(observations, classes);

  Calibration out;
  out.bias_db = fit.bias_db;
  out.spread_db = fit.spread_db;
  out.count = static_cast<int>(observations.size());
  out.folds = folds;
  std::vector<int> counts(classes, 0);
  std::vector<double> raw;
  for (const Observation& o : observations) {
    ++counts[static_cast<std::size_t>(o.land_class)];
    raw.push_back(residual(o));
    if (std::abs(fit.error_of(o)) > 3 * fit.spread_db) ++out.outliers;
  }
  for (std::size_t k = 0; k < classes; ++k)
    if (counts[k] > 0) out.classes.push_back({static_cast<int>(k), counts[k], fit.of_class[k]});
  // Samples of one block share their error: the number that counts is that of blocks.
  out.bias_error_db = fit.spread_db / std::sqrt(static_cast<double>(fold_of.size()));
  out.raw_rms_db = rms(raw);
  cross_validate(observations, classes, fold_of, out);
  return out;
}

std::uint64_t spatial_block(double lat_deg, double lon_deg) {
  constexpr double kSide_deg = 500 / 111'195.0;
  const auto row = static_cast<std::int64_t>(std::floor(lat_deg / kSide_deg)) + (1 << 20);
  const auto column = static_cast<std::int64_t>(std::floor(lon_deg / kSide_deg)) + (1 << 20);
  return static_cast<std::uint64_t>(row) << 32 | static_cast<std::uint64_t>(column);
}

}  // namespace radio
