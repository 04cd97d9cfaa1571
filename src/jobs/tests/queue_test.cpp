#include "jobs/queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>

#include "db/migrate.h"
#include "db/prepare_all.h"
#include "embedded/jobs.h"
#include "support/databases.h"

namespace {

using base::Json;
using jobs::JobId;

class QueueTest : public support::DatabaseTest {
 protected:
  QueueTest() : clock({1'000'000}), queue(database(), clock, options()) {
    const db::ModuleMigrations modules[] = {{"jobs", embedded::jobs()}};
    db::migrate(database(), modules, {1});
  }
  static jobs::Options options() {
    return {.workers = 4,
            .max_attempts = 3,
            .first_pause_ms = 1'000,
            .longest_pause_ms = 8'000,
            .claim_ms = 60'000};
  }
  JobId enqueue(const std::string& kind, Json payload = {}) {
    return database().write([&](db::Transaction& tx) {
      return jobs::enqueue(tx, {kind, payload}, clock.now());
    });
  }
  jobs::Job find(const JobId& id) {
    return database().read([&](db::Reader& reader) { return jobs::find(reader, id).value(); });
  }
  base::Result<bool> cancel(const JobId& id) {
    return database().write([&](db::Transaction& tx) { return jobs::cancel(tx, id, clock.now()); });
  }
  void later(std::int64_t ms) { clock.set({clock.now().ms + ms}); }

  base::FixedClock clock;
  jobs::Queue queue;
};
ON_BOTH_DATABASES(QueueTest);

TEST_P(QueueTest, EveryTextIsUnderstood) {
  EXPECT_EQ(db::prepare_all(database()), std::vector<std::string>{});
}

TEST_P(QueueTest, AJobIsDoneOnceWithItsResult) {
  int runs = 0;
  queue.handle("add", [&](jobs::Run& run) -> base::Result<Json> {
    ++runs;
    run.progress(2, 2);
    return Json(run.job().payload.at("a").as_int() + 1);
  });
  const JobId id = enqueue("add", Json::object({{"a", Json(41)}}));
  EXPECT_TRUE(queue.run_one());
  EXPECT_FALSE(queue.run_one());
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(find(id).state, jobs::kDone);
  EXPECT_EQ(find(id).result, Json(42));
  EXPECT_EQ(find(id).done_count, 2);
}

TEST_P(QueueTest, AJobOfAnUndoneChangeNeverRuns) {
  queue.handle("x", [](jobs::Run&) -> base::Result<Json> { return Json(); });
  const auto refused = database().write([&](db::Transaction& tx) -> base::Result<int> {
    jobs::enqueue(tx, {"x"}, clock.now());
    return base::fail(base::ErrorCode::kInvalid, {"x", {}});
  });
  EXPECT_FALSE(refused);
  EXPECT_FALSE(queue.run_one());
}

TEST_P(QueueTest, AJobWaitsUntilItIsDue) {
  queue.handle("x", [](jobs::Run&) -> base::Result<Json> { return Json(); });
  database().write([&](db::Transaction& tx) {
    jobs::enqueue(tx, {.kind = "x", .not_before = base::Instant{clock.now().ms + 500}}, clock.now());
  });
  EXPECT_FALSE(queue.run_one());
  later(500);
  EXPECT_TRUE(queue.run_one());
}

TEST_P(QueueTest, AFailureIsTriedAgainLaterAndLater) {
  int runs = 0;
  queue.handle("x", [&](jobs::Run&) -> base::Result<Json> {
    if (++runs < 3) throw base::Failure("disk away");
    return Json("well");
  });
  const JobId id = enqueue("x");
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(find(id).reason, "disk away");
  EXPECT_FALSE(queue.run_one());
  later(1'000);
  EXPECT_TRUE(queue.run_one());
  later(1'000);
  EXPECT_FALSE(queue.run_one());
  later(1'000);
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(find(id).state, jobs::kDone);
}

TEST_P(QueueTest, WhatFailsEveryTimeIsParkedWithTheReason) {
  queue.handle("x", [](jobs::Run&) -> base::Result<Json> { throw std::runtime_error("poison"); });
  const JobId id = enqueue("x");
  for (int i = 0; i < 3; ++i, later(10'000)) EXPECT_TRUE(queue.run_one());
  EXPECT_FALSE(queue.run_one());
  EXPECT_EQ(find(id).state, jobs::kParked);
  EXPECT_EQ(find(id).reason, "poison");
  EXPECT_EQ(database().read([](db::Reader& r) { return jobs::parked(r, 10); }).size(), 1u);
  EXPECT_EQ(database().read([](db::Reader& r) { return jobs::count(r); }).parked, 1);
}

TEST_P(QueueTest, AParkedJobCanBeStartedAgain) {
  bool broken = true;
  queue.handle("x", [&](jobs::Run&) -> base::Result<Json> {
    if (broken)
      return base::fail(base::ErrorCode::kInvalid, {"imports.no_rows", {{"file", std::string("a.csv")}}});
    return Json();
  });
  const JobId id = enqueue("x");
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(find(id).state, jobs::kParked);
  EXPECT_EQ(find(id).result->at("values").at("file").as_string(), "a.csv");
  broken = false;
  EXPECT_TRUE(database().write([&](db::Transaction& tx) { return jobs::resume(tx, id, clock.now()); }));
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(find(id).state, jobs::kDone);
  const auto again = database().write([&](db::Transaction& tx) { return jobs::resume(tx, id, clock.now()); });
  EXPECT_EQ(again.error().message.key, "jobs.not_parked");
}

TEST_P(QueueTest, AJobThatKillsItsProgramIsParkedInTheEnd) {
  queue.handle("x", [](jobs::Run&) -> base::Result<Json> { return Json(); });
  const JobId id = enqueue("x");
  for (int i = 0; i < 3; ++i) {
    // As a killed program leaves it: claimed, attempt counted, nobody renews the claim.
    database().write([&](db::Transaction& tx) {
      tx.script("UPDATE jobs SET state = 'running', claim = 'gone', attempts = attempts + 1");
    });
  }
  later(60'001);
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(find(id).state, jobs::kParked);
}

TEST_P(QueueTest, AnUnknownKindIsParked) {
  const JobId id = enqueue("nobody");
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(find(id).state, jobs::kParked);
}

TEST_P(QueueTest, ACancelledJobDoesNotRun) {
  queue.handle("x", [](jobs::Run&) -> base::Result<Json> { return Json(); });
  const JobId id = enqueue("x");
  EXPECT_TRUE(cancel(id));
  EXPECT_FALSE(queue.run_one());
  EXPECT_EQ(find(id).state, jobs::kCancelled);
  EXPECT_EQ(cancel(id).error().message.key, "jobs.ended");
  EXPECT_EQ(cancel(JobId::make(clock.now())).error().code, base::ErrorCode::kNotFound);
}

TEST_P(QueueTest, ARunningJobIsToldThatItIsCancelled) {
  JobId id;
  queue.handle("x", [&](jobs::Run& run) -> base::Result<Json> {
    EXPECT_TRUE(run.progress(1, 10));
    EXPECT_TRUE(cancel(id));
    later(1'000);
    EXPECT_FALSE(run.progress(2, 10));
    return Json();
  });
  id = enqueue("x");
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(find(id).state, jobs::kCancelled);
  EXPECT_EQ(find(id).done_count, 2);
}

TEST_P(QueueTest, AWorkerThatLostItsClaimWritesNothing) {
  JobId id;
  jobs::Queue other(database(), clock, options());
  other.handle("x", [](jobs::Run&) -> base::Result<Json> { return Json("second"); });
  queue.handle("x", [&](jobs::Run& run) -> base::Result<Json> {
    later(60'001);  // stood still for longer than its claim
    EXPECT_TRUE(other.run_one());
    EXPECT_FALSE(run.go_on());
    return Json("first");
  });
  id = enqueue("x");
  EXPECT_TRUE(queue.run_one());
  EXPECT_EQ(find(id).result, Json("second"));
}

TEST_P(QueueTest, WorkersRunEachJobOnce) {
  std::atomic<int> runs = 0;
  std::promise<void> all_done;
  constexpr int kJobs = 40;
  queue.handle("x", [&](jobs::Run&) -> base::Result<Json> {
    if (++runs == kJobs) all_done.set_value();
    return Json();
  });
  for (int i = 0; i < kJobs; ++i) enqueue("x");
  queue.start();
  all_done.get_future().wait();
  queue.stop();
  EXPECT_EQ(runs, kJobs);
  const auto left = database().read([](db::Reader& r) { return jobs::count(r); });
  EXPECT_EQ(left.waiting + left.running + left.parked, 0);
}

TEST_P(QueueTest, AStoppedQueueGivesRunningJobsBack) {
  std::promise<void> begun;
  queue.handle("x", [&](jobs::Run& run) -> base::Result<Json> {
    begun.set_value();
    while (run.go_on()) std::this_thread::yield();
    return base::fail(base::ErrorCode::kUnavailable, {"stopped", {}});
  });
  const JobId id = enqueue("x");
  queue.start();
  begun.get_future().wait();
  queue.stop();
  EXPECT_EQ(find(id).state, jobs::kWaiting);
  EXPECT_EQ(find(id).attempts, 0);
}

TEST_P(QueueTest, AParkedJobCanBeDropped) {
  queue.handle("x", [](jobs::Run&) -> base::Result<Json> {
    return base::fail(base::ErrorCode::kInvalid, {"x", {}});
  });
  const JobId id = enqueue("x");
  ASSERT_TRUE(queue.run_one());
  EXPECT_TRUE(cancel(id));
  EXPECT_EQ(find(id).state, jobs::kCancelled);
  EXPECT_FALSE(cancel(id));
}

TEST_P(QueueTest, WhatComesAgainIsPlannedOnce) {
  queue.handle("x", [](jobs::Run&) -> base::Result<Json> { return Json(); });
  database().write([&](db::Transaction& tx) {
    for (int i = 0; i < 3; ++i) jobs::plan(tx, {"x"}, clock.now());
  });
  EXPECT_TRUE(queue.run_one());
  EXPECT_FALSE(queue.run_one());
}

TEST_P(QueueTest, EndedJobsAreForgottenAndParkedOnesAreNot) {
  queue.handle("x", [](jobs::Run&) -> base::Result<Json> { return Json(); });
  enqueue("x");
  enqueue("unknown");
  while (queue.run_one()) {
  }
  later(1'000);
  const auto forget = [&] {
    return database().write([&](db::Transaction& tx) { return jobs::forget_ended(tx, clock.now()); });
  };
  EXPECT_EQ(forget(), 1);
  EXPECT_EQ(forget(), 0);
  EXPECT_EQ(database().read([](db::Reader& reader) { return jobs::count(reader).parked; }), 1);
}

// The program stops at any step of the database: the job is done all the same, and its end is told once.
TEST_P(QueueTest, AFailureAtAnyStepLosesNoJob) {
  const auto left = std::make_shared<std::atomic<int>>(0);
  const auto failing = db::Database::open(url(), {.fault = [left](db::Point) {
                                            if (--*left == 0) throw db::DiskFull("as the test wants it");
                                          }});
  jobs::Queue stumbling(*failing, clock, options());
  int runs = 0;
  const auto handler = [&](jobs::Run&) -> base::Result<Json> { return ++runs, Json(7); };
  stumbling.handle("add", handler);
  queue.handle("add", handler);
  bool failed = true;
  for (int n = 1; failed; ++n) {
    const JobId id = enqueue("add");
    runs = 0;
    *left = n;
    try {
      stumbling.run_one();
    } catch (const db::DiskFull&) {
    }
    failed = *left <= 0;
    *left = 0;
    later(options().claim_ms + 1);
    while (queue.run_one()) {
    }
    EXPECT_EQ(find(id).state, "done") << "step " << n;
    EXPECT_GE(runs, 1);
    EXPECT_LE(runs, 2);  // again only where its end could not be written
    ASSERT_LT(n, 100);
  }
}

}  // namespace
