// Whatever a phone or an attacker sends as a photo.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "exif.h"
#include "potential/photo.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  potential::PhotoLimits limits;
  limits.pixels = 1'000'000;
  static_cast<void>(potential::make_photo(file, limits));
  static_cast<void>(potential::read_exif(file));
  return 0;
}
