#include "backup/backup.h"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <memory>
#include <thread>

#include "audit/audit.h"
#include "backup/verify.h"
#include "db/inspect.h"
#include "db/prepare_all.h"
#include "embedded/audit.h"
#include "embedded/backup.h"
#include "embedded/files.h"
#include "embedded/jobs.h"
#include "jobs/job.h"
#include "support/databases.h"

namespace {

// By name, the table that refers comes before the one it refers to; a row refers to another of its table;
// each kind of column is there.
constexpr base::EmbeddedFile kTreeFiles[] = {
    {"sql/0001_trees.sql",
     "CREATE TABLE trees (id TEXT PRIMARY KEY, height_m DOUBLE PRECISION, planted_at BIGINT, alive BOOLEAN "
     "NOT NULL,"
     " shape BYTEA, notes JSONB);"
     "CREATE TABLE branches (id TEXT PRIMARY KEY, tree TEXT NOT NULL REFERENCES trees (id),"
     " parent TEXT REFERENCES branches (id));"}};

const db::Sql kTree{
    "INSERT INTO trees (id, height_m, planted_at, alive, shape, notes) VALUES ($1, $2, $3, $4, $5, $6)"};
const db::Sql kBranch{"INSERT INTO branches (id, tree, parent) VALUES ($1, $2, $3)"};
const db::Sql kTrees{"SELECT id, height_m, planted_at, alive, shape, notes FROM trees ORDER BY id"};
const db::Sql kBranches{"SELECT id FROM branches ORDER BY id"};

struct Tree {
  std::string id;
  std::optional<double> height_m;
  std::optional<base::Instant> planted_at;
  bool alive = false;
  std::optional<db::Blob> shape;
  std::optional<base::Json> notes;
  bool operator==(const Tree&) const = default;
};
template <class Visit>
void fields(Visit& visit, Tree& t) {
  visit("id", t.id);
  visit("height_m", t.height_m);
  visit("planted_at", t.planted_at);
  visit("alive", t.alive);
  visit("shape", t.shape);
  visit("notes", t.notes);
}

std::vector<db::ModuleMigrations> modules() {
  return {{"files", embedded::files()},
          {"jobs", embedded::jobs()},
          {"audit", embedded::audit()},
          {"backup", embedded::backup()},
          {"trees", kTreeFiles}};
}

class BackupTest : public support::DatabaseTest {
 protected:
  BackupTest() : clock({base::system_clock().now()}), files(dir() / "files", database(), clock) {
    db::migrate(database(), modules(), clock.now());
  }
  void plant() {
    const auto photo = files.put(base::source_of("photo of a durian")).value().digest;
    files.put(base::source_of("never referred to"));
    database().write([&](db::Transaction& tx) {
      const db::Blob shape{std::string("\0\x01\xff", 3)};
      tx.execute(kTree, "durian", 31.25, base::Instant{1'700'000'000'123}, true, shape,
                 base::Json::object({{"a", 1}}));
      tx.execute(kTree, "aren", nullptr, nullptr, false, nullptr, nullptr);
      tx.execute(kBranch, "z", "durian", nullptr);
      tx.execute(kBranch, "a", "durian", "z");
      EXPECT_TRUE(files::refer(tx, photo, "tree/durian"));
      audit::record(tx, {.who = {"p1", "Siti"}, .action = "trees.planted", .subject = "tree/durian"},
                    clock.now());
      jobs::enqueue(tx, {.kind = "water"}, clock.now());
    });
    audit::seal_pending(database());
  }
  backup::Summary back_up() { return backup::back_up(database(), files, dir() / "a.tar", clock); }

  base::FixedClock clock;
  files::Store files;
};
ON_BOTH_DATABASES(BackupTest);

/// Somewhere else, of either kind.
class Elsewhere {
 public:
  Elsewhere(const std::string& kind, const base::Clock& clock)
      : fresh_(kind),
        database(db::Database::open(fresh_.url())),
        files(fresh_.dir() / "files", *database, clock) {}

  bool is_empty() {
    return std::filesystem::is_empty(files.folder() / "contents") &&
           database->read([&](db::Reader& r) { return db::tables_of(*database, r); }).empty();
  }
  const std::string& url() const { return fresh_.url(); }

 private:
  support::FreshDatabase fresh_;

