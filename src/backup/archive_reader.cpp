#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>

#include "archive.h"
#include "base/failure.h"
#include "tar.h"

namespace backup {
namespace {

using base::ErrorCode;

constexpr std::size_t kPieceBytes = 256u << 10;

std::size_t read_at(int file, char* out, std::size_t size, std::int64_t offset) {
  for (;;) {
    const ssize_t got = pread(file, out, size, offset);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) throw base::Failure(std::string("cannot read the archive: ") + std::strerror(errno));
  }
}

std::string digest_of(const base::ByteSource& source) {
  base::Sha256Stream hash;
  std::vector<char> piece(kPieceBytes);
  while (const std::size_t got = source(piece.data(), piece.size())) hash.update({piece.data(), got});
  return base::hex(hash.finish());
}

/// "<64 hex digits>  <name>" a line, as sha256sum writes it.
std::map<std::string, std::string> parse_sums(std::string_view text) {
  std::map<std::string, std::string> out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.size() > 66) out[std::string(line.substr(66))] = line.substr(0, 64);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return out;
}

auto refuse(const char* key, const std::string& name) {
  return base::fail(ErrorCode::kInvalid, {key, {{"name", name}}});
}

}  // namespace

base::Result<ArchiveReader> ArchiveReader::open(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return base::fail(ErrorCode::kNotFound, {"backup.no_archive", {{"file", path.string()}}});
  ArchiveReader reader;
  reader.file_ = std::shared_ptr<int>(new int(file), [](int* opened) {
    close(*opened);
    delete opened;
  });
  if (auto indexed = reader.index(); !indexed) return base::fail(indexed.error());
  if (auto checked = reader.check_sums(); !checked) return base::fail(checked.error());
  return reader;
}

base::Result<bool> ArchiveReader::index() {
  struct stat about {};
  if (fstat(*file_, &about) != 0) throw base::Failure("cannot look at the archive");
  for (std::int64_t at = 0;;) {
    std::string block(kTarBlock, '\0');
    if (read_at(*file_, block.data(), block.size(), at) != kTarBlock) return refuse("backup.cut_short", "");
    if (block == std::string(kTarBlock, '\0')) return true;
    auto header = parse_tar_header(block);
    if (!header) return at == 0 ? refuse("backup.no_such_format", "") : refuse("backup.altered", "tar");
    const std::int64_t offset = at + static_cast<std::int64_t>(kTarBlock);
    if (header->size_bytes > about.st_size - offset) return refuse("backup.cut_short", header->name);
    at = offset + header->size_bytes + static_cast<std::int64_t>(tar_padding(header->size_bytes));
    entries_.push_back({std::move(header->name), offset, header->size_bytes});
  }
}

base::Result<bool> ArchiveReader::check_sums() const {
  if (entries_.empty() || entries_.back().name != kSumsName) return refuse("backup.cut_short", kSumsName);
  const auto sums = parse_sums(read_whole(entries_.back()));
  if (sums.size() + 1 != entries_.size()) return refuse("backup.altered", kSumsName);
  for (const Entry& entry : entries_) {
    if (entry.name == kSumsName) continue;
    const auto sum = sums.find(entry.name);
    if (sum == sums.end() || sum->second != digest_of(read(entry)))
      return refuse("backup.altered", entry.name);
  }
  return true;
}

const ArchiveReader::Entry* ArchiveReader::find(std::string_view name) const {
  const auto found = std::ranges::find(entries_, name, &Entry::name);
  return found == entries_.end() ? nullptr : &*found;
}

base::ByteSource ArchiveReader::read(const Entry& entry) const {
  return [file = file_, at = entry.offset, left = entry.size_bytes](char* out, std::size_t size) mutable {
    const std::size_t wanted = std::min(size, static_cast<std::size_t>(left));
    const std::size_t got = wanted == 0 ? 0 : read_at(*file, out, wanted, at);
    at += static_cast<std::int64_t>(got);
    left -= static_cast<std::int64_t>(got);
    return got;
  };
}

std::string ArchiveReader::read_whole(const Entry& entry) const {
  std::string text(static_cast<std::size_t>(entry.size_bytes), '\0');
  const base::ByteSource source = read(entry);
  std::size_t filled = 0;
  while (const std::size_t got = source(text.data() + filled, text.size() - filled)) filled += got;
  return text;
}

}  // namespace backup
