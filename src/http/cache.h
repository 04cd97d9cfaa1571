#pragma once
// Public answers kept in memory until one of their topics changes. Belongs to the thread of the connections.
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "http/changes.h"
#include "prepared.h"

namespace http {

struct Kept {
  std::shared_ptr<const Prepared> prepared;
  std::vector<const Changes::Topic*> topics;
  std::uint64_t made_at = 0;  ///< Changes::now() before it was made
  base::Instant until;

  bool holds(base::Instant now) const;
};

class Cache {
 public:
  explicit Cache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  /// nullptr when there is none or it holds no longer.
  std::shared_ptr<const Prepared> find(std::string_view key, base::Instant now);
  /// Drops the least recently used ones beyond the limit.
  void put(std::string key, Kept kept);

  std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    std::string key;
    Kept kept;
    std::size_t bytes() const {
      return key.size() + kept.prepared->head.size() + kept.prepared->body_bytes() + 200;
    }
  };
  void drop(std::list<Entry>::iterator entry);

  std::size_t max_bytes_, bytes_ = 0;
  std::list<Entry> entries_;  ///< the last used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
};

}  // namespace http
