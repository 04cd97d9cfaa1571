#include "db/database.h"

#include <gtest/gtest.h>

#include <thread>

#include "db/migrate.h"
#include "support/databases.h"

namespace {

constexpr base::EmbeddedFile kFiles[] = {{"sql/0001_wells.sql",
                                          "CREATE TABLE wells (id TEXT PRIMARY KEY, depth_m DOUBLE "
                                          "PRECISION, dug_at BIGINT NOT NULL, dry BOOLEAN NOT NULL);"}};
constexpr db::ModuleMigrations kModules[] = {{"wells", kFiles}};

const db::Sql kInsert{"INSERT INTO wells (id, depth_m, dug_at, dry) VALUES ($1, $2, $3, $4)"};
const db::Sql kAll{"SELECT id, depth_m, dug_at, dry FROM wells ORDER BY id"};
const db::Sql kDeepen{"UPDATE wells SET depth_m = $2, dry = $3 WHERE id = $1 AND depth_m <> $2"};
const db::Sql kCount{"SELECT count(*) AS count FROM wells"};

struct Well {
  std::string id;
  std::optional<double> depth_m;
  base::Instant dug_at;
  bool dry = false;
};
template <class Visit>
void fields(Visit& visit, Well& w) {
  visit("id", w.id);
  visit("depth_m", w.depth_m);
  visit("dug_at", w.dug_at);
  visit("dry", w.dry);
}

class DatabaseTest : public support::DatabaseTest {
 protected:
  DatabaseTest() { db::migrate(database(), kModules, {1}); }
  std::int64_t count() {
    return database().read([](db::Reader& r) { return *r.one<std::int64_t>(kCount); });
  }
};
ON_BOTH_DATABASES(DatabaseTest);

TEST_P(DatabaseTest, RowsComeBackAsTheyWereWritten) {
  database().write([](db::Transaction& tx) {
    tx.execute(kInsert, "a", 2.5, base::Instant{1'700'000'000'000}, true);
    tx.execute(kInsert, std::string("b"), std::optional<double>{}, base::Instant{2}, false);
  });
  const auto wells = database().read([](db::Reader& r) { return r.all<Well>(kAll); });
  ASSERT_EQ(wells.size(), 2u);
  EXPECT_EQ(wells[0].depth_m, 2.5);
  EXPECT_EQ(wells[0].dug_at.ms, 1'700'000'000'000);
  EXPECT_TRUE(wells[0].dry);
  EXPECT_EQ(wells[1].depth_m, std::nullopt);
}

TEST_P(DatabaseTest, AValueGoesWhereItsNumberStands) {
  const auto deeper = database().write([](db::Transaction& tx) {
    tx.execute(kInsert, "a", 1.0, base::Instant{1}, true);
    tx.execute(kDeepen, "a", 3.5, false);
    return tx.all<Well>(kAll);
  });
  EXPECT_EQ(deeper.at(0).depth_m, 3.5);
  EXPECT_FALSE(deeper.at(0).dry);
}

TEST_P(DatabaseTest, AnErrorUndoesOnlyItsOwnTransaction) {
  const auto refused = database().write([](db::Transaction& tx) -> base::Result<int> {
    tx.execute(kInsert, "a", 1.0, base::Instant{1}, false);
    return base::fail(base::ErrorCode::kInvalid, {"wells.wrong", {}});
  });
  EXPECT_FALSE(refused);
  EXPECT_THROW(database().write([](db::Transaction& tx) {
    tx.execute(kInsert, "a", 1.0, base::Instant{1}, false);
    throw db::DiskFull("x");
  }),
               db::DiskFull);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, ManyWritersShareCommits) {
  std::vector<std::jthread> clients;
  for (int c = 0; c < 32; ++c)
    clients.emplace_back([this, c] {
      for (int i = 0; i < 20; ++i)
        database().write([&](db::Transaction& tx) {
          tx.execute(kInsert, std::to_string(c * 100 + i), 1.0, base::Instant{1}, false);
        });
    });
  clients.clear();
  EXPECT_EQ(count(), 640);
  if (GetParam() == "sqlite") {
    EXPECT_LT(database().statistics().commits, 640);
  }
}

}  // namespace
