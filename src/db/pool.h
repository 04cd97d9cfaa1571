#pragma once
// Pool: connections that are made when first needed, lent to one thread at a time, and kept.
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "db/failure.h"

namespace db {

template <class T>
class Pool {
 public:
  using Make = std::function<std::unique_ptr<T>()>;

  Pool(int limit, std::chrono::milliseconds patience, Make make)
      : limit_(limit), patience_(patience), make_(std::move(make)) {}

  /// Gives its connection back when it ends, or throws it away after discard().
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<T> lent) : pool_(&pool), lent_(std::move(lent)) {}
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), lent_(std::move(other.lent_)) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (pool_ != nullptr) pool_->give_back(std::move(lent_));
    }
    T& operator*() { return *lent_; }
    T* operator->() { return lent_.get(); }
    void discard() { lent_.reset(); }

   private:
    Pool* pool_;
    std::unique_ptr<T> lent_;
  };

  /// Throws Busy when none comes free in time.
  Lease lend() {
    {
      std::unique_lock lock(mutex_);
      const bool free = returned_.wait_for(lock, patience_, [&] { return !idle_.empty() || made_ < limit_; });
      if (!free) throw Busy("all database connections are in use; try again, or allow more of them");
      if (!idle_.empty()) {
        Lease lease(*this, std::move(idle_.back()));
        idle_.pop_back();
        return lease;
      }
      ++made_;
    }
    try {
      return Lease(*this, make_());
    } catch (...) {
      give_back(nullptr);
      throw;
    }
  }

  /// Throws away what is idle: after one lost connection the others are likely lost too.
  void clear() {
    std::vector<std::unique_ptr<T>> gone;
    const std::lock_guard lock(mutex_);
    made_ -= static_cast<int>(idle_.size());
    gone.swap(idle_);
  }

 private:
  void give_back(std::unique_ptr<T> lent) {
    {
      const std::lock_guard lock(mutex_);
      if (lent)
        idle_.push_back(std::move(lent));
      else
        --made_;
    }
    returned_.notify_one();
  }

  int limit_;
  std::chrono::milliseconds patience_;
  Make make_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<T>> idle_;
  int made_ = 0;
};

}  // namespace db
