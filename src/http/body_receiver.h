#pragma once
// A body on its way in: decoded, counted, spooled, and cut when it is too large, too slow or all wrapping.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "body_parser.h"
#include "http/spool.h"

namespace http {

class BodyReceiver {
 public:
  struct Rules {
    std::uint64_t max_bytes = 0;
    const Limits* limits = nullptr;
    std::string spool_folder = {};
    std::int64_t began_ms = 0;
  };
  BodyReceiver(const Head& head, Rules rules);

  /// Lets the second parser read the head; `raw_head` is the text that `head` was parsed from.
  void start(std::string_view raw_head);
  /// Takes what it understands of the bytes and returns how many; the rest is given again, with more behind
  /// it.
  std::size_t take(std::string_view bytes);
  /// Whether store() would touch the disk, and so belongs on a worker.
  bool needs_disk() const { return !decoded_.empty() && spool_->would_spill(decoded_.size()); }
  void store() noexcept;

  bool done() const { return parser_.done() && decoded_.empty(); }
  const std::optional<Refusal>& refusal() const { return refusal_; }
  /// When the next bytes must have come.
  std::int64_t deadline_ms() const;
  SpoolPart body() const { return {spool_, 0, spool_->size()}; }

 private:
  Rules rules_;
  BodyParser parser_;
  std::shared_ptr<Spool> spool_;
  std::string decoded_;
  std::uint64_t wire_bytes_ = 0;
  std::optional<Refusal> refusal_;
};

}  // namespace http
