#pragma once
// Tests that run on both databases: each gets a fresh, empty store on SQLite and on a private PostgreSQL
// cluster.
//
//   class DeskTest : public support::DatabaseTest {
//    protected:
//     DeskTest() { db::migrate(database(), kModules, {1}); }
//   };
//   TEST_P(DeskTest, AnObjectIsFoundByItsName) { database().write(…); }
//   ON_BOTH_DATABASES(DeskTest);
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "db/database.h"
#include "support/temp_dir.h"

namespace support {

/// A fresh, empty database, removed at the end. Skipped loudly (url() empty) where PostgreSQL is not
/// installed.
class FreshDatabase {
 public:
  explicit FreshDatabase(const std::string& kind);  // "sqlite" or "postgresql"
  ~FreshDatabase();
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;

  const std::string& url() const { return url_; }
  const TempDir& dir() const { return dir_; }

 private:
  TempDir dir_;
  std::string url_, schema_;
};

class DatabaseTest : public ::testing::TestWithParam<std::string> {
 protected:
  DatabaseTest();
  void SetUp() override;

  db::Database& database() { return *database_; }
  const std::string& url() const { return fresh_.url(); }
  const TempDir& dir() const { return fresh_.dir(); }
  /// Closes and opens again, as a restart does.
  void reopen(db::Options options = {});

 private:
  FreshDatabase fresh_;
  std::unique_ptr<db::Database> database_;
};

}  // namespace support

#define ON_BOTH_DATABASES(Fixture)                                                   \
  INSTANTIATE_TEST_SUITE_P(Both, Fixture, ::testing::Values("sqlite", "postgresql"), \
                           [](const auto& kind) { return std::string(kind.param); })
