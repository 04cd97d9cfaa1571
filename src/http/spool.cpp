#include "http/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/failure.h"

namespace http {

Spool::Spool(std::string folder, std::size_t memory_bytes)
    : folder_(std::move(folder)), memory_bytes_(memory_bytes) {}

Spool::Spool(std::string text) : memory_(std::move(text)), size_(memory_.size()) {}

Spool::~Spool() {
  if (file_ >= 0) ::close(file_);
}

bool Spool::would_spill(std::size_t more) const {
  return file_ >= 0 || size_ + more > memory_bytes_;
}

void Spool::append(std::string_view bytes) {
  if (!would_spill(bytes.size())) {
    memory_ += bytes;
  } else {
    if (file_ < 0) {
      file_ = ::open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
      if (file_ < 0)
        throw base::Failure("cannot make a file in " + folder_ +
                            " for a request body: " + std::strerror(errno));
      write_file(memory_);
      memory_ = {};
    }
    write_file(bytes);
  }
  size_ += bytes.size();
}

void Spool::write_file(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      throw base::Failure("cannot write a request body to " + folder_ + ": " + std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::size_t Spool::read_at(std::uint64_t offset, char* out, std::size_t count) const {
  if (offset >= size_) return 0;
  count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size_ - offset));
  if (file_ < 0) {
    std::memcpy(out, memory_.data() + offset, count);
    return count;
  }
  for (;;) {
    const ssize_t got = ::pread(file_, out, count, static_cast<off_t>(offset));
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR)
      throw base::Failure("cannot read a request body back from " + folder_ + ": " + std::strerror(errno));
  }
}

base::ByteSource SpoolPart::open() const {
  return [part = *this](char* out, std::size_t count) mutable {
    if (!part.spool) return std::size_t{0};
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(count, part.size));
    const std::size_t got = part.spool->read_at(part.offset, out, wanted);
    part.offset += got;
    part.size -= got;
    return got;
  };
}

std::string SpoolPart::text() const {
  std::string out(static_cast<std::size_t>(size), '\0');
  std::size_t filled = 0;
  const base::ByteSource source = open();
  while (filled < out.size()) {
    const std::size_t got = source(out.data() + filled, out.size() - filled);
    if (got == 0) break;
    filled += got;
  }
  out.resize(filled);
  return out;
}

}  // namespace http
