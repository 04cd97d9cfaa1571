#pragma once
// Threads that run handlers, with a bounded queue before them.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

class WorkerPool {
 public:
  using Job = std::function<void()>;

  struct Size {
    int threads = 4;
    std::size_t queue = 512;
  };
  explicit WorkerPool(Size size);
  /// Runs what is queued, then ends.
  ~WorkerPool();

  /// False when the queue is full: the job is not taken. A job never throws.
  [[nodiscard]] bool submit(Job job);
  /// The next step of something that was admitted already; a connection has one at a time, so these cannot
  /// pile up.
  void submit_step(Job job);

  std::size_t waiting() const;

 private:
  void run();

  const std::size_t max_queue_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace http
