#include "group_writer.h"

#include <algorithm>
#include <cerrno>

#include "base/check.h"

namespace db {

GroupWriter::GroupWriter(std::unique_ptr<SqliteConnection> connection, const Options& options,
                         Counters& counters)
    : connection_(std::move(connection)),
      fault_(options.fault),
      batch_limit_(static_cast<std::size_t>(options.batch)),
      counters_(counters),
      thread_([this] { work(); }) {}

GroupWriter::~GroupWriter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void GroupWriter::write(FunctionRef<bool(Transaction&)> f) {
  base::check(std::this_thread::get_id() != thread_.get_id(), "write() inside write()");
  Job job{f};
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(&job);
  }
  arrived_.notify_one();
  job.done.wait();
  if (job.failed) std::rethrow_exception(job.failed);
}

void GroupWriter::work() {
  for (Batch batch = next_batch(); !batch.empty(); batch = next_batch()) {
    if (batch.size() == 1)
      commit_alone(*batch.front());
    else
      commit_together(batch);
    for (Job* job : batch) job->done.tell();
  }
}

GroupWriter::Batch GroupWriter::next_batch() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [&] { return !queue_.empty() || stopping_; });
  const std::size_t count = std::min(queue_.size(), batch_limit_);
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(count);
  Batch batch(queue_.begin(), end);
  queue_.erase(queue_.begin(), end);
  return batch;
}

void GroupWriter::commit_together(const Batch& batch) {
  try {
    begin();
    for (Job* job : batch) run_in_savepoint(*job);
    commit();
  } catch (...) {
    // The shared transaction is gone, perhaps for the sake of one: each has its own try and its own answer.
    roll_back();
    for (Job* job : batch) {
      ++counters_.retries;
      commit_alone(*job);
    }
  }
}

void GroupWriter::commit_alone(Job& job) {
  job.failed = nullptr;
  try {
    begin();
    Transaction transaction(*connection_);
    if (job.run(transaction))
      commit();
    else
      roll_back();
  } catch (...) {
    job.failed = std::current_exception();
    roll_back();
  }
}

/// An error undoes this job alone. Throws when the shared transaction itself was lost.
void GroupWriter::run_in_savepoint(Job& job) {
  job.failed = nullptr;
  connection_->control("SAVEPOINT job");
  bool keep = false;
  try {
    Transaction transaction(*connection_);
    keep = job.run(transaction);
  } catch (...) {
    job.failed = std::current_exception();
    if (!connection_->in_transaction()) throw;
  }
  if (!keep) connection_->control("ROLLBACK TO job");
  connection_->control("RELEASE job");
}

void GroupWriter::begin() {
  if (fault_) fault_(Point::kBegin);
  connection_->control("BEGIN IMMEDIATE");
}

void GroupWriter::commit() {
  if (fault_) fault_(Point::kCommit);
  connection_->control("COMMIT");
  ++counters_.commits;
}

void GroupWriter::roll_back() noexcept {
  try {
    if (connection_->in_transaction()) connection_->control("ROLLBACK");
  } catch (const std::exception&) {
    // Nothing is lost: an open transaction that cannot be ended fails the next begin(), which says so.
  }
}

void GroupWriter::Signal::wait() {
  while (sem_wait(&semaphore_) != 0) base::check(errno == EINTR, "a semaphore can be waited for");
}

}  // namespace db
