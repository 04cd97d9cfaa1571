#include "http/changes.h"

namespace http {

const Changes::Topic& Changes::topic(std::string_view name) {
  const std::lock_guard lock(mutex_);
  auto found = topics_.find(name);
  if (found == topics_.end()) found = topics_.try_emplace(std::string(name), 0).first;
  return found->second;
}

void Changes::changed(std::string_view name) {
  auto& last = const_cast<Topic&>(topic(name));
  // The number is taken first: an answer made meanwhile read an older number and is out of date.
  const std::uint64_t number = count_.fetch_add(1, std::memory_order_acq_rel) + 1;
  std::uint64_t seen = last.load(std::memory_order_relaxed);
  while (seen < number &&
         !last.compare_exchange_weak(seen, number, std::memory_order_release, std::memory_order_relaxed)) {
  }
}

}  // namespace http
