#include "jobs/job.h"

namespace jobs {
namespace {

const db::Sql kInsert{
    "INSERT INTO jobs (id, kind, payload, state, attempts, created_at, due_at, cancel_asked, done_count) "
    "VALUES ($1, $2, $3, 'waiting', 0, $4, $5, FALSE, 0)"};
const db::Sql kFind{
    "SELECT id, kind, payload, state, attempts, created_at, due_at, cancel_asked, done_count, total_count, "
    "result, "
    "reason, ended_at FROM jobs WHERE id = $1"};
const db::Sql kParkedJobs{
    "SELECT id, kind, payload, state, attempts, created_at, due_at, cancel_asked, done_count, total_count, "
    "result, "
    "reason, ended_at FROM jobs WHERE state = 'parked' ORDER BY ended_at DESC, id DESC LIMIT $1"};
const db::Sql kCancelIdle{
    "UPDATE jobs SET state = 'cancelled', ended_at = $2 WHERE id = $1 AND state IN ('waiting', 'parked')"};
const db::Sql kWaits{"SELECT 1 AS one FROM jobs WHERE kind = $1 AND state = 'waiting' LIMIT 1"};
const db::Sql kForgetEnded{"DELETE FROM jobs WHERE state IN ('done', 'cancelled') AND ended_at < $1"};
const db::Sql kAskToCancel{"UPDATE jobs SET cancel_asked = TRUE WHERE id = $1 AND state = 'running'"};
const db::Sql kResume{
    "UPDATE jobs SET state = 'waiting', attempts = 0, due_at = $2, reason = NULL, ended_at = NULL, "
    "cancel_asked = FALSE WHERE id = $1 AND state = 'parked'"};
const db::Sql kCounts{
    "SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, "
    "count(*) FILTER (WHERE state = 'running') AS running, "
    "count(*) FILTER (WHERE state = 'parked') AS parked "
    "FROM jobs WHERE state IN ('waiting', 'running', 'parked')"};

base::Result<bool> refuse(db::Transaction& tx, const JobId& id, const char* why) {
  if (!find(tx, id)) return base::fail(base::ErrorCode::kNotFound, {"jobs.unknown", {}});
  return base::fail(base::ErrorCode::kChanged, {why, {}});
}

}  // namespace

JobId enqueue(db::Transaction& tx, const NewJob& job, base::Instant now) {
  JobId id = JobId::make(now);
  tx.execute(kInsert, id, job.kind, job.payload, now, job.not_before.value_or(now));
  return id;
}

void plan(db::Transaction& tx, const NewJob& job, base::Instant now) {
  if (!tx.one<std::int64_t>(kWaits, job.kind)) enqueue(tx, job, now);
}

std::optional<Job> find(db::Reader& reader, const JobId& id) {
  return reader.one<Job>(kFind, id);
}
std::vector<Job> parked(db::Reader& reader, int limit) {
  return reader.all<Job>(kParkedJobs, limit);
}

base::Result<bool> cancel(db::Transaction& tx, const JobId& id, base::Instant now) {
  if (tx.execute(kCancelIdle, id, now) > 0 || tx.execute(kAskToCancel, id) > 0) return true;
  return refuse(tx, id, "jobs.ended");
}

base::Result<bool> resume(db::Transaction& tx, const JobId& id, base::Instant now) {
  if (tx.execute(kResume, id, now) > 0) return true;
  return refuse(tx, id, "jobs.not_parked");
}

std::int64_t forget_ended(db::Transaction& tx, base::Instant before) {
  return tx.execute(kForgetEnded, before);
}

Counts count(db::Reader& reader) {
  return reader.one<Counts>(kCounts).value_or(Counts{});
}

}  // namespace jobs
