#pragma once
// Raster files that promise more than they hold.
#include <string>

namespace support {

/// A classic TIFF of 1,024 bytes whose header promises 65,536 × 65,536 posts.
std::string huge_tiff();

}  // namespace support
