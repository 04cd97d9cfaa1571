#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "base/failure.h"

namespace cli {

base::ByteSource open_input(const std::string& path) {
  std::shared_ptr<std::FILE> file;
  if (path == "-") {
    file = {stdin, [](std::FILE*) {}};
  } else {
    struct stat info {};
    if (stat(path.c_str(), &info) != 0) throw RefusedInput(path + ": " + std::strerror(errno));
    if (S_ISDIR(info.st_mode)) throw RefusedInput(path + " is a folder; a file is needed");
    std::FILE* opened = std::fopen(path.c_str(), "rb");
    if (opened == nullptr) throw RefusedInput(path + ": " + std::strerror(errno));
    file = {opened, [](std::FILE* f) { std::fclose(f); }};
  }
  return [file, path](char* out, std::size_t size) {
    const std::size_t got = std::fread(out, 1, size, file.get());
    if (got == 0 && std::ferror(file.get()) != 0) throw base::Failure(path + ": cannot be read to its end");
    return got;
  };
}

OutputFile::OutputFile(const std::string& path) : target_(path) {
  if (path == "-") {
    file_ = stdout;
    direct_ = true;
    return;
  }
  struct stat info {};
  direct_ = stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode);
  writing_ = direct_ ? path : path + ".part-" + std::to_string(getpid());
  file_ = std::fopen(writing_.c_str(), "wb");
  if (file_ == nullptr) throw RefusedInput(path + " cannot be written: " + std::strerror(errno));
}

OutputFile::~OutputFile() {
  if (file_ != nullptr && file_ != stdout) {
    std::fclose(file_);
    if (!direct_) unlink(writing_.c_str());
  }
}

void OutputFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size())
    throw base::Failure(target_ + ": writing failed: " + std::strerror(errno));
}

void OutputFile::commit() {
  if (std::fflush(file_) != 0) throw base::Failure(target_ + ": writing failed: " + std::strerror(errno));
  if (file_ == stdout) return;
  if (!direct_ && fsync(fileno(file_)) != 0)
    throw base::Failure(target_ + ": writing failed: " + std::strerror(errno));
  std::fclose(file_);
  file_ = nullptr;
  if (!direct_ && std::rename(writing_.c_str(), target_.c_str()) != 0) {
    unlink(writing_.c_str());
    throw base::Failure(target_ + " cannot be put in place: " + std::strerror(errno));
  }
}

}  // namespace cli
