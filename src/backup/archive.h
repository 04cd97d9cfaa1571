#pragma once
// The archive: one tar file (POSIX ustar) whose last entry, SHA256SUMS, lists the digest of every other one.
// Anyone can look into it: `tar xf FILE && sha256sum -c SHA256SUMS`.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/digest.h"
#include "base/result.h"

namespace backup {

/// Written beside its place and renamed by commit(); without it nothing is left behind. Throws db::DiskFull
/// or base::Failure.
class ArchiveWriter {
 public:
  ArchiveWriter(const std::filesystem::path& target, std::int64_t now_s);
  ~ArchiveWriter();
  ArchiveWriter(const ArchiveWriter&) = delete;
  ArchiveWriter& operator=(const ArchiveWriter&) = delete;

  void begin(const std::string& name);
  void write(std::string_view bytes);
  void end();
  /// Writes SHA256SUMS, syncs and renames; answers the archive's length in bytes.
  std::int64_t commit();

 private:
  void put(std::string_view bytes);

  std::filesystem::path target_, writing_;
  std::int64_t now_s_;
  int file_ = -1;
  std::string buffer_, name_, sums_;
  std::int64_t written_ = 0, begun_at_ = 0;
  base::Sha256Stream hash_;
};

class ArchiveReader {
 public:
  struct Entry {
    std::string name;
    std::int64_t offset = 0, size_bytes = 0;
  };

  /// Reads the whole file once and compares every entry with its digest. Refuses: kNotFound
  /// "backup.no_archive", kInvalid "backup.no_such_format", "backup.cut_short", "backup.altered" (with
  /// "name").
  static base::Result<ArchiveReader> open(const std::filesystem::path& path);

  const std::vector<Entry>& entries() const { return entries_; }
  const Entry* find(std::string_view name) const;
  /// Its bytes in pieces.
  base::ByteSource read(const Entry& entry) const;
  std::string read_whole(const Entry& entry) const;

 private:
  base::Result<bool> index();
  base::Result<bool> check_sums() const;

  std::shared_ptr<int> file_;
  std::vector<Entry> entries_;
};

}  // namespace backup
