#include "body_receiver.h"

#include "base/failure.h"
#include "base/log.h"

namespace http {
namespace {

// Chunks of one byte with long extensions carry nothing; a real client's overhead is a few bytes in
// thousands.
constexpr std::uint64_t kOverheadFactor = 8, kOverheadBytes = 64 * 1024;

}  // namespace

BodyReceiver::BodyReceiver(const Head& head, Rules rules)
    : rules_(std::move(rules)),
      parser_(head, rules_.max_bytes),
      spool_(std::make_shared<Spool>(rules_.spool_folder, rules_.limits->body_memory_bytes)) {}

void BodyReceiver::start(std::string_view raw_head) {
  refusal_ = parser_.start(raw_head);
}

std::size_t BodyReceiver::take(std::string_view bytes) {
  std::size_t taken = 0;
  while (taken < bytes.size() && !parser_.done() && !refusal_) {
    const BodyParser::Progress progress = parser_.feed(bytes.substr(taken), decoded_);
    taken += progress.consumed;
    refusal_ = progress.refusal;
    if (progress.consumed == 0) break;
  }
  wire_bytes_ += taken;
  // A line of framing that fills the whole buffer is none.
  const bool stuck = taken == 0 && bytes.size() >= rules_.limits->head_bytes;
  const bool hollow = wire_bytes_ > (spool_->size() + decoded_.size()) * kOverheadFactor + kOverheadBytes;
  if (!refusal_ && (stuck || hollow)) refusal_ = Refusal{400, "malformed body"};
  return taken;
}

void BodyReceiver::store() noexcept {
  try {
    spool_->append(decoded_);
  } catch (const std::exception& failure) {
    base::log::error("request body not stored", {{"reason", failure.what()}});
    refusal_ = Refusal{503, "no room for the body"};
  }
  decoded_.clear();
}

std::int64_t BodyReceiver::deadline_ms() const {
  const std::uint64_t earned_ms = spool_->size() * 1000 / rules_.limits->body_bytes_per_s;
  return rules_.began_ms + rules_.limits->body_grace_ms + static_cast<std::int64_t>(earned_ms);
}

}  // namespace http
