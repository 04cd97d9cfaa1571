#include "db/migrate.h"

#include <gtest/gtest.h>

#include <thread>

#include "db/inspect.h"
#include "wells.h"

namespace {

constexpr base::EmbeddedFile kTwo[] = {wells::kFiles[0],
                                       {"sql/0002_depth.sql", "ALTER TABLE wells ADD COLUMN note TEXT;"},
                                       {"text/id.json", "{}"}};
constexpr base::EmbeddedFile kChanged[] = {
    {"sql/0001_wells.sql", "CREATE TABLE wells (id TEXT PRIMARY KEY);"}};
constexpr base::EmbeddedFile kBroken[] = {
    wells::kFiles[0], {"sql/0002_more.sql", "CREATE TABLE more (id TEXT); CREATE NONSENSE;"}};

class MigrateTest : public support::DatabaseTest {
 protected:
  int migrate(std::span<const base::EmbeddedFile> files) {
    const db::ModuleMigrations modules[] = {{"wells", files}};
    return db::migrate(database(), modules, {1});
  }
  std::size_t tables() {
    return database().read([&](db::Reader& r) { return db::tables_of(database(), r).size(); });
  }
};
ON_BOTH_DATABASES(MigrateTest);

TEST_P(MigrateTest, EachIsAppliedOnce) {
  EXPECT_EQ(migrate(wells::kFiles), 1);
  EXPECT_EQ(migrate(wells::kFiles), 0);
  EXPECT_EQ(migrate(kTwo), 1);
  reopen();
  EXPECT_EQ(migrate(kTwo), 0);
}

TEST_P(MigrateTest, AStoreOfANewerProgramIsRefusedWithASentence) {
  migrate(kTwo);
  try {
    migrate(wells::kFiles);
    FAIL();
  } catch (const db::WrongVersion& refused) {
    EXPECT_STREQ(refused.what(),
                 "this store was written by a newer program (migration wells/0002_depth.sql); install that "
                 "version or a "
                 "later one");
  }
}

TEST_P(MigrateTest, AMigrationThatWasEditedAfterwardsIsRefused) {
  migrate(wells::kFiles);
  EXPECT_THROW(migrate(kChanged), db::WrongVersion);
}

TEST_P(MigrateTest, OneThatFailsLeavesNothing) {
  EXPECT_THROW(migrate(kBroken), std::logic_error);
  EXPECT_EQ(tables(), 0u);
}

TEST_P(MigrateTest, TwoProgramsStartedAtOnceApplyItOnce) {
  const auto other = db::Database::open(url());
  const db::ModuleMigrations modules[] = {{"wells", kTwo}};
  std::atomic<int> applied = 0;
  {
    std::jthread first([&] { applied += db::migrate(*other, modules, {1}); });
    applied += migrate(kTwo);
  }
  EXPECT_EQ(applied, 2);
}

}  // namespace
