#include "nightly_work.h"

#include "identity/throttle.h"
#include "view/once.h"

namespace app {

namespace {

constexpr std::int64_t kDay_ms = 86'400'000;
/// When offices sleep: half past two, local time.
constexpr std::int64_t kAtNight_ms = 9'000'000;
/// A form that was kept on a phone without signal is sent within a week, or its sender looks first.
constexpr std::int64_t kAnswersKept_ms = 7 * kDay_ms;
constexpr std::int64_t kJobsKept_ms = 30 * kDay_ms;

base::Instant next_night(base::Instant now, std::int64_t offset_minutes) {
  const std::int64_t local_ms = now.ms + offset_minutes * 60'000;
  std::int64_t night_ms = local_ms - local_ms % kDay_ms + kAtNight_ms;
  if (night_ms <= local_ms) night_ms += kDay_ms;
  return {night_ms - offset_minutes * 60'000};
}

base::Result<base::Json> tidy_up(House& house, jobs::Run& run) {
  plan_nightly_work(house);  // first: should this night fail for good, the next one still comes
  const base::Instant now = house.clock.now();
  base::Json done = base::Json::object();
  house.database.write([&](db::Transaction& tx) {
    done["answers"] = view::Once::forget(tx, {now.ms - kAnswersKept_ms});
    done["jobs"] = jobs::forget_ended(tx, {now.ms - kJobsKept_ms});
    identity::forget_old_sessions(tx, now, house.sessions.limits());
    identity::forget_old_tries(tx, now);
  });
  if (!run.go_on()) return done;
  const files::Store::Swept swept = house.store.files().sweep();
  done["contents"] = std::int64_t{swept.contents};
  done["leftovers"] = std::int64_t{swept.leftovers};
  return done;
}

}  // namespace

void handle_nightly_work(House& house) {
  house.queue.handle(kNightlyJob, [&house](jobs::Run& run) { return tidy_up(house, run); });
}

void plan_nightly_work(House& house) {
  const base::Instant now = house.clock.now();
  const jobs::NewJob job{.kind = kNightlyJob,
                         .not_before = next_night(now, house.profile.utc_offset_minutes)};
  house.database.write([&](db::Transaction& tx) { jobs::plan(tx, job, now); });
}

}  // namespace app
