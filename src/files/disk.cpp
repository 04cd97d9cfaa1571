#include "disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/digest.h"
#include "db/failure.h"

namespace files {
namespace fs = std::filesystem;

Descriptor::Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
Descriptor::~Descriptor() {
  if (fd_ >= 0) close(fd_);
}

void disk_failed(const std::string& doing, const fs::path& path) {
  const int error = errno;
  const std::string what = "cannot " + doing + " " + path.string() + ": " + std::strerror(error);
  if (error == ENOSPC || error == EDQUOT || error == EFBIG)
    throw db::DiskFull(what + "; make room on the disk");
  throw base::Failure(what + "; may this user write there, and is the disk well?");
}

void sync_folder(const fs::path& folder) {
  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.get() < 0 || fsync(opened.get()) != 0) disk_failed("sync", folder);
}

TemporaryFile::TemporaryFile(const fs::path& folder, const std::function<void(Point)>& fault)
    : fault_(fault), path_(folder / base::random_token(16)), file_(open_new()) {}

int TemporaryFile::open_new() {
  if (fault_) fault_(Point::kOpen);
  const int fd = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) disk_failed("make", path_);
  return fd;
}

TemporaryFile::~TemporaryFile() {
  if (!path_.empty()) unlink(path_.c_str());
}

void TemporaryFile::write(std::string_view bytes) {
  if (fault_) fault_(Point::kWrite);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) disk_failed("write", path_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void TemporaryFile::sync() {
  if (fault_) fault_(Point::kSync);
  if (fsync(file_.get()) != 0) disk_failed("sync", path_);
}

void TemporaryFile::move_to(const fs::path& target) {
  if (fault_) fault_(Point::kRename);
  const fs::path folder = target.parent_path();
  if (fs::create_directories(folder)) sync_folder(folder.parent_path());
  if (rename(path_.c_str(), target.c_str()) != 0) disk_failed("rename", path_);
  path_.clear();
  sync_folder(folder);
}

FolderLock::FolderLock(const fs::path& folder, Use use)
    : file_(open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  const int operation = use == Use::kPutting ? LOCK_SH : LOCK_EX;
  int code = -1;
  do code = flock(file_.get(), operation);
  while (code != 0 && errno == EINTR);
  if (code != 0) disk_failed("lock", folder);
}

}  // namespace files
