#include "potential/photo.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>

#include <jpeglib.h>

#include "exif.h"
#include "picture.h"

namespace potential {
namespace {

std::string u16(unsigned v) {
  return {static_cast<char>(v & 255), static_cast<char>(v >> 8 & 255)};
}
std::string u32(unsigned v) {
  return u16(v & 0xFFFF) + u16(v >> 16);
}
std::string entry(unsigned tag, unsigned type, unsigned count, const std::string& value) {
  return u16(tag) + u16(type) + u32(count) + value;
}

/// A TIFF block as phones write it: orientation, and GPS at 2°36'53.64" S, 102°23'42.48" E.
std::string tiff_block(unsigned orientation) {
  const unsigned gps = 8 + 2 + 2 * 12 + 4, data = gps + 2 + 4 * 12 + 4;
  std::string block = "II" + u16(42) + u32(8);
  block += u16(2) + entry(0x0112, 3, 1, u16(orientation) + u16(0)) + entry(0x8825, 4, 1, u32(gps)) + u32(0);
  block += u16(4) + entry(1, 2, 2, std::string("S\0\0\0", 4)) + entry(2, 5, 3, u32(data)) +
           entry(3, 2, 2, std::string("E\0\0\0", 4)) + entry(4, 5, 3, u32(data + 24)) + u32(0);
  for (const auto& [n, d] :
       {std::pair{2u, 1u}, {36u, 1u}, {5364u, 100u}, {102u, 1u}, {23u, 1u}, {4248u, 100u}})
    block += u32(n) + u32(d);
  return block;
}

/// Left half red, right half blue.
std::string jpeg_file(int width, int height, const std::string& exif = {}) {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &out, &size);
  info.image_width = static_cast<JDIMENSION>(width);
  info.image_height = static_cast<JDIMENSION>(height);
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_start_compress(&info, TRUE);
  if (!exif.empty()) {
    const std::string marker = std::string("Exif\0\0", 6) + exif;
    jpeg_write_marker(&info, JPEG_APP0 + 1, reinterpret_cast<const unsigned char*>(marker.data()),
                      static_cast<unsigned>(marker.size()));
  }
  std::vector<unsigned char> row(static_cast<std::size_t>(width) * 3);
  for (int x = 0; x < width; ++x) row[static_cast<std::size_t>(3 * x + (x < width / 2 ? 0 : 2))] = 250;
  for (int y = 0; y < height; ++y) {
    JSAMPROW pointer = row.data();
    jpeg_write_scanlines(&info, &pointer, 1);
  }
  jpeg_finish_compress(&info);
  std::string file(reinterpret_cast<char*>(out), size);
  jpeg_destroy_compress(&info);
  std::free(out);
  return file;
}

TEST(Photo, IsShrunkAndBecomesWebP) {
  const auto photo = make_photo(jpeg_file(3000, 1500));
  ASSERT_TRUE(photo);
  EXPECT_EQ(photo->width, 1280);
  EXPECT_EQ(photo->height, 640);
  EXPECT_EQ(photo->page.substr(8, 4), "WEBP");
  EXPECT_LT(photo->thumbnail.size(), photo->page.size());
}

TEST(Photo, TellsWhereItWasTakenAndKeepsNothingOfIt) {
  const auto photo = make_photo(jpeg_file(64, 32, tiff_block(1)));
  ASSERT_TRUE(photo);
  ASSERT_TRUE(photo->taken_at);
  EXPECT_NEAR(photo->taken_at->lat, -2.6149, 1e-4);
  EXPECT_NEAR(photo->taken_at->lon, 102.3951, 1e-4);
  EXPECT_EQ(photo->page.find("EXIF"), std::string::npos);
}

TEST(Photo, IsTurnedUpright) {
  // Orientation 6: the camera was turned, the file's left edge is the top.
  const auto photo = make_photo(jpeg_file(64, 32, tiff_block(6)));
  ASSERT_TRUE(photo);
  EXPECT_EQ(photo->width, 32);
  EXPECT_EQ(photo->height, 64);
  const Decoding upright = decode_picture(photo->page, {1'000'000, 1280});
  const auto& p = upright.picture;
  EXPECT_GT(p.rgb[p.offset(16, 8)], 200);       // red on top
  EXPECT_GT(p.rgb[p.offset(16, 56) + 2], 200);  // blue below
}

TEST(Photo, RefusesWhatIsNoPictureAndWhatIsTooLarge) {
  EXPECT_EQ(make_photo("<svg onload=alert(1)>").error().message.key, "potential.photo_unreadable");
  EXPECT_EQ(make_photo("").error().code, base::ErrorCode::kInvalid);
  std::string cut = jpeg_file(640, 480);
  cut.resize(40);
  EXPECT_EQ(make_photo(cut).error().code, base::ErrorCode::kInvalid);
  PhotoLimits limits;
  limits.pixels = 1000;
  EXPECT_EQ(make_photo(jpeg_file(64, 32), limits).error().code, base::ErrorCode::kTooLarge);
}

TEST(Exif, SurvivesACutBlock) {
  const std::string block = tiff_block(3);
  for (std::size_t size = 0; size < block.size(); ++size) {
    const Exif exif = read_exif(std::string_view(block).substr(0, size));
    EXPECT_TRUE(exif.orientation == 1 || exif.orientation == 3);
  }
}

}  // namespace
}  // namespace potential
