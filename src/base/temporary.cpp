#include "base/temporary.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/failure.h"

namespace base {
namespace {

/// Where a file cannot be made or written the disk is full or the folder is not ours to write.
[[noreturn]] void fail_with(const char* what, const std::string& where) {
  throw Failure(std::string(what) + " " + where + ": " + std::strerror(errno) +
                "; free some space, or name another folder in TMPDIR");
}

std::string pattern() {
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  return (error ? std::filesystem::path("/tmp") : folder) / "serumpun-XXXXXX";
}

int make_file(std::string& path) {
  const int descriptor = mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) fail_with("cannot make a temporary file", path);
  return descriptor;
}

}  // namespace

int unnamed_file() {
  std::string path = pattern();
  const int descriptor = make_file(path);
  unlink(path.c_str());
  return descriptor;
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail_with("cannot write", "a temporary file");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

TemporaryFile::TemporaryFile() : path_(pattern()), descriptor_(make_file(path_)) {}

TemporaryFile::~TemporaryFile() {
  close(descriptor_);
  unlink(path_.c_str());
}

}  // namespace base
