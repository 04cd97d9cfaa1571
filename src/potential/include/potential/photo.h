#pragma once
// Photos as they arrive from phones, made fit to be shown: decoded within limits, encoded anew, nothing else
// kept.
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "geo/point.h"

namespace potential {

struct PhotoLimits {
  std::size_t bytes = 16u << 20;
  std::size_t pixels = 64'000'000;
  int page_side_px = 1280;      ///< the longer side of what a page shows
  int thumbnail_side_px = 480;  ///< … and of what a list shows
};

struct Photo {
  std::string page, thumbnail;         ///< WebP
  int width = 0, height = 0;           ///< of `page`, upright
  std::optional<geo::Point> taken_at;  ///< from the file's own GPS; offered to the writer, never published
};

/// Takes JPEG, PNG and WebP by their content, whatever their name. No metadata of the file survives; it is
/// turned upright. Refuses (kInvalid "potential.photo_unreadable", kTooLarge "potential.photo_too_large").
base::Result<Photo> make_photo(std::string_view file, const PhotoLimits& limits = {});

}  // namespace potential
