#include "picture.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <png.h>
#include <webp/decode.h>
#include <webp/encode.h>

namespace potential {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

bool too_large(std::uint64_t width, std::uint64_t height, const DecodeLimits& limits) {
  return width * height > limits.pixels;
}

// libjpeg reports errors by a call that must not return; this is its way out, as its manual shows it
// (example.txt).
struct JpegErrors {
  jpeg_error_mgr manager;
  std::jmp_buf way_out;
};

[[noreturn]] void leave(j_common_ptr info) {
  std::longjmp(reinterpret_cast<JpegErrors*>(info->err)->way_out, 1);
}

void stay_silent(j_common_ptr, int) {}

std::string exif_of(const jpeg_decompress_struct& info) {
  constexpr std::string_view kMark("Exif\0\0", 6);
  for (const auto* marker = info.marker_list; marker != nullptr; marker = marker->next) {
    const std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
    if (data.starts_with(kMark)) return std::string(data.substr(kMark.size()));
  }
  return {};
}

/// Everything with a destructor lives in `decoding`, outside the frame that longjmp leaves; a frame of its
/// own, so that nothing of it is kept in a register of the one that setjmp comes back to.
[[gnu::noinline]] void read_jpeg(jpeg_decompress_struct& info, std::string_view file,
                                 const DecodeLimits& limits, Decoding& decoding) {
  jpeg_mem_src(&info, bytes_of(file), file.size());
  jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
  jpeg_read_header(&info, TRUE);
  if (too_large(info.image_width, info.image_height, limits)) {
    decoding.result = Decoded::kTooLarge;
    return;
  }
  decoding.exif = exif_of(info);
  info.out_color_space = JCS_RGB;
  const unsigned side = std::max(info.image_width, info.image_height);
  while (info.scale_denom < 8 * info.scale_num &&
         side / (2 * info.scale_denom / info.scale_num) >= static_cast<unsigned>(limits.enough_px))
    info.scale_denom *= 2;
  jpeg_start_decompress(&info);
  Picture& picture = decoding.picture;
  picture.width = static_cast<int>(info.output_width);
  picture.height = static_cast<int>(info.output_height);
  picture.rgb.resize(picture.offset(0, picture.height));
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = picture.rgb.data() + picture.offset(0, static_cast<int>(info.output_scanline));
    jpeg_read_scanlines(&info, &row, 1);
  }
  decoding.result = Decoded::kYes;
}

void decode_jpeg(std::string_view file, const DecodeLimits& limits, Decoding& decoding) {
  jpeg_decompress_struct info{};
  JpegErrors errors{};
  info.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = leave;
  errors.manager.emit_message = stay_silent;
  if (setjmp(errors.way_out) == 0) {
    jpeg_create_decompress(&info);
    info.mem->max_memory_to_use = 256 << 20;
    read_jpeg(info, file, limits, decoding);
  } else {
    decoding.result = Decoded::kUnreadable;
  }
  jpeg_destroy_decompress(&info);
}

void decode_png(std::string_view file, const DecodeLimits& limits, Decoding& decoding) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0) return;
  if (too_large(image.width, image.height, limits)) {
    decoding.result = Decoded::kTooLarge;
    png_image_free(&image);
    return;
  }
  image.format = PNG_FORMAT_RGB;
  Picture& picture = decoding.picture;
  picture.width = static_cast<int>(image.width);
  picture.height = static_cast<int>(image.height);
  picture.rgb.resize(PNG_IMAGE_SIZE(image));
  const png_color paper{255, 255, 255};  // what is transparent shows the page
  if (png_image_finish_read(&image, &paper, picture.rgb.data(), 0, nullptr) != 0)
    decoding.result = Decoded::kYes;
  png_image_free(&image);
}

void decode_webp(std::string_view file, const DecodeLimits& limits, Decoding& decoding) {
  int width = 0, height = 0;
  if (WebPGetInfo(bytes_of(file), file.size(), &width, &height) == 0) return;
  if (too_large(static_cast<std::uint64_t>(width), static_cast<std::uint64_t>(height), limits)) {
    decoding.result = Decoded::kTooLarge;
    return;
  }
  Picture& picture = decoding.picture;
  picture.width = width;
  picture.height = height;
  picture.rgb.resize(picture.offset(0, height));
  if (WebPDecodeRGBInto(bytes_of(file), file.size(), picture.rgb.data(), picture.rgb.size(), 3 * width) !=
      nullptr)
    decoding.result = Decoded::kYes;
}

}  // namespace

Decoding decode_picture(std::string_view file, const DecodeLimits& limits) {
  Decoding decoding;
  if (file.starts_with("\xFF\xD8\xFF")) {
    decode_jpeg(file, limits, decoding);
  } else if (file.starts_with("\x89PNG\r\n\x1A\n")) {
    decode_png(file, limits, decoding);
  } else if (file.size() > 12 && file.starts_with("RIFF") && file.substr(8, 4) == "WEBP") {
    decode_webp(file, limits, decoding);
  }
  return decoding;
}

std::string encode_webp(const Picture& picture, float quality) {
  std::uint8_t* out = nullptr;
  const std::size_t size =
      WebPEncodeRGB(picture.rgb.data(), picture.width, picture.height, 3 * picture.width, quality, &out);
  std::string encoded(reinterpret_cast<const char*>(out), out == nullptr ? 0 : size);
  WebPFree(out);
  return encoded;
}

}  // namespace potential
