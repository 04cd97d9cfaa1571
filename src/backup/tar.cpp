#include "tar.h"

#include <algorithm>
#include <cstdio>

#include "base/check.h"

namespace backup {
namespace {

struct Field {
  std::size_t at, length;
};
constexpr Field kName{0, 100}, kMode{100, 8}, kUser{108, 8}, kGroup{116, 8}, kSize{124, 12}, kTime{136, 12},
    kSum{148, 8}, kMagic{257, 8};
constexpr std::size_t kTypeAt = 156;
constexpr std::int64_t kOctalLimit = 1ll << 33;  // eleven octal digits

void put_octal(std::string& block, Field field, std::int64_t value) {
  char text[24];
  std::snprintf(text, sizeof text, "%0*llo", static_cast<int>(field.length - 1),
                static_cast<unsigned long long>(value));
  block.replace(field.at, field.length - 1, text);
}

void put_size(std::string& block, std::int64_t value) {
  if (value < kOctalLimit) return put_octal(block, kSize, value);
  block[kSize.at] = static_cast<char>(0x80);
  for (std::size_t i = kSize.length - 1; i > 0; --i, value >>= 8)
    block[kSize.at + i] = static_cast<char>(value & 0xff);
}

std::optional<std::int64_t> octal(std::string_view text) {
  std::int64_t value = 0;
  for (const char c : text) {
    if (c == '\0' || c == ' ') break;
    if (c < '0' || c > '7') return std::nullopt;
    value = value << 3 | (c - '0');
  }
  return value;
}

std::optional<std::int64_t> parse_size(std::string_view text) {
  if (static_cast<unsigned char>(text[0]) != 0x80) return octal(text);
  std::int64_t value = 0;
  for (const char c : text.substr(4)) value = value << 8 | static_cast<unsigned char>(c);
  return value < 0 ? std::nullopt : std::optional(value);
}

/// The sum of all bytes, those of the sum itself taken as blanks.
std::int64_t sum_of(std::string_view block) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < kTarBlock; ++i)
    sum += i >= kSum.at && i < kSum.at + kSum.length ? ' ' : static_cast<unsigned char>(block[i]);
  return sum;
}

}  // namespace

std::string tar_header(const TarEntry& entry) {
  base::check(entry.name.size() < kName.length, "names in an archive are short");
  std::string block(kTarBlock, '\0');
  block.replace(kName.at, entry.name.size(), entry.name);
  put_octal(block, kMode, 0600);
  put_octal(block, kUser, 0);
  put_octal(block, kGroup, 0);
  put_size(block, entry.size_bytes);
  put_octal(block, kTime, entry.changed_s);
  block[kTypeAt] = '0';
  block.replace(kMagic.at, kMagic.length,
                std::string_view("ustar\0"
                                 "00",
                                 8));
  put_octal(block, {kSum.at, 7}, sum_of(block));
  block[kSum.at + 7] = ' ';
  return block;
}

std::optional<TarEntry> parse_tar_header(std::string_view block) {
  if (block.size() != kTarBlock || block[kTypeAt] != '0' || !block.substr(kMagic.at).starts_with("ustar"))
    return {};
  const auto sum = octal(block.substr(kSum.at, kSum.length));
  const auto size = parse_size(block.substr(kSize.at, kSize.length));
  const auto time = octal(block.substr(kTime.at, kTime.length));
  if (!sum || *sum != sum_of(block) || !size || !time) return {};
  const std::string_view name = block.substr(kName.at, kName.length);
  return TarEntry{std::string(name.substr(0, name.find('\0'))), *size, *time};
}

std::size_t tar_padding(std::int64_t size_bytes) {
  const auto over = static_cast<std::size_t>(size_bytes) % kTarBlock;
  return over == 0 ? 0 : kTarBlock - over;
}

}  // namespace backup
