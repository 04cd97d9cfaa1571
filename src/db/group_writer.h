#pragma once
// GroupWriter: many writers' small transactions in one BEGIN IMMEDIATE … COMMIT, so that they share one
// fsync.
#include <semaphore.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "sqlite_connection.h"

namespace db {

class GroupWriter {
 public:
  GroupWriter(std::unique_ptr<SqliteConnection> connection, const Options& options, Counters& counters);
  ~GroupWriter();

  /// Returns when f's change is on disk or undone; throws what made it fail.
  void write(FunctionRef<bool(Transaction&)> f);

 private:
  /// Told once. A POSIX semaphore: it may be gone as soon as it is told, and waiting for it does not spin.
  class Signal {
   public:
    Signal() { sem_init(&semaphore_, 0, 0); }
    ~Signal() { sem_destroy(&semaphore_); }
    Signal(const Signal&) = delete;
    Signal& operator=(const Signal&) = delete;
    void tell() { sem_post(&semaphore_); }
    void wait();

   private:
    sem_t semaphore_ = {};
  };
  struct Job {
    FunctionRef<bool(Transaction&)> run;
    std::exception_ptr failed = {};
    Signal done = {};
  };
  using Batch = std::vector<Job*>;

  void work();
  Batch next_batch();
  void commit_together(const Batch& batch);
  void commit_alone(Job& job);
  void begin();
  void commit();
  void roll_back() noexcept;
  void run_in_savepoint(Job& job);

  std::unique_ptr<SqliteConnection> connection_;
  std::function<void(Point)> fault_;
  std::size_t batch_limit_;
  Counters& counters_;

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace db
