#pragma once
// Writing that is on disk when it returns.
#include <filesystem>
#include <functional>
#include <string_view>

#include "files/store.h"

namespace files {

/// An open file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor();
  int get() const { return fd_; }

 private:
  int fd_;
};

/// A file under another name until move_to(); removed if that never comes.
class TemporaryFile {
 public:
  TemporaryFile(const std::filesystem::path& folder, const std::function<void(Point)>& fault);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  void write(std::string_view bytes);
  void sync();
  /// Renames and syncs the folders on the way.
  void move_to(const std::filesystem::path& target);

 private:
  int open_new();

  const std::function<void(Point)>& fault_;
  std::filesystem::path path_;
  Descriptor file_;
};

/// Held while contents are put in their place (shared) or removed (exclusive), by any program.
class FolderLock {
 public:
  enum class Use { kPutting, kRemoving };
  FolderLock(const std::filesystem::path& folder, Use use);

 private:
  Descriptor file_;
};

void sync_folder(const std::filesystem::path& folder);
/// Throws db::DiskFull or base::Failure after errno.
[[noreturn]] void disk_failed(const std::string& doing, const std::filesystem::path& path);

}  // namespace files
