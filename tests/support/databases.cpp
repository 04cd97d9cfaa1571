#include "support/databases.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>

#include "support/postgres.h"

namespace support {
namespace {

std::string new_name() {
  static std::atomic<int> count = 0;
  return "t_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

// A schema costs a few milliseconds, a database of its own a second.
void run_on(const PostgresCluster& cluster, const std::string& sql) {
  db::Database::open(cluster.url())->write([&](db::Transaction& tx) { tx.script(sql); });
}

}  // namespace

FreshDatabase::FreshDatabase(const std::string& kind) {
  if (kind == "sqlite") {
    url_ = "sqlite:" + (dir_ / "store.db").string();
  } else if (const auto cluster = PostgresCluster::shared()) {
    schema_ = new_name();
    run_on(*cluster, "CREATE SCHEMA " + schema_);
    url_ = cluster->url(schema_);
  }
}

FreshDatabase::~FreshDatabase() {
  if (schema_.empty()) return;
  try {
    run_on(*PostgresCluster::shared(), "DROP SCHEMA " + schema_ + " CASCADE");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "a test's schema stays behind: %s\n", error.what());
  }
}

DatabaseTest::DatabaseTest() : fresh_(GetParam()) {
  // Without PostgreSQL the fixtures above this one still get a store to prepare; SetUp() then skips.
  database_ = db::Database::open(url().empty() ? "sqlite:" + (dir() / "store.db").string() : url());
}

void DatabaseTest::SetUp() {
  if (url().empty()) GTEST_SKIP() << "PostgreSQL is not installed: this test ran on SQLite only";
}

void DatabaseTest::reopen(db::Options options) {
  database_.reset();
  database_ = db::Database::open(url(), std::move(options));
}

}  // namespace support
