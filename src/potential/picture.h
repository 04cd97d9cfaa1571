#pragma once
// A picture in memory, and the only door to the libraries that read and write pictures.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace potential {

/// 8-bit RGB, row by row from the top.
struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;

  std::size_t offset(int x, int y) const {
    return 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
  }
};

struct DecodeLimits {
  std::size_t pixels;
  int enough_px;  ///< a decoder may halve the picture while its longer side stays at least this long
};

enum class Decoded { kYes, kUnreadable, kTooLarge };

struct Decoding {
  Decoded result = Decoded::kUnreadable;
  Picture picture;
  std::string exif;  ///< the TIFF block, where the file has one
};

/// JPEG, PNG or WebP, told apart by their first bytes. The size is judged before memory is taken.
Decoding decode_picture(std::string_view file, const DecodeLimits& limits);

/// WebP at `quality` 0 … 100; empty when the encoder fails.
std::string encode_webp(const Picture& picture, float quality);

}  // namespace potential
