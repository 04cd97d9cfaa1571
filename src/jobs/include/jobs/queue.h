#pragma once
// The queue: runs jobs on worker threads, again after a failure, and parks what fails for good.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "db/database.h"
#include "jobs/job.h"

namespace jobs {

struct Options {
  int workers = 2;
  int max_attempts = 6;
  std::int64_t first_pause_ms = 5'000;  ///< doubled with each attempt
  std::int64_t longest_pause_ms = 600'000;
  /// A job whose worker has not been heard of for so long is run by another: its program was killed.
  std::int64_t claim_ms = 60'000;
};

/// What a running job is told and tells.
class Run {
 public:
  Run(db::Database& database, const base::Clock& clock, Job job, std::string claim, std::int64_t claim_ms);

  const Job& job() const { return job_; }
  /// Call it often, at least twice a claim: it keeps the claim, notes the progress (written once a second)
  /// and answers whether to go on. False: cancelled, stopping, or another worker has the job; end without a
  /// further change.
  bool progress(std::int64_t done_count, std::optional<std::int64_t> total_count = {});
  bool go_on() { return progress(done_count_, total_count_); }

 private:
  friend class Queue;
  db::Database& database_;
  const base::Clock& clock_;
  Job job_;
  std::string claim_;
  std::int64_t claim_ms_;
  std::int64_t done_count_ = 0;
  std::optional<std::int64_t> total_count_;
  base::Instant written_at_;
  bool cancelled_ = false, lost_ = false;
  const std::atomic<bool>* stopping_ = nullptr;
};

/// Does the work and answers its result. An Error parks the job at once (trying again would not help); a
/// base::Failure has it tried again later; any other exception is a bug, tried again as well. A job may run
/// twice (a killed program): its changes must bear that.
using Handler = std::function<base::Result<base::Json>(Run&)>;

class Queue {
 public:
  Queue(db::Database& database, const base::Clock& clock, Options options = {});
  /// stop()
  ~Queue();
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

  /// Before start().
  void handle(const std::string& kind, Handler handler);
  void start();
  /// Lets running jobs end at their next go_on(); they wait for the next start.
  void stop();
  /// Looks for work now rather than within half a second; call it after a transaction that enqueued.
  void wake();
  /// Runs one due job on this thread; false when none is due. For tests and the command line.
  bool run_one();

 private:
  void work();
  std::optional<Job> claim(const std::string& claim_id);
  void run(Job job, const std::string& claim_id);
  void finish(Run& run, base::Json result);
  void fail(Run& run, const std::string& reason, bool for_good);
  void park(Run& run, const base::Message& why);
  void leave(Run& run);

  db::Database& database_;
  const base::Clock& clock_;
  Options options_;
  std::map<std::string, Handler> handlers_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace jobs
