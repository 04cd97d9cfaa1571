#pragma once
// The two things of a photo's EXIF block that matter: which way is up, and where it was taken.
#include <optional>
#include <string_view>

#include "geo/point.h"

namespace potential {

struct Exif {
  int orientation = 1;  ///< 1 … 8 after EXIF 2.32, tag 0x0112
  std::optional<geo::Point> place;
};

/// `tiff` begins at the TIFF header, after "Exif\0\0". Whatever is malformed is left out; never fails.
Exif read_exif(std::string_view tiff);

}  // namespace potential
