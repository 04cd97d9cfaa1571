#pragma once
// StatementCache: prepared statements of one connection by their text; the one longest unused makes room.
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace db {

template <class Handle>
class StatementCache {
 public:
  explicit StatementCache(std::size_t limit = 512) : limit_(limit) {}

  /// nullptr when it is not there.
  Handle* find(std::string_view text) {
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->second;
  }

  /// Takes out the oldest where the cache is full.
  std::optional<Handle> make_room() {
    if (entries_.size() < limit_) return std::nullopt;
    std::optional<Handle> oldest(std::move(entries_.back().second));
    by_text_.erase(entries_.back().first);
    entries_.pop_back();
    return oldest;
  }

  /// Answers the kept handle; it stays valid until make_room() takes it out.
  Handle& add(std::string_view text, Handle handle) {
    entries_.emplace_front(std::string(text), std::move(handle));
    by_text_.emplace(entries_.front().first, entries_.begin());
    return entries_.front().second;
  }

 private:
  using Entries = std::list<std::pair<std::string, Handle>>;
  std::size_t limit_;
  Entries entries_;
  std::unordered_map<std::string_view, typename Entries::iterator> by_text_;
};

}  // namespace db
