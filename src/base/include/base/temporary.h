#pragma once
// Files for the moment, in the folder that the system names for them (TMPDIR, else /tmp).
#include <string>
#include <string_view>

namespace base {

/// A descriptor of a file without a name: it is gone when the descriptor is closed, whatever happens to us.
/// Throws Failure.
int unnamed_file();

/// Writes all of it. Throws Failure.
void write_all(int descriptor, std::string_view bytes);

/// A file under a name of its own, removed when this goes.
class TemporaryFile {
 public:
  /// Throws Failure.
  TemporaryFile();
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }
  void write(std::string_view bytes) { write_all(descriptor_, bytes); }

 private:
  std::string path_;
  int descriptor_;
};

}  // namespace base
