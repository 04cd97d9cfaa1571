#pragma once
// What stands around the receiver: ITU-R P.2108 beside the path model, never inside it.
#include <memory>
#include <optional>
#include <string>

#include "loss_rows.h"
#include "radio/land_cover.h"
#include "terrain_files.h"

namespace radio_cli {

/// A mapped store of land classes. Throws cli::RefusedInput naming the file.
class OpenLandCover {
 public:
  explicit OpenLandCover(const std::string& path);
  const radio::LandCover& cover() const { return *cover_; }

 private:
  MappedFile mapped_;
  std::optional<radio::LandCover> cover_;
};

struct ClutterOptions {
  std::string kind = "none";
  double height_m = 0;  ///< 0: the class's own
  double street_width_m = 27;
};

/// The end of a path that stands among trees or houses.
struct Terminal {
  double frequency_mhz = 0, height_m = 0, distance_m = 0, location_percent = 50;
  std::optional<radio::Place> place;
};

class TerminalClutter {
 public:
  TerminalClutter() = default;
  /// `cover` may be missing and outlives this. Nothing when the kind is no word of --clutter.
  static std::optional<TerminalClutter> make(const ClutterOptions& options, const radio::LandCover* cover);

  /// Adds the loss to that of the path. What the Recommendation refuses is refused with its number; a place
  /// without a known class gets no clutter.
  void add_to(RowAnswer& answer, const Terminal& terminal) const;

 private:
  enum class Kind { kNone, kStatistical, kClass, kLandCover };
  Kind kind_ = Kind::kNone;
  radio::p2108::Clutter class_ = radio::p2108::Clutter::kOpen;
  ClutterOptions options_;
  const radio::LandCover* cover_ = nullptr;
};

}  // namespace radio_cli
