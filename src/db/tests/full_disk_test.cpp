// A disk that is really full: a file system of three megabytes.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cstdlib>

#include "support/postgres.h"
#include "wells.h"

namespace {

class FullDiskTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(small);
    mounted = mount("tmpfs", small.c_str(), "tmpfs", 0, "size=3m") == 0;
    if (!mounted)
      GTEST_SKIP() << "only root can mount a small disk; faults_test makes SQLite's disk full without it";
  }
  void TearDown() override {
    if (mounted) umount2(small.c_str(), MNT_DETACH);
  }

  /// Writes until the disk is full, makes room, and writes again.
  void fill_and_recover(db::Database& database) {
    support::write_file(small / "ballast", std::string(1 << 20, 'x'));
    std::int64_t acknowledged = 0;
    const auto fill = [&] {
      for (int i = 0; i < 100'000; ++i, ++acknowledged)
        database.write([&](db::Transaction& tx) {
          wells::insert(tx, {std::to_string(i) + std::string(2000, 'x'), 1.0, {1}, false});
        });
    };
    EXPECT_THROW(fill(), db::DiskFull);
    EXPECT_GT(acknowledged, 10);
    EXPECT_EQ(wells::count(database), acknowledged);
    std::filesystem::remove(small / "ballast");
    database.write([](db::Transaction& tx) { wells::insert(tx, {"after", 1.0, {1}, false}); });
    EXPECT_EQ(wells::count(database), acknowledged + 1);
  }

  support::TempDir dir;
  std::filesystem::path small = dir / "small";
  bool mounted = false;
};

TEST_F(FullDiskTest, SqliteTellsItAndGoesOnWhenThereIsRoom) {
  const auto database = db::Database::open("sqlite:" + (small / "store.db").string());
  db::migrate(*database, wells::kModules, {1});
  fill_and_recover(*database);
}

TEST_F(FullDiskTest, PostgresqlTellsItAndGoesOnWhenThereIsRoom) {
  const auto cluster = support::PostgresCluster::own("-c fsync=off");
  if (!cluster) GTEST_SKIP() << "PostgreSQL is not installed";
  namespace fs = std::filesystem;
  fs::permissions(dir.path(), fs::perms::others_exec, fs::perm_options::add);
  const std::string own = "chown postgres " + small.string();
  ASSERT_EQ(std::system(own.c_str()), 0);
  cluster->administer("CREATE TABLESPACE small LOCATION '" + small.string() + "'");
  cluster->administer("GRANT CREATE ON TABLESPACE small TO serumpun");
  {
    const auto database = db::Database::open(cluster->url() + "%20-cdefault_tablespace%3Dsmall");
    db::migrate(*database, wells::kModules, {1});
    fill_and_recover(*database);
  }
  cluster->remove();
}

}  // namespace
