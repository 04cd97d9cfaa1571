// Each step made to fail in turn: a clear answer, nothing half done.
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <memory>
#include <thread>

#include "faulty_disk.h"
#include "wells.h"

namespace {

/// Fails the n-th step, counted from 1.
struct NthStep {
  std::shared_ptr<std::atomic<int>> left = std::make_shared<std::atomic<int>>(0);
  void set(int n) const { *left = n; }
  db::Options options() const {
    return {.fault = [left = left](db::Point) {
      if (--*left == 0) throw db::DiskFull("as the test wants it");
    }};
  }
};

/// Two rows that belong together.
void insert_pair(db::Database& database, const std::string& id) {
  database.write([&](db::Transaction& tx) {
    wells::insert(tx, {id + "/1", 1.0, {1}, false});
    wells::insert(tx, {id + "/2", 1.0, {1}, false});
  });
}

class FaultsTest : public wells::Test {};
ON_BOTH_DATABASES(FaultsTest);

TEST_P(FaultsTest, EachStepOfAWriteMayFail) {
  const NthStep step;
  reopen(step.options());
  int failed = 0;
  for (int n = 1;; ++n) {
    const std::int64_t before = count();
    step.set(n);
    try {
      insert_pair(database(), std::to_string(n));
      step.set(0);
      EXPECT_EQ(count(), before + 2);
      break;
    } catch (const db::DiskFull&) {
      step.set(0);
      ++failed;
      EXPECT_EQ(count(), before);
    }
    insert_pair(database(), std::to_string(n));  // the next one works
    EXPECT_EQ(count(), before + 2);
  }
  EXPECT_EQ(failed, 4);  // begin, two statements, commit
}

TEST_P(FaultsTest, EachStepOfAReadMayFail) {
  const NthStep step;
  reopen(step.options());
  for (int n = 1; n <= 2; ++n) {
    step.set(n);
    EXPECT_THROW(count(), db::DiskFull);
  }
  EXPECT_EQ(count(), 0);
}

TEST_P(FaultsTest, WhoSharesACommitThatFailsIsToldTheTruth) {
  const NthStep step;
  reopen(step.options());
  for (int n = 1; n <= 40; n += 3) {
    const std::int64_t before = count();
    std::atomic<int> acknowledged = 0;
    {
      std::latch together(8);
      std::vector<std::jthread> clients;
      step.set(n);
      for (int c = 0; c < 8; ++c)
        clients.emplace_back([&, c] {
          together.arrive_and_wait();
          try {
            insert_pair(database(), std::to_string(n) + "-" + std::to_string(c));
            ++acknowledged;
          } catch (const db::DiskFull&) {
          }
        });
    }
    step.set(0);
    EXPECT_EQ(count(), before + 2 * acknowledged);
    EXPECT_GE(acknowledged, 7);  // at most the one whose step failed
  }
}

/// Below SQLite: each write and sync of a file fails in turn, once or from then on.
class FaultyDiskTest : public ::testing::TestWithParam<bool> {
 protected:
  std::unique_ptr<db::Database> open() {
    return db::Database::open("sqlite:file:" + (dir / "store.db").string() + "?vfs=faulty");
  }
  support::TempDir dir;
};
INSTANTIATE_TEST_SUITE_P(OnceAndForGood, FaultyDiskTest, ::testing::Bool());

TEST_P(FaultyDiskTest, WhateverTheDiskRefusesNothingIsHalfDone) {
  faulty_disk::install();
  auto database = open();
  db::migrate(*database, wells::kModules, {1});
  int failures = 0, n = 1;
  for (bool fired = true; fired; ++n) {
    const std::int64_t before = wells::count(*database);
    bool acknowledged = true;
    faulty_disk::fail_from(n, GetParam());
    try {
      insert_pair(*database, std::to_string(n));
    } catch (const base::Failure&) {
      acknowledged = false;
      ++failures;
    }
    fired = faulty_disk::heal();
    EXPECT_EQ(wells::count(*database), before + (acknowledged ? 2 : 0)) << "step " << n;
    insert_pair(*database, std::to_string(n) + "again");
    // As after a crash: what was acknowledged is there, and no pair is torn.
    database.reset();
    database = open();
    const std::int64_t after = wells::count(*database);
    EXPECT_GE(after, before + (acknowledged ? 4 : 2));
    EXPECT_EQ(after % 2, 0);
  }
  EXPECT_GT(failures, 1);
  EXPECT_LT(n, 200);
}

}  // namespace
