#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "archive.h"
#include "base/failure.h"
#include "db/failure.h"
#include "tar.h"

namespace backup {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBufferBytes = 1u << 20;

[[noreturn]] void fail(const std::string& doing, const fs::path& path) {
  const int error = errno;
  const std::string what = "cannot " + doing + " " + path.string() + ": " + std::strerror(error);
  if (error == ENOSPC || error == EDQUOT || error == EFBIG)
    throw db::DiskFull(what + "; make room on the disk");
  throw base::Failure(what);
}

void write_at(int file, std::string_view bytes, std::int64_t offset, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file, bytes.data(), bytes.size(), offset);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += written;
  }
}

void sync_folder_of(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = opened >= 0 && fsync(opened) == 0;
  if (opened >= 0) close(opened);
  if (!synced) fail("sync", folder);
}

}  // namespace

ArchiveWriter::ArchiveWriter(const fs::path& target, std::int64_t now_s)
    : target_(target), writing_(target.string() + ".partial"), now_s_(now_s) {
  file_ = ::open(writing_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file_ < 0) fail("make", writing_);
}

ArchiveWriter::~ArchiveWriter() {
  if (file_ >= 0) close(file_);
  if (!writing_.empty()) unlink(writing_.c_str());
}

void ArchiveWriter::begin(const std::string& name) {
  name_ = name;
  put(std::string(kTarBlock, '\0'));  // the header's place; its length is known at the end
  begun_at_ = written_;
  hash_ = base::Sha256Stream();
}

void ArchiveWriter::write(std::string_view bytes) {
  hash_.update(bytes);
  put(bytes);
}

void ArchiveWriter::end() {
  const std::int64_t size = written_ - begun_at_;
  put(std::string(tar_padding(size), '\0'));
  const std::int64_t flushed = written_ - static_cast<std::int64_t>(buffer_.size());
  const std::int64_t header_at = begun_at_ - static_cast<std::int64_t>(kTarBlock);
  const std::string header = tar_header({name_, size, now_s_});
  if (header_at >= flushed)
    buffer_.replace(static_cast<std::size_t>(header_at - flushed), kTarBlock, header);
  else {
    put({});
    write_at(file_, buffer_, flushed, writing_);
    buffer_.clear();
    write_at(file_, header, header_at, writing_);
  }
  sums_ += base::hex(hash_.finish()) + "  " + name_ + "\n";
}

std::int64_t ArchiveWriter::commit() {
  const std::string sums = sums_;
  begin(kSumsName);
  write(sums);
  end();
  put(std::string(2 * kTarBlock, '\0'));
  write_at(file_, buffer_, written_ - static_cast<std::int64_t>(buffer_.size()), writing_);
  buffer_.clear();
  if (fsync(file_) != 0) fail("sync", writing_);
  if (rename(writing_.c_str(), target_.c_str()) != 0) fail("rename", writing_);
  writing_.clear();
  sync_folder_of(target_);
  return written_;
}

void ArchiveWriter::put(std::string_view bytes) {
  buffer_ += bytes;
  written_ += static_cast<std::int64_t>(bytes.size());
  if (buffer_.size() < kBufferBytes) return;
  write_at(file_, buffer_, written_ - static_cast<std::int64_t>(buffer_.size()), writing_);
  buffer_.clear();
}

}  // namespace backup
