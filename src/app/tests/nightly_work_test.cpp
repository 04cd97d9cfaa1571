#include "nightly_work.h"

#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace app {
namespace {

const db::Sql kOldAnswer{
    "INSERT INTO idempotency_keys (key, fingerprint, answer, created_at) VALUES ($1, 'f', '{}', $2)"};
const db::Sql kAnswers{"SELECT key FROM idempotency_keys"};
const db::Sql kOldTry{"INSERT INTO sign_in_attempts (subject, failures, last_at) VALUES ('network:x', 3, 1)"};
const db::Sql kTries{"SELECT count(*) AS n FROM sign_in_attempts"};
const db::Sql kPlanned{"SELECT due_at FROM jobs WHERE kind = 'app.nightly' AND state = 'waiting'"};

TEST(NightlyWork, ForgetsWhatIsOldAndPlansTheNextNight) {
  const support::TempDir folder;
  Store store({folder.path().string(), {}});
  House house(store, {});
  const base::Instant now = house.clock.now();
  house.database.write([&](db::Transaction& tx) {
    tx.execute(kOldAnswer, std::string("old"), base::Instant{now.ms - 8 * 86'400'000ll});
    tx.execute(kOldAnswer, std::string("new"), now);
    tx.execute(kOldTry);
    jobs::enqueue(tx, {.kind = kNightlyJob}, now);
  });
  ASSERT_TRUE(house.queue.run_one());
  house.database.read([&](db::Reader& reader) {
    EXPECT_EQ(reader.all<std::string>(kAnswers), std::vector<std::string>{"new"});
    EXPECT_EQ(reader.one<std::int64_t>(kTries), 0);
    const auto planned = reader.all<base::Instant>(kPlanned);
    ASSERT_EQ(planned.size(), 1u);
    EXPECT_GT(planned[0].ms, now.ms);
    EXPECT_LE(planned[0].ms, now.ms + 86'400'000);
    EXPECT_EQ(jobs::count(reader).parked, 0);
  });
}

TEST(NightlyWork, IsPlannedOnceHoweverOftenTheProgramStarts) {
  const support::TempDir folder;
  Store store({folder.path().string(), {}});
  for (int start = 0; start < 3; ++start) {
    House house(store, {});
    plan_nightly_work(house);
  }
  const auto planned =
      store.database().read([](db::Reader& reader) { return reader.all<base::Instant>(kPlanned); });
  EXPECT_EQ(planned.size(), 1u);
}

}  // namespace
}  // namespace app
