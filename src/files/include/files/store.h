#pragma once
// The file store: contents by their SHA-256, on disk before they are answered, kept as long as something
// refers to them.
//
//   auto stored = files.put(source);                                    // streams to disk
//   database.write([&](db::Transaction& tx) { … files::refer(tx, stored->digest, "potential_photo/" + id);
//   });
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "base/time.h"
#include "db/database.h"

namespace files {

/// 64 characters of lower-case hex.
struct Digest {
  std::string text;
  auto operator<=>(const Digest&) const = default;
};
/// Nothing for other text.
std::optional<Digest> parse_digest(std::string_view text);

struct Stored {
  Digest digest;
  std::int64_t size_bytes = 0;
};

/// Where a test may make the disk fail.
enum class Point { kOpen, kWrite, kSync, kRename, kUnlink };

struct Options {
  std::int64_t max_bytes = 1ll << 30;
  /// Unreferenced contents are kept this long after they were put: longer than any form takes to be sent.
  std::int64_t grace_ms = 24ll * 3'600'000;
  /// Tests only: what it throws is what the step is taken to have failed with.
  std::function<void(Point)> fault = {};
};

class Store {
 public:
  /// `folder` is made when missing. Several programs may use one folder and one database at the same time.
  Store(std::filesystem::path folder, db::Database& database, const base::Clock& clock, Options options = {});

  /// Streams the source to disk, synced, and notes it in the database: it then waits `grace_ms` for a
  /// reference. The same content again costs no space. Refuses (kTooLarge "files.too_large") over
  /// `max_bytes`; throws db::DiskFull or base::Failure.
  base::Result<Stored> put(const base::ByteSource& source);

  /// The file to read from; kNotFound "files.unknown" where it is not there. Open it at once: it may be swept
  /// when unreferenced.
  base::Result<std::filesystem::path> find(const Digest& digest) const;

  /// As put(), for a restore: the database's row comes with the archive.
  base::Result<Stored> put_unnoted(const base::ByteSource& source);

  /// While it is held, nothing is swept.
  using Hold = std::shared_ptr<const void>;
  Hold hold_sweeps() const;

  struct Swept {
    int contents = 0;   ///< that nothing referred to
    int leftovers = 0;  ///< of interrupted uploads and sweeps
  };
  /// Removes what nothing refers to and was put longer than `grace_ms` ago. Never what is referred to,
  /// whatever runs beside it.
  Swept sweep();

  struct Damage {
    Digest digest;
    std::string reason;  ///< for the operator, in English
  };
  /// Reads every content in full, compares it with its digest, and calls `damaged` for each that is missing
  /// or altered. Answers how many were looked at.
  std::int64_t verify(const std::function<void(const Damage&)>& damaged) const;

  const std::filesystem::path& folder() const { return folder_; }

 private:
  base::Result<Stored> receive(const base::ByteSource& source, bool note);
  std::filesystem::path place_of(const Digest& digest) const;

  std::filesystem::path folder_;
  db::Database& database_;
  const base::Clock& clock_;
  Options options_;
};

/// All contents that something refers to, by digest.
std::vector<Stored> referred(db::Reader& reader);

/// Refuses (kNotFound "files.expired") where the content was swept meanwhile: it is to be sent again.
base::Result<bool> refer(db::Transaction& tx, const Digest& digest, const std::string& owner);
void release(db::Transaction& tx, const Digest& digest, const std::string& owner);
/// All of an owner's references.
void release_all(db::Transaction& tx, const std::string& owner);

}  // namespace files
