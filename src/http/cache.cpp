#include "cache.h"

#include <algorithm>

namespace http {

bool Kept::holds(base::Instant now) const {
  return now < until && std::all_of(topics.begin(), topics.end(), [&](const Changes::Topic* topic) {
           return topic->load(std::memory_order_acquire) <= made_at;
         });
}

std::shared_ptr<const Prepared> Cache::find(std::string_view key, base::Instant now) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  if (!found->second->kept.holds(now)) {
    drop(found->second);
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->kept.prepared;
}

void Cache::put(std::string key, Kept kept) {
  if (const auto known = by_key_.find(key); known != by_key_.end()) drop(known->second);
  entries_.push_front({std::move(key), std::move(kept)});
  by_key_.emplace(entries_.front().key, entries_.begin());
  bytes_ += entries_.front().bytes();
  while (bytes_ > max_bytes_ && !entries_.empty()) drop(std::prev(entries_.end()));
}

void Cache::drop(std::list<Entry>::iterator entry) {
  bytes_ -= entry->bytes();
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

}  // namespace http
