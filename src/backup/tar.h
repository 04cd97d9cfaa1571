#pragma once
// Headers of a tar file: POSIX.1-1988 ustar, lengths over 8 GiB as GNU tar writes them.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace backup {

inline constexpr std::size_t kTarBlock = 512;
inline constexpr const char* kSumsName = "SHA256SUMS";

struct TarEntry {
  std::string name;  ///< at most 99 characters
  std::int64_t size_bytes = 0;
  std::int64_t changed_s = 0;
};

std::string tar_header(const TarEntry& entry);
/// Nothing for a block that is no header of a regular file.
std::optional<TarEntry> parse_tar_header(std::string_view block);
/// Bytes from the end of an entry to the next block.
std::size_t tar_padding(std::int64_t size_bytes);

}  // namespace backup
