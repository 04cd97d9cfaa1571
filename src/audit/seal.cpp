#include "audit/seal.h"

#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/json.h"
#include "base/log.h"

namespace audit {
namespace {

const db::Sql kChain{"SELECT position, seal FROM audit_chain WHERE one = 1"};
const db::Sql kPending{
    "SELECT id, at, person_id, person_name, network, action, subject, before_json, after_json, why "
    "FROM audit_entries WHERE position IS NULL ORDER BY at, id LIMIT $1"};
const db::Sql kMoveChain{"UPDATE audit_chain SET position = $1, seal = $2 WHERE one = 1 AND position = $3"};
const db::Sql kSeal{"UPDATE audit_entries SET position = $1, seal = $2 WHERE id = $3 AND position IS NULL"};
const db::Sql kSealed{
    "SELECT id, at, person_id, person_name, network, action, subject, before_json, after_json, why, "
    "position, seal "
    "FROM audit_entries WHERE position IS NOT NULL ORDER BY position"};
const db::Sql kCountUnsealed{"SELECT count(*) AS count FROM audit_entries WHERE position IS NULL"};

struct Link {
  std::int64_t position = 0;
  std::string seal;
};
template <class Visit>
void fields(Visit& visit, Link& l) {
  visit("position", l.position);
  visit("seal", l.seal);
}

constexpr int kContentColumns = 10;

/// The columns of an entry in one unmistakable text: a JSON array.
std::string content_of(const db::Row& row) {
  base::Json::Array columns;
  columns.emplace_back(row.get<std::string>(0));
  columns.emplace_back(row.integer(1));
  for (int c = 2; c < kContentColumns; ++c) columns.emplace_back(row.get<std::string>(c));
  return base::Json(std::move(columns)).dump();
}

/// SHA-256 over the seal before, the position and the content, a line each.
std::string seal_of(const Link& before, const std::string& content) {
  base::Sha256Stream hash;
  hash.update(before.seal);
  hash.update("\n" + std::to_string(before.position + 1) + "\n");
  hash.update(content);
  return base::hex(hash.finish());
}

struct NewSeal {
  std::string entry_id;
  Link link;
};

}  // namespace

int seal_pending(db::Database& database, int limit) {
  // Hashed outside of the transaction, which then only writes what was computed.
  Link start;
  std::vector<NewSeal> seals;
  database.read([&](db::Reader& reader) {
    start = *reader.one<Link>(kChain);
    Link last = start;
    reader.each(
        kPending,
        [&](const db::Row& row) {
          last = {last.position + 1, seal_of(last, content_of(row))};
          seals.push_back({row.get<std::string>(0), last});
        },
        limit);
  });
  if (seals.empty()) return 0;
  return database.write([&](db::Transaction& tx) {
    const Link& last = seals.back().link;
    if (tx.execute(kMoveChain, last.position, last.seal, start.position) == 0)
      return 0;  // another one was faster
    for (const NewSeal& s : seals) tx.execute(kSeal, s.link.position, s.link.seal, s.entry_id);
    return static_cast<int>(seals.size());
  });
}

Sealer::Sealer(db::Database& database) : database_(database), thread_([this] { work(); }) {}

Sealer::~Sealer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Sealer::work() {
  std::unique_lock lock(mutex_);
  for (bool last = false; !last;) {
    last = wake_.wait_for(lock, std::chrono::milliseconds(500), [&] { return stopping_; });
    lock.unlock();
    seal_all();
    lock.lock();
  }
}

void Sealer::seal_all() {
  try {
    while (seal_pending(database_) > 0) {
    }
  } catch (const std::exception& error) {
    // The entries stay unsealed, which verify tells; the next round tries again.
    base::log::error("audit_not_sealed", {{"why", error.what()}});
  }
}

Verdict verify(db::Reader& reader) {
  Verdict verdict;
  Link last;
  reader.each(kSealed, [&](const db::Row& row) {
    const std::string id = row.get<std::string>(0);
    const std::int64_t position = row.integer(kContentColumns);
    if (position != last.position + 1) {
      verdict.broken = Broken{last.position + 1, {}, "an entry is missing"};
    } else if (std::string seal = seal_of(last, content_of(row)); seal != row.text(kContentColumns + 1)) {
      verdict.broken = Broken{position, id, "the entry was changed after it was sealed"};
    } else {
      last = {position, std::move(seal)};
      ++verdict.sealed;
    }
    return !verdict.broken;
  });
  verdict.seal = last.seal;
  verdict.unsealed = *reader.one<std::int64_t>(kCountUnsealed);
  if (verdict.broken) return verdict;
  const auto end = reader.one<Link>(kChain);
  if (!end || end->position > last.position)
    verdict.broken = Broken{last.position + 1, {}, "the last entries are missing"};
  else if (end->position < last.position || end->seal != last.seal)
    verdict.broken = Broken{last.position, {}, "the end of the chain was changed"};
  return verdict;
}

}  // namespace audit
