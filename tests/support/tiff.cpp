#include "support/tiff.h"

#include <string_view>

namespace support {
namespace {

using namespace std::string_view_literals;

class Directory {
 public:
  explicit Directory(unsigned entries) { put(entries, 2); }
  void entry(unsigned tag, unsigned type, unsigned value) {
    put(tag, 2), put(type, 2), put(1, 4), put(value, 4);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  void put(unsigned value, int size) {
    for (int i = 0; i < size; ++i) bytes_ += static_cast<char>(value >> (8 * i) & 255);
  }

  std::string bytes_;
};

}  // namespace

std::string huge_tiff() {
  constexpr unsigned kShort = 3, kLong = 4;
  Directory directory(9);
  directory.entry(256, kLong, 65'536);  // columns
  directory.entry(257, kLong, 65'536);  // rows
  directory.entry(258, kShort, 16);     // bits of a post
  directory.entry(259, kShort, 1);      // not compressed
  directory.entry(262, kShort, 1);      // black is zero
  directory.entry(273, kLong, 200);     // where the posts begin
  directory.entry(277, kShort, 1);      // a band
  directory.entry(278, kLong, 65'536);  // rows of a strip
  directory.entry(279, kLong, 800);     // bytes of a strip
  std::string tiff("II*\0\x08\0\0\0"sv);
  tiff += directory.bytes();
  tiff.resize(1'024);
  return tiff;
}

}  // namespace support
