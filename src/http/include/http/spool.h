#pragma once
// A body as it arrived: in memory while small, beyond that in a file without a name, gone when the last user
// is.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/csv.h"

namespace http {

class Spool {
 public:
  /// `folder` holds the file; it is only opened when more than `memory_bytes` come.
  Spool(std::string folder, std::size_t memory_bytes);
  /// A small one, for tests and for what is in memory anyway.
  explicit Spool(std::string text);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  /// Whether `more` further bytes would touch the disk.
  bool would_spill(std::size_t more) const;
  /// Throws base::Failure when the disk is full or away.
  void append(std::string_view bytes);

  std::uint64_t size() const { return size_; }
  /// Up to `count` bytes from `offset`; how many, 0 at the end.
  std::size_t read_at(std::uint64_t offset, char* out, std::size_t count) const;

 private:
  void write_file(std::string_view bytes);

  std::string folder_, memory_;
  std::size_t memory_bytes_ = 0;
  int file_ = -1;
  std::uint64_t size_ = 0;
};

/// A piece of a spooled body, e.g. one uploaded file; cheap to copy, keeps the spool alive.
struct SpoolPart {
  std::shared_ptr<const Spool> spool;
  std::uint64_t offset = 0, size = 0;

  /// Reads it from its beginning, in pieces.
  base::ByteSource open() const;
  /// All of it; for what is known to be small.
  std::string text() const;
};

}  // namespace http
