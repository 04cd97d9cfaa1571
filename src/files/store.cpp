#include "files/store.h"

#include <chrono>
#include <memory>
#include <vector>

#include "base/digest.h"
#include "disk.h"

namespace files {
namespace fs = std::filesystem;

namespace {

const db::Sql kNote{
    "INSERT INTO files (digest, size_bytes, put_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (digest) DO UPDATE SET put_at = excluded.put_at"};
const db::Sql kRefer{
    "INSERT INTO file_references (digest, owner) VALUES ($1, $2) ON CONFLICT (digest, owner) DO NOTHING"};
const db::Sql kRelease{"DELETE FROM file_references WHERE digest = $1 AND owner = $2"};
const db::Sql kReleaseAll{"DELETE FROM file_references WHERE owner = $1"};
const db::Sql kForgetUnused{
    "DELETE FROM files WHERE put_at < $1 AND NOT EXISTS "
    "(SELECT 1 FROM file_references r WHERE r.digest = files.digest) RETURNING digest"};
const db::Sql kKnown{"SELECT 1 AS known FROM files WHERE digest = $1"};

constexpr std::size_t kPieceBytes = 256u << 10;

std::int64_t changed_ms(const fs::path& path) {
  std::error_code gone;
  const auto at = fs::last_write_time(path, gone);
  const auto since = std::chrono::file_clock::to_sys(at).time_since_epoch();
  return gone ? 0 : std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

}  // namespace

std::optional<Digest> parse_digest(std::string_view text) {
  const bool fits = text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (!fits) return std::nullopt;
  return Digest{std::string(text)};
}

Store::Store(fs::path folder, db::Database& database, const base::Clock& clock, Options options)
    : folder_(std::move(folder)), database_(database), clock_(clock), options_(std::move(options)) {
  std::error_code error;
  fs::create_directories(folder_ / "contents", error);
  fs::create_directories(folder_ / "incoming", error);
  if (error) throw base::Failure("cannot make " + folder_.string() + ": " + error.message());
}

fs::path Store::place_of(const Digest& digest) const {
  return folder_ / "contents" / digest.text.substr(0, 2) / digest.text;
}

base::Result<Stored> Store::put(const base::ByteSource& source) {
  return receive(source, true);
}
base::Result<Stored> Store::put_unnoted(const base::ByteSource& source) {
  return receive(source, false);
}

Store::Hold Store::hold_sweeps() const {
  return std::make_shared<const FolderLock>(folder_, FolderLock::Use::kPutting);
}

base::Result<Stored> Store::receive(const base::ByteSource& source, bool note) {
  TemporaryFile incoming(folder_ / "incoming", options_.fault);
  base::Sha256Stream hash;
  std::int64_t size_bytes = 0;
  std::vector<char> piece(kPieceBytes);
  while (const std::size_t got = source(piece.data(), piece.size())) {
    size_bytes += static_cast<std::int64_t>(got);
    if (size_bytes > options_.max_bytes)
      return base::fail(base::ErrorCode::kTooLarge,
                        {"files.too_large", {{"limit_mb", options_.max_bytes >> 20}}});
    hash.update({piece.data(), got});
    incoming.write({piece.data(), got});
  }
  incoming.sync();
  const Stored stored{{base::hex(hash.finish())}, size_bytes};
  // The row is there before the content, so that no content is ever without one; and no sweep stands between
  // the two.
  const FolderLock lock(folder_, FolderLock::Use::kPutting);
  if (note)
    database_.write(
        [&](db::Transaction& tx) { tx.execute(kNote, stored.digest.text, size_bytes, clock_.now()); });
  incoming.move_to(place_of(stored.digest));
  return stored;
}

base::Result<fs::path> Store::find(const Digest& digest) const {
  fs::path place = place_of(digest);
  if (!fs::is_regular_file(place)) return base::fail(base::ErrorCode::kNotFound, {"files.unknown", {}});
  return place;
}

Store::Swept Store::sweep() {
  Swept swept;
  const std::int64_t before_ms = clock_.now().ms - options_.grace_ms;
  // No upload may find the row gone, write it anew, and then lose the content to the removal below.
  const FolderLock lock(folder_, FolderLock::Use::kRemoving);
  const auto unused = database_.write(
      [&](db::Transaction& tx) { return tx.all<std::string>(kForgetUnused, base::Instant{before_ms}); });
  const auto remove = [&](const fs::path& path) {
    if (options_.fault) options_.fault(Point::kUnlink);
    return fs::remove(path);
  };
  for (const std::string& digest : unused) swept.contents += remove(place_of({digest})) ? 1 : 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "incoming"))
    if (changed_ms(entry.path()) < before_ms) swept.leftovers += remove(entry.path()) ? 1 : 0;
  // What a sweep that was interrupted between the two steps left behind.
  for (const auto& entry : fs::recursive_directory_iterator(folder_ / "contents")) {
    if (!entry.is_regular_file() || changed_ms(entry.path()) >= before_ms) continue;
    const std::string digest = entry.path().filename().string();
    const bool known = database_.read([&](db::Reader& r) { return r.one<int>(kKnown, digest).has_value(); });
    if (!known) swept.leftovers += remove(entry.path()) ? 1 : 0;
  }
  return swept;
}

base::Result<bool> refer(db::Transaction& tx, const Digest& digest, const std::string& owner) {
  const auto added = tx.try_execute(kRefer, digest.text, owner);
  if (!added) return base::fail(base::ErrorCode::kNotFound, {"files.expired", {}});
  return *added > 0;
}

void release(db::Transaction& tx, const Digest& digest, const std::string& owner) {
  tx.execute(kRelease, digest.text, owner);
}

void release_all(db::Transaction& tx, const std::string& owner) {
  tx.execute(kReleaseAll, owner);
}

}  // namespace files
