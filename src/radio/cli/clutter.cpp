#include "clutter.h"

#include <limits>

#include "say.h"

namespace radio_cli {

OpenLandCover::OpenLandCover(const std::string& path) : mapped_(path) {
  const auto stored = radio::read_land_cover_store(mapped_.bytes(), radio::Verify::kChecksum);
  if (!stored) refuse(path, stored.error());
  cover_ = stored->cover;
}

std::optional<TerminalClutter> TerminalClutter::make(const ClutterOptions& options,
                                                     const radio::LandCover* cover) {
  TerminalClutter clutter;
  clutter.options_ = options;
  clutter.cover_ = cover;
  if (options.kind == "none") return clutter;
  if (options.kind == "statistical") {
    clutter.kind_ = Kind::kStatistical;
  } else if (options.kind == "landcover" && cover != nullptr) {
    clutter.kind_ = Kind::kLandCover;
  } else if (const auto named = radio::parse_clutter(options.kind)) {
    clutter.kind_ = Kind::kClass;
    clutter.class_ = *named;
  } else {
    return std::nullopt;
  }
  return clutter;
}

void TerminalClutter::add_to(RowAnswer& answer, const Terminal& terminal) const {
  if (kind_ == Kind::kNone || std::isnan(answer.loss_db)) return;
  std::optional<radio::p2108::Clutter> around = class_;
  if (kind_ == Kind::kLandCover) around = terminal.place ? cover_->at(*terminal.place) : std::nullopt;
  if (!around) return;
  const double frequency_ghz = terminal.frequency_mhz / 1000;
  const double height_m =
      options_.height_m > 0 ? options_.height_m : radio::terminal_clutter_height_m(*around);
  const radio::p2108::Answer clutter =
      kind_ == Kind::kStatistical
          ? radio::p2108::terrestrial({frequency_ghz, terminal.distance_m / 1000, terminal.location_percent})
          : radio::p2108::height_gain({frequency_ghz, terminal.height_m, options_.street_width_m, height_m,
                                       static_cast<int>(*around)});
  if (clutter.rc == radio::p2108::kSuccess) {
    answer.loss_db += clutter.loss_db;
  } else {
    answer = {std::numeric_limits<double>::quiet_NaN(), 0, clutter.rc, answer.warnings};
  }
}

}  // namespace radio_cli