 public:
  std::unique_ptr<db::Database> database;
  files::Store files;
};

TEST_P(BackupTest, EveryTextIsUnderstood) {
  EXPECT_EQ(db::prepare_all(database()), std::vector<std::string>{});
}

TEST_P(BackupTest, AStoreComesBackWholeOnEitherDatabase) {
  plant();
  EXPECT_EQ(back_up().files, 1);
  for (const char* kind : {"sqlite", "postgresql"}) {
    Elsewhere there(kind, clock);
    const auto restored = backup::restore(dir() / "a.tar", *there.database, there.files, modules(), clock);
    ASSERT_TRUE(restored) << restored.error().message.key;
    EXPECT_EQ(there.database->read([](db::Reader& r) { return r.all<Tree>(kTrees); }),
              database().read([](db::Reader& r) { return r.all<Tree>(kTrees); }));
    EXPECT_EQ(there.database->read([](db::Reader& r) { return r.all<std::string>(kBranches); }),
              (std::vector<std::string>{"a", "z"}));
    const auto verified = backup::verify(*there.database, there.files);
    EXPECT_TRUE(verified.clean());
    EXPECT_EQ(verified.files, 1);
    EXPECT_EQ(verified.audit.sealed, 1);
    // Foreign keys are kept again.
    EXPECT_FALSE(there.database->write(
        [](db::Transaction& tx) { return tx.try_execute(kBranch, "b", "none", nullptr); }));
  }
}

TEST_P(BackupTest, OnlyAnEmptyPlaceIsRestoredInto) {
  plant();
  back_up();
  const auto refused = backup::restore(dir() / "a.tar", database(), files, modules(), clock);
  EXPECT_EQ(refused.error().message.key, "backup.place_not_empty");
}

TEST_P(BackupTest, AnArchiveOfANewerProgramIsRefused) {
  plant();
  back_up();
  Elsewhere there(GetParam(), clock);
  auto older = modules();
  older.pop_back();
  const auto refused = backup::restore(dir() / "a.tar", *there.database, there.files, older, clock);
  EXPECT_EQ(refused.error().message.key, "backup.newer_program");
}

TEST_P(BackupTest, AnArchiveOfAnOlderProgramIsMigrated) {
  plant();
  back_up();
  constexpr base::EmbeddedFile kAdded[] = {
      kTreeFiles[0],
      {"sql/0002_fruit.sql", "ALTER TABLE trees ADD COLUMN fruit_count BIGINT NOT NULL DEFAULT 7;"}};
  auto newer = modules();
  newer.back().files = kAdded;
  Elsewhere there(GetParam(), clock);
  ASSERT_TRUE(backup::restore(dir() / "a.tar", *there.database, there.files, newer, clock));
  const db::Query fruit("SELECT sum(fruit_count) AS sum FROM trees");
  EXPECT_EQ(there.database->read([&](db::Reader& r) { return r.one<std::int64_t>(fruit); }), 14);
}

TEST_P(BackupTest, ADamagedArchiveLeavesThePlaceEmpty) {
  plant();
  back_up();
  std::string bytes = support::read_file(dir() / "a.tar");
  const std::size_t at = bytes.find("durian");
  bytes[at] = 'D';
  support::write_file(dir() / "a.tar", bytes);
  Elsewhere there(GetParam(), clock);
  const auto refused = backup::restore(dir() / "a.tar", *there.database, there.files, modules(), clock);
  EXPECT_EQ(refused.error().message.key, "backup.altered");
  EXPECT_TRUE(there.is_empty());
}

TEST_P(BackupTest, ARestoreThatFailsAtAnyStepLeavesThePlaceEmpty) {
  plant();
  back_up();
  Elsewhere there(GetParam(), clock);
  const auto left = std::make_shared<std::atomic<int>>(0);
  const auto failing = db::Database::open(there.url(), {.fault = [left](db::Point) {
                                            if (--*left == 0) throw db::DiskFull("as the test wants it");
                                          }});
  const auto restored = [&](files::Store& into) {
    try {
      return backup::restore(dir() / "a.tar", *failing, into, modules(), clock).has_value();
    } catch (const db::DiskFull&) {
      return false;
    }
  };
  for (const auto point :
       {files::Point::kOpen, files::Point::kWrite, files::Point::kSync, files::Point::kRename}) {
    files::Store stumbling(there.files.folder(), *failing, clock, {.fault = [point](files::Point at) {
                             if (at == point) throw db::DiskFull("as the test wants it");
                           }});
    EXPECT_FALSE(restored(stumbling));
    EXPECT_TRUE(there.is_empty());
  }
  int failures = 0;
  for (*left = 1; !restored(there.files); *left = failures + 1) {
    *left = 0;
    ++failures;
    ASSERT_TRUE(there.is_empty()) << "step " << failures;
    ASSERT_LT(failures, 1'000);
  }
  EXPECT_GT(failures, 10);
  EXPECT_TRUE(backup::verify(*there.database, there.files).clean());
}

// The kernel refuses to let any file of this process grow over the limit, as a full disk does.
TEST_P(BackupTest, OneThatFillsTheDiskLeavesNoArchive) {
  plant();
  const auto large = files.put(base::source_of(std::string(3 << 20, 'x'))).value().digest;
  database().write([&](db::Transaction& tx) { EXPECT_TRUE(files::refer(tx, large, "tree/durian")); });
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{2 << 20, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(back_up(), base::Failure);
  setrlimit(RLIMIT_FSIZE, &before);
  for (const auto& entry : std::filesystem::directory_iterator(dir().path()))
    EXPECT_EQ(entry.path().string().find("a.tar"), std::string::npos) << entry.path();
  EXPECT_EQ(back_up().files, 2);
}

TEST_P(BackupTest, ItIsOneMomentWhileOthersWrite) {
  plant();
  std::atomic<bool> stop = false;
  std::jthread writer([&] {
    for (int i = 0; !stop; ++i)
      database().write([&](db::Transaction& tx) {
        // Always two at once: an archive with an odd number of them is of no moment.
        tx.execute(kBranch, std::to_string(i) + "a", "durian", nullptr);
        tx.execute(kBranch, std::to_string(i) + "b", "durian", nullptr);
      });
  });
  for (int round = 0; round < 3; ++round) {
    back_up();
    Elsewhere there("sqlite", clock);
    ASSERT_TRUE(backup::restore(dir() / "a.tar", *there.database, there.files, modules(), clock));
    EXPECT_EQ(there.database->read([](db::Reader& r) { return r.all<std::string>(kBranches); }).size() % 2,
              0u);
  }
  stop = true;
}

TEST_P(BackupTest, VerifyNamesWhatADerivedCheckFinds) {
  const backup::DerivedCheck check{"search index",
                                   [](db::Reader&) { return std::vector<std::string>{"3 rows missing"}; }};
  const auto verified = backup::verify(database(), files, {check});
  EXPECT_EQ(verified.derived, std::vector<std::string>{"search index: 3 rows missing"});
  EXPECT_FALSE(verified.clean());
}

}  // namespace
