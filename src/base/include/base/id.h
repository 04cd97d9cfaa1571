#pragma once
// Ids: UUID version 7 (RFC 9562) as text, one type for each kind of thing.
#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace base {

/// 36 characters, lower case; its first 48 bits are the time, so that new ids sort last. 74 bits are random.
std::string new_uuid_v7(Instant now);
/// Any RFC 9562 UUID in lower-case text form.
bool is_uuid(std::string_view text);

/// `struct OfficeTag; using OfficeId = base::Id<OfficeTag>;`
template <class Tag>
class Id {
 public:
  Id() = default;
  static Id make(Instant now) { return Id(new_uuid_v7(now)); }
  static std::optional<Id> parse(std::string_view text) {
    if (!is_uuid(text)) return std::nullopt;
    return Id(std::string(text));
  }
  /// For text that comes from our own database.
  static Id from_trusted(std::string text) { return Id(std::move(text)); }

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const Id&) const = default;

 private:
  explicit Id(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace base

template <class Tag>
struct std::hash<base::Id<Tag>> {
  std::size_t operator()(const base::Id<Tag>& id) const { return std::hash<std::string>{}(id.text()); }
};
