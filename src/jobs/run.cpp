#include "jobs/queue.h"

namespace jobs {
namespace {

const db::Sql kRenew{
    "UPDATE jobs SET due_at = $3, done_count = $4, total_count = $5 "
    "WHERE id = $1 AND claim = $2 AND state = 'running' RETURNING cancel_asked"};

constexpr std::int64_t kWriteEveryMs = 1'000;

}  // namespace

Run::Run(db::Database& database, const base::Clock& clock, Job job, std::string claim, std::int64_t claim_ms)
    : database_(database),
      clock_(clock),
      job_(std::move(job)),
      claim_(std::move(claim)),
      claim_ms_(claim_ms),
      written_at_(clock.now()) {}

bool Run::progress(std::int64_t done_count, std::optional<std::int64_t> total_count) {
  done_count_ = done_count;
  total_count_ = total_count;
  if (cancelled_ || lost_ || (stopping_ != nullptr && *stopping_)) return false;
  const base::Instant now = clock_.now();
  if (now.ms - written_at_.ms < kWriteEveryMs) return true;
  written_at_ = now;
  const auto cancel_asked = database_.write([&](db::Transaction& tx) {
    return tx.one<bool>(kRenew, job_.id, claim_, base::Instant{now.ms + claim_ms_}, done_count_,
                        total_count_);
  });
  lost_ = !cancel_asked;
  cancelled_ = cancel_asked.value_or(false);
  return !lost_ && !cancelled_;
}

}  // namespace jobs
