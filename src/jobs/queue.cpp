#include "jobs/queue.h"

#include <algorithm>

#include "base/check.h"
#include "base/failure.h"
#include "base/log.h"

namespace jobs {
namespace {

// A running job whose claim has run out is due as a waiting one is.
const db::Sql kClaim{
    "UPDATE jobs SET state = 'running', claim = $1, attempts = attempts + 1, due_at = $3 WHERE id = "
    "(SELECT id FROM jobs WHERE state IN ('waiting', 'running') AND due_at <= $2 ORDER BY due_at, id LIMIT "
    "1) "
    "RETURNING id, kind, payload, state, attempts, created_at, due_at, cancel_asked, done_count, "
    "total_count, result, "
    "reason, ended_at"};
const db::Sql kAnyDue{
    "SELECT 1 AS due FROM jobs WHERE state IN ('waiting', 'running') AND due_at <= $1 LIMIT 1"};
const db::Sql kFinish{
    "UPDATE jobs SET state = 'done', result = $3, ended_at = $4, done_count = $5, total_count = $6 "
    "WHERE id = $1 AND claim = $2 AND state = 'running'"};
const db::Sql kPark{
    "UPDATE jobs SET state = 'parked', reason = $3, ended_at = $4, result = $5 "
    "WHERE id = $1 AND claim = $2 AND state = 'running'"};
const db::Sql kRetry{
    "UPDATE jobs SET state = 'waiting', reason = $3, due_at = $4 "
    "WHERE id = $1 AND claim = $2 AND state = 'running'"};
const db::Sql kCancel{
    "UPDATE jobs SET state = 'cancelled', ended_at = $3 WHERE id = $1 AND claim = $2 AND state = 'running'"};
const db::Sql kGiveBack{
    "UPDATE jobs SET state = 'waiting', attempts = attempts - 1, due_at = $3 "
    "WHERE id = $1 AND claim = $2 AND state = 'running'"};

constexpr auto kLookEvery = std::chrono::milliseconds(500);

}  // namespace

Queue::Queue(db::Database& database, const base::Clock& clock, Options options)
    : database_(database), clock_(clock), options_(options) {}

Queue::~Queue() {
  stop();
}

void Queue::handle(const std::string& kind, Handler handler) {
  base::check(threads_.empty(), "handlers come before start()");
  handlers_[kind] = std::move(handler);
}

void Queue::start() {
  stopping_ = false;
  for (int i = 0; i < options_.workers; ++i) threads_.emplace_back([this] { work(); });
}

void Queue::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Queue::wake() {
  wake_.notify_one();
}

void Queue::work() {
  while (!stopping_) {
    try {
      if (run_one()) continue;
    } catch (const std::exception& error) {
      // The database is away: the jobs wait in it, and so does this worker.
      base::log::error("jobs_not_reached", {{"why", error.what()}});
    }
    std::unique_lock lock(mutex_);
    if (!stopping_) wake_.wait_for(lock, kLookEvery);
  }
}

bool Queue::run_one() {
  const std::string claim_id = base::new_uuid_v7(clock_.now());
  std::optional<Job> job = claim(claim_id);
  if (!job) return false;
  run(std::move(*job), claim_id);
  return true;
}

std::optional<Job> Queue::claim(const std::string& claim_id) {
  const base::Instant now = clock_.now();
  // Looking costs no place in the writers' queue.
  if (!database_.read([&](db::Reader& r) { return r.one<int>(kAnyDue, now); })) return std::nullopt;
  return database_.write([&](db::Transaction& tx) {
    return tx.one<Job>(kClaim, claim_id, now, base::Instant{now.ms + options_.claim_ms});
  });
}

void Queue::run(Job job, const std::string& claim_id) {
  Run run(database_, clock_, std::move(job), claim_id, options_.claim_ms);
  run.stopping_ = &stopping_;
  run.cancelled_ = run.job().cancel_asked;
  // Attempts are counted when they begin: a job that kills the program is parked too, by whoever comes after.
  if (run.job().attempts > options_.max_attempts)
    return fail(run, "its program ended while it ran, every time", true);
  const auto handler = handlers_.find(run.job().kind);
  if (handler == handlers_.end()) return fail(run, "nobody handles the kind " + run.job().kind, true);
  if (run.cancelled_) return leave(run);
  try {
    base::Result<base::Json> result = handler->second(run);
    if (run.cancelled_ || run.lost_) return leave(run);
    if (result) return finish(run, std::move(*result));
    if (stopping_) return leave(run);
    park(run, result.error().message);
  } catch (const std::exception& error) {
    if (stopping_) return leave(run);
    fail(run, error.what(), run.job().attempts >= options_.max_attempts);
  }
}

void Queue::finish(Run& run, base::Json result) {
  database_.write([&](db::Transaction& tx) {
    tx.execute(kFinish, run.job().id, run.claim_, result, clock_.now(), run.done_count_, run.total_count_);
  });
}

void Queue::fail(Run& run, const std::string& reason, bool for_good) {
  base::log::warn(for_good ? "job_parked" : "job_failed", {{"kind", run.job().kind},
                                                           {"id", run.job().id.text()},
                                                           {"attempt", std::to_string(run.job().attempts)},
                                                           {"why", reason}});
  const std::int64_t doubled = options_.first_pause_ms << std::min(run.job().attempts - 1, 20);
  const std::int64_t pause_ms = std::min(doubled, options_.longest_pause_ms);
  const base::Instant now = clock_.now();
  database_.write([&](db::Transaction& tx) {
    if (for_good)
      tx.execute(kPark, run.job().id, run.claim_, reason, now, nullptr);
    else
      tx.execute(kRetry, run.job().id, run.claim_, reason, base::Instant{now.ms + pause_ms});
  });
}

/// The sentence is kept as the result, for the person who asked.
void Queue::park(Run& run, const base::Message& why) {
  base::Json values = base::Json::object();
  for (const auto& [name, value] : why.values)
    values[name] = std::visit([](const auto& v) { return base::Json(v); }, value);
  const base::Json message = base::Json::object({{"key", base::Json(why.key)}, {"values", values}});
  database_.write([&](db::Transaction& tx) {
    tx.execute(kPark, run.job().id, run.claim_, why.key, clock_.now(), message);
  });
}

/// Ends without a result: cancelled, or to be run again after a restart. Nothing is written where the claim
/// was lost.
void Queue::leave(Run& run) {
  database_.write([&](db::Transaction& tx) {
    tx.execute(run.cancelled_ ? kCancel : kGiveBack, run.job().id, run.claim_, clock_.now());
  });
}

}  // namespace jobs
