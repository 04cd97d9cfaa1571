#pragma once
// Input and output of commands: `-` is stdin or stdout; an output file appears whole or not at all.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/csv.h"

namespace cli {

/// Bytes of a file, or of stdin for "-". Throws RefusedInput when it cannot be opened.
base::ByteSource open_input(const std::string& path);

/// Written beside its place and renamed by commit(); without it nothing is left behind. "-" (stdout) and what
/// is no regular file, such as /dev/null, are written directly. Throws base::Failure when the disk fails.
class OutputFile {
 public:
  explicit OutputFile(const std::string& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);
  /// Flushes, syncs and renames.
  void commit();

  /// Where to write for a program that wants a path (GDAL): the file beside, renamed by commit().
  const std::string& path_to_write() const { return writing_; }

 private:
  std::string target_, writing_;
  std::FILE* file_ = nullptr;
  bool direct_ = false;
};

/// The input cannot be used; `what()` says what, where and how to mend it. Mapped to exit code 1.
class RefusedInput : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace cli
