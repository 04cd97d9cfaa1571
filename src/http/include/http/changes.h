#pragma once
// Topics that change, so that a kept answer knows when it is out of date.
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace http {

/// Whoever changes what the public sees calls changed("potential") after the change is durable. Any thread.
class Changes {
 public:
  using Topic = std::atomic<std::uint64_t>;

  void changed(std::string_view topic);

  /// The number of changes so far; read before an answer is made.
  std::uint64_t now() const { return count_.load(std::memory_order_acquire); }
  /// Holds when the topic's last change came; lives as long as this.
  const Topic& topic(std::string_view name);

 private:
  std::atomic<std::uint64_t> count_ = 0;
  std::mutex mutex_;
  std::map<std::string, Topic, std::less<>> topics_;
};

}  // namespace http
