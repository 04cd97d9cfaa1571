#include "potential/photo.h"

#include <algorithm>
#include <array>

#include "exif.h"
#include "picture.h"

namespace potential {
namespace {

constexpr float kPageQuality = 76, kThumbnailQuality = 70;

/// Each pixel is the mean of those it covers; a picture that is small enough stays.
Picture shrunk(const Picture& from, int side_px) {
  const int side = std::max(from.width, from.height);
  if (side <= side_px) return from;
  Picture to;
  to.width = std::max(1, from.width * side_px / side);
  to.height = std::max(1, from.height * side_px / side);
  to.rgb.resize(to.offset(0, to.height));
  for (int y = 0; y < to.height; ++y) {
    const int top = y * from.height / to.height,
              bottom = std::max(top + 1, (y + 1) * from.height / to.height);
    for (int x = 0; x < to.width; ++x) {
      const int left = x * from.width / to.width, right = std::max(left + 1, (x + 1) * from.width / to.width);
      std::array<int, 3> sum{};
      for (int v = top; v < bottom; ++v)
        for (int u = left; u < right; ++u)
          for (std::size_t c = 0; c < 3; ++c) sum[c] += from.rgb[from.offset(u, v) + c];
      const int count = (bottom - top) * (right - left);
      for (std::size_t c = 0; c < 3; ++c)
        to.rgb[to.offset(x, y) + c] = static_cast<std::uint8_t>((sum[c] + count / 2) / count);
    }
  }
  return to;
}

/// Undoes the camera's turn (EXIF 2.32, 4.6.4, Orientation): 5 to 8 lie on their side, even ones are mirrored
/// in pairs.
Picture upright(Picture from, int orientation) {
  if (orientation == 1) return from;
  const bool lying = orientation >= 5;
  Picture to;
  to.width = lying ? from.height : from.width;
  to.height = lying ? from.width : from.height;
  to.rgb.resize(from.rgb.size());
  const bool flip_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool flip_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  for (int y = 0; y < to.height; ++y) {
    for (int x = 0; x < to.width; ++x) {
      int u = lying ? y : x, v = lying ? x : y;
      if (flip_x) u = from.width - 1 - u;
      if (flip_y) v = from.height - 1 - v;
      std::copy_n(from.rgb.begin() + static_cast<std::ptrdiff_t>(from.offset(u, v)), 3,
                  to.rgb.begin() + static_cast<std::ptrdiff_t>(to.offset(x, y)));
    }
  }
  return to;
}

}  // namespace

base::Result<Photo> make_photo(std::string_view file, const PhotoLimits& limits) {
  const base::Message too_large{"potential.photo_too_large",
                                {{"mega_bytes", static_cast<std::int64_t>(limits.bytes >> 20)},
                                 {"mega_pixels", static_cast<std::int64_t>(limits.pixels / 1'000'000)}}};
  if (file.size() > limits.bytes) return base::fail(base::ErrorCode::kTooLarge, too_large);
  Decoding decoding = decode_picture(file, {limits.pixels, limits.page_side_px});
  if (decoding.result == Decoded::kTooLarge) return base::fail(base::ErrorCode::kTooLarge, too_large);
  if (decoding.result == Decoded::kUnreadable)
    return base::fail(base::ErrorCode::kInvalid, {"potential.photo_unreadable", {}});
  const Exif exif = read_exif(decoding.exif);
  const Picture page = upright(shrunk(decoding.picture, limits.page_side_px), exif.orientation);
  Photo photo{.page = encode_webp(page, kPageQuality),
              .thumbnail = encode_webp(shrunk(page, limits.thumbnail_side_px), kThumbnailQuality),
              .width = page.width,
              .height = page.height,
              .taken_at = exif.place};
  if (photo.page.empty() || photo.thumbnail.empty())
    return base::fail(base::ErrorCode::kInvalid, {"potential.photo_unreadable", {}});
  return photo;
}

}  // namespace potential
