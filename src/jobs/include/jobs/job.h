#pragma once
// A job: work that outlives the request that asked for it. Kept in the database, so that no restart forgets
// it.
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "db/reader.h"

namespace jobs {

struct JobTag;
using JobId = base::Id<JobTag>;

/// `state` is one of these.
inline constexpr const char* kWaiting = "waiting";
inline constexpr const char* kRunning = "running";
inline constexpr const char* kDone = "done";
inline constexpr const char* kParked = "parked";  ///< given up, with the reason; a person may start it again
inline constexpr const char* kCancelled = "cancelled";

struct Job {
  JobId id;
  std::string kind;
  base::Json payload;
  std::string state;
  int attempts = 0;
  base::Instant created_at, due_at;
  bool cancel_asked = false;
  std::int64_t done_count = 0;
  std::optional<std::int64_t> total_count;
  std::optional<base::Json> result;   ///< parked by an Error: its sentence as {"key", "values"}
  std::optional<std::string> reason;  ///< for the operator, in English
  std::optional<base::Instant> ended_at;
};
template <class Visit>
void fields(Visit& visit, Job& j) {
  visit("id", j.id);
  visit("kind", j.kind);
  visit("payload", j.payload);
  visit("state", j.state);
  visit("attempts", j.attempts);
  visit("created_at", j.created_at);
  visit("due_at", j.due_at);
  visit("cancel_asked", j.cancel_asked);
  visit("done_count", j.done_count);
  visit("total_count", j.total_count);
  visit("result", j.result);
  visit("reason", j.reason);
  visit("ended_at", j.ended_at);
}

struct NewJob {
  std::string kind;
  base::Json payload = {};
  std::optional<base::Instant> not_before = {};
};

/// Part of the change that asks for it: undone with it.
JobId enqueue(db::Transaction& tx, const NewJob& job, base::Instant now);

/// As enqueue(), unless a job of that kind waits already: for work that comes again and again.
void plan(db::Transaction& tx, const NewJob& job, base::Instant now);

std::optional<Job> find(db::Reader& reader, const JobId& id);
std::vector<Job> parked(db::Reader& reader, int limit);

/// A waiting or parked job never runs; a running one is told and stops when it next looks. kNotFound
/// "jobs.unknown", kChanged "jobs.ended".
base::Result<bool> cancel(db::Transaction& tx, const JobId& id, base::Instant now);
/// A parked job waits again, its attempts counted anew. kNotFound "jobs.unknown", kChanged "jobs.not_parked".
base::Result<bool> resume(db::Transaction& tx, const JobId& id, base::Instant now);

/// Forgets jobs that were done or cancelled before `before`; how many.
std::int64_t forget_ended(db::Transaction& tx, base::Instant before);

struct Counts {
  std::int64_t waiting = 0, running = 0, parked = 0;
};
template <class Visit>
void fields(Visit& visit, Counts& c) {
  visit("waiting", c.waiting);
  visit("running", c.running);
  visit("parked", c.parked);
}

Counts count(db::Reader& reader);

}  // namespace jobs
