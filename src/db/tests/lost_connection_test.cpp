// What PostgreSQL can do to a connection: cut it while it rests, cut it under way, go away and come back.
#include <gtest/gtest.h>

#include "support/postgres.h"
#include "wells.h"

namespace {

const db::Sql kCountAll{"SELECT count(*) AS count FROM wells"};

// Not db::Sql: only one of the databases knows these.
const db::Query kOwnProcess("SELECT pg_backend_pid() AS pid");

void cut_process(db::Database& by, int process) {
  const db::Query query("SELECT pg_terminate_backend(" + std::to_string(process) + ") AS ended");
  EXPECT_TRUE(by.read([&](db::Reader& reader) { return reader.one<bool>(query).value(); }));
}

void insert(db::Database& database, const std::string& id) {
  database.write([&](db::Transaction& tx) { wells::insert(tx, {id, 1.0, {1}, false}); });
}

class LostConnectionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (fresh.url().empty()) GTEST_SKIP() << "PostgreSQL is not installed";
    database = db::Database::open(fresh.url(), {.connections = 1});
    other = db::Database::open(fresh.url(), {.connections = 1});
    db::migrate(*database, wells::kModules, {1});
  }
  /// Ends the connection that the reader reads by.
  void cut(db::Reader& reader) { cut_process(*other, reader.one<int>(kOwnProcess).value()); }

  support::FreshDatabase fresh{"postgresql"};
  std::unique_ptr<db::Database> database, other;
};

TEST_F(LostConnectionTest, AConnectionCutAtRestIsReplacedUnnoticed) {
  insert(*database, "a");
  int process = 0;
  database->read([&](db::Reader& reader) { process = reader.one<int>(kOwnProcess).value(); });
  cut_process(*other, process);
  insert(*database, "b");
  EXPECT_EQ(wells::count(*database), 2);
}

TEST_F(LostConnectionTest, AChangeCutBeforeItsCommitRunsAgainOnce) {
  int runs = 0;
  database->write([&](db::Transaction& tx) {
    wells::insert(tx, {"a", 1.0, {1}, false});
    if (++runs == 1) cut(tx);
    wells::insert(tx, {"b", 1.0, {1}, false});
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(wells::count(*database), 2);
}

TEST_F(LostConnectionTest, AReadCutUnderWayIsToldAndTheNextOneWorks) {
  insert(*database, "a");
  const auto cut_short = [&](db::Reader& reader) {
    cut(reader);
    return reader.one<std::int64_t>(kCountAll);
  };
  EXPECT_THROW(database->read(cut_short), db::Unreachable);
  EXPECT_EQ(wells::count(*database), 1);
}

TEST(LostServer, ItIsToldAndItsReturnIsNoticed) {
  const auto cluster = support::PostgresCluster::own("-c fsync=off");
  if (!cluster) GTEST_SKIP() << "PostgreSQL is not installed";
  {
    const auto database = db::Database::open(cluster->url());
    db::migrate(*database, wells::kModules, {1});
    insert(*database, "a");
    cluster->stop();
    EXPECT_THROW(insert(*database, "b"), db::Unreachable);
    EXPECT_THROW(wells::count(*database), db::Unreachable);
    cluster->start();
    insert(*database, "b");
    EXPECT_EQ(wells::count(*database), 2);
  }
  cluster->remove();
}

}  // namespace
