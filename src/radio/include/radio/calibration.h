#pragma once
// Calibration: what measurements say about the model's bias and spread, and how far to trust that.
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace radio {

/// One measured place with what the model says of it.
struct Observation {
  double predicted_dbm = 0;
  double measured_dbm = 0;
  int land_class = 0;  ///< index into the classes; 0 … 999
  std::uint64_t block =
      0;  ///< samples of one block are never split between learning and testing: see spatial_block()
};

struct ClassCorrection {
  int land_class = 0;
  int count = 0;
  double correction_db = 0;  ///< added to prediction and bias; drawn towards 0 where samples are few
};

struct Calibration {
  double bias_db = 0;    ///< measured less predicted; add it to a prediction
  double spread_db = 0;  ///< robust standard deviation of what remains
  std::vector<ClassCorrection> classes;
  int count = 0, outliers = 0;  ///< further than 3 spreads
  double bias_error_db = 0;     ///< standard error of the bias
  /// Error of predicting blocks that were left out: root mean square, and its robust counterpart that a few
  /// gross errors do not move. Raw: of the model without calibration, on the same samples.
  double validated_rms_db = 0, validated_robust_db = 0, validated_mean_db = 0, raw_rms_db = 0;
  int folds = 0;

  /// Of the prediction, corrected.
  double corrected_dbm(double predicted_dbm, int land_class) const;
};

/// Huber's M-estimate by iterated reweighting, then Tukey's (1.345 and 4.685 scales, the scale by the median
/// absolute deviation), with `folds`-fold cross-validation over blocks. The same input gives the same bits.
/// Refuses (kInvalid, "radio.calibration_few") fewer than 20 observations or fewer blocks than folds, and
/// (…_number) what is not finite.
base::Result<Calibration> calibrate(std::span<const Observation> observations, int folds = 5);

/// A square of about 500 m: neighbours along a road share their errors.
std::uint64_t spatial_block(double lat_deg, double lon_deg);

}  // namespace radio
