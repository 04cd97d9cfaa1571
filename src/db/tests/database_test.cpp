#include "db/database.h"

#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "db/prepare_all.h"
#include "kill_protocol.h"
#include "wells.h"

namespace {

using wells::Well;

class DatabaseTest : public wells::Test {};
ON_BOTH_DATABASES(DatabaseTest);

const db::Sql kDeepen{"UPDATE wells SET depth_m = $2 WHERE id = $1 AND dug_at < $3"};
const db::Sql kDepth{"SELECT depth_m FROM wells WHERE id = $1"};
const db::Sql kSetDepth{"UPDATE wells SET depth_m = $2 WHERE id = $1"};
const db::Sql kIds{"SELECT id FROM wells ORDER BY id"};
const db::Sql kWrongOrder{"SELECT depth_m, id, dug_at, dry FROM wells"};
const db::Sql kShape{"UPDATE wells SET shape = $2 WHERE id = $1"};
const db::Sql kReadShape{"SELECT shape FROM wells WHERE id = $1"};
const db::Sql kLike{"SELECT id FROM wells WHERE id LIKE $1 || '%' ORDER BY id LIMIT $2"};
const db::Sql kLater{"SELECT id FROM wells WHERE dug_at < $1 + 1000 ORDER BY id"};

TEST_P(DatabaseTest, EveryTextIsUnderstood) {
  // All texts of these tests, those of the other tables too.
  const db::ModuleMigrations modules[] = {wells::kModules[0], kill_protocol::kModules[0]};
  db::migrate(database(), modules, {1});
  EXPECT_EQ(db::prepare_all(database()), std::vector<std::string>{});
}

TEST_P(DatabaseTest, RowsComeBackAsTheyWereWritten) {
  const std::vector<Well> written = {{"a", 2.5, {1'700'000'000'000}, true}, {"b", std::nullopt, {2}, false}};
  database().write([&](db::Transaction& tx) {
    for (const Well& well : written) wells::insert(tx, well);
  });
  EXPECT_EQ(database().read([](db::Reader& r) { return wells::all(r); }), written);
}

TEST_P(DatabaseTest, BytesComeBackWithEveryValue) {
  db::Blob shape;
  for (int c = 0; c < 256; ++c) shape.bytes += static_cast<char>(c);
  database().write([&](db::Transaction& tx) {
    wells::insert(tx, {"a", 1.0, {1}, false});
    tx.execute(kShape, "a", shape);
    EXPECT_EQ(tx.one<db::Blob>(kReadShape, "a"), shape);
    tx.execute(kShape, "a", db::Blob{});
    EXPECT_EQ(tx.one<db::Blob>(kReadShape, "a"), db::Blob{});
  });
}

TEST_P(DatabaseTest, ValuesGoToTheirNumberWhereverItStands) {
  database().write([](db::Transaction& tx) {
    wells::insert(tx, {"a", 1.0, {5}, false});
    EXPECT_EQ(tx.execute(kDeepen, "a", 9.0, base::Instant{6}), 1);
    EXPECT_EQ(tx.one<double>(kDepth, "a"), 9.0);
  });
}

TEST_P(DatabaseTest, WordsAndNumbersMeanTheSameOnBothDatabases) {
  database().write([](db::Transaction& tx) {
    for (const char* id : {"Goa", "goa", "gua"}) wells::insert(tx, {id, 1.0, {1'700'000'000'000}, false});
  });
  database().read([](db::Reader& r) {
    EXPECT_EQ(r.all<std::string>(kIds), (std::vector<std::string>{"Goa", "goa", "gua"}));    // by byte
    EXPECT_EQ(r.all<std::string>(kLike, "g", 9), (std::vector<std::string>{"goa", "gua"}));  // case counts
    EXPECT_EQ(r.all<std::string>(kLater, base::Instant{1'700'000'000'000}).size(), 3u);      // 64 bits
  });
}

TEST_P(DatabaseTest, AQueryCarriesItsValues) {
  database().write([](db::Transaction& tx) {
    for (int i = 0; i < 5; ++i) wells::insert(tx, {std::to_string(i), i * 1.0, {i}, i % 2 == 0});
  });
  db::Query filter(" AND depth_m < ");
  filter.bind(4.0);
  db::Query query("SELECT id FROM wells WHERE dry = ");
  query.bind(true).append(filter).append(" AND id <> ").bind("2").append(" ORDER BY id");
  EXPECT_EQ(database().read([&](db::Reader& r) { return r.all<std::string>(query); }),
            std::vector<std::string>{"0"});
}

TEST_P(DatabaseTest, AnErrorUndoesOnlyItsOwnTransaction) {
  const auto refused = database().write([](db::Transaction& tx) -> base::Result<int> {
    wells::insert(tx, {"a", 1.0, {1}, false});
    return base::fail(base::ErrorCode::kInvalid, {"wells.wrong", {}});
  });
  EXPECT_FALSE(refused);
  const auto failing = [](db::Transaction& tx) {
    wells::insert(tx, {"a", 1.0, {1}, false});
    throw db::DiskFull("x");
  };
  EXPECT_THROW(database().write(failing), db::DiskFull);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, AReaderSeesOneMoment) {
  database().write([](db::Transaction& tx) { wells::insert(tx, {"a", 1.0, {1}, false}); });
  database().read([&](db::Reader& reader) {
    EXPECT_EQ(reader.all<std::string>(kIds).size(), 1u);
    // Neither waits for the other.
    database().write([](db::Transaction& tx) { wells::insert(tx, {"b", 1.0, {1}, false}); });
    EXPECT_EQ(reader.all<std::string>(kIds).size(), 1u);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseTest, RowsCanBeStreamedAndLeft) {
  database().write([](db::Transaction& tx) {
    for (int i = 0; i < 100; ++i) wells::insert(tx, {std::to_string(1000 + i), 1.0, {1}, false});
  });
  database().read([](db::Reader& reader) {
    int seen = 0;
    reader.each(kIds, [&](const db::Row&) { return ++seen < 3; });
    EXPECT_EQ(seen, 3);
    EXPECT_EQ(reader.all<std::string>(kIds).size(), 100u);  // the connection is fit for the next question
  });
}

TEST_P(DatabaseTest, OurBugsAreToldAsBugs) {
  database().write([](db::Transaction& tx) { wells::insert(tx, {"a", 1.0, {1}, false}); });
  const auto wrong_order = [](db::Reader& r) { return r.all<Well>(kWrongOrder); };
  EXPECT_THROW(database().read(wrong_order), std::logic_error);
  const auto too_few = [](db::Reader& r) { return r.one<double>(kDepth); };
  EXPECT_THROW(database().read(too_few), std::logic_error);
  const auto within = [](db::Reader& r) {
    r.each(kIds, [&](const db::Row&) { r.one<double>(kDepth, "a"); });
  };
  EXPECT_THROW(database().read(within), std::logic_error);
  const auto not_utf8 = [](db::Reader& r) { return r.one<double>(kDepth, "\xff"); };
  EXPECT_THROW(database().read(not_utf8), std::logic_error);
  const auto in_write = [&](db::Transaction&) { database().write([](db::Transaction&) {}); };
  if (GetParam() == "sqlite") {
    EXPECT_THROW(database().write(in_write), std::logic_error);
  }
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, ManyWritersShareCommits) {
  std::vector<std::jthread> clients;
  for (int c = 0; c < 32; ++c)
    clients.emplace_back([this, c] {
      for (int i = 0; i < 20; ++i)
        database().write([&](db::Transaction& tx) {
          wells::insert(tx, {std::to_string(c * 100 + i), 1.0, {1}, false});
        });
    });
  clients.clear();
  EXPECT_EQ(count(), 640);
  if (GetParam() == "sqlite") {
    EXPECT_LT(database().statistics().commits, 640);
  }
}

// Read, add, write by many at once: a lost update would show as a smaller sum.
TEST_P(DatabaseTest, WritersSeeEachOthersChanges) {
  database().write([](db::Transaction& tx) { wells::insert(tx, {"a", 0.0, {1}, false}); });
  std::vector<std::jthread> clients;
  for (int c = 0; c < 8; ++c)
    clients.emplace_back([this] {
      for (int i = 0; i < 10; ++i)
        database().write(
            [](db::Transaction& tx) { tx.execute(kSetDepth, "a", tx.one<double>(kDepth, "a").value() + 1); });
    });
  clients.clear();
  EXPECT_EQ(database().read([](db::Reader& r) { return r.one<double>(kDepth, "a"); }), 80.0);
}

// One that is refused among many that share a commit takes nobody with it.
TEST_P(DatabaseTest, AFailureInASharedCommitIsItsOwn) {
  std::latch together(16);
  std::atomic<int> refused = 0;
  std::vector<std::jthread> clients;
  for (int c = 0; c < 16; ++c)
    clients.emplace_back([&, c] {
      together.arrive_and_wait();
      try {
        database().write([&](db::Transaction& tx) {
          wells::insert(tx, {std::to_string(c), 1.0, {1}, false});
          if (c % 4 == 0) throw std::runtime_error("of its own");
        });
      } catch (const std::runtime_error&) {
        ++refused;
      }
    });
  clients.clear();
  EXPECT_EQ(refused, 4);
  EXPECT_EQ(count(), 12);
}

TEST_P(DatabaseTest, AStoreIsThereAfterARestart) {
  database().write([](db::Transaction& tx) { wells::insert(tx, {"a", 1.0, {1}, false}); });
  reopen();
  EXPECT_EQ(count(), 1);
}

TEST(Database, AnEmbeddedStoreIsPrivate) {
  const support::TempDir dir;
  const auto database = db::Database::open("sqlite:" + (dir / "a.db").string());
  db::migrate(*database, wells::kModules, {1});
  for (const auto& entry : std::filesystem::directory_iterator(dir.path()))
    EXPECT_EQ(entry.status().permissions(), std::filesystem::perms(0600)) << entry.path();
}

// Another program (an import from the terminal) that writes for longer than anyone wants to wait.
TEST(Database, AWriterElsewhereIsToldAsBusy) {
  const support::TempDir dir;
  const std::string url = "sqlite:" + (dir / "a.db").string();
  const auto database = db::Database::open(url, {.patience = std::chrono::milliseconds(20)});
  db::migrate(*database, wells::kModules, {1});
  const auto other = db::Database::open(url);
  const auto insert = [](db::Transaction& tx) { wells::insert(tx, {"a", 1.0, {1}, false}); };
  other->write([&](db::Transaction& tx) {
    wells::insert(tx, {"b", 1.0, {1}, false});
    EXPECT_THROW(database->write(insert), db::Busy);
    EXPECT_EQ(wells::count(*database), 0);  // reading goes on
  });
  database->write(insert);
  EXPECT_EQ(wells::count(*database), 2);
}

TEST(Database, AnAddressThatCannotWorkIsToldWithARemedy) {
  EXPECT_THROW(db::Database::open("sqlite:/nowhere/at/all.db"), db::Unreachable);
  EXPECT_THROW(db::Database::open("mysql://x"), db::Unreachable);
  EXPECT_THROW(db::Database::open("postgresql://x@/y?host=/nowhere"), db::Unreachable);
  const support::TempDir dir;
  support::write_file(dir / "a.db", std::string(5000, 'x'));
  EXPECT_THROW(db::Database::open("sqlite:" + (dir / "a.db").string()), db::Damaged);
}

}  // namespace
