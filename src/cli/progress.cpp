#include "cli/progress.h"

#include <unistd.h>

#include <cstdio>

namespace cli {

Progress::Mode Progress::mode_from(const std::string& text) {
  return text == "json" ? Mode::kJson : text == "none" ? Mode::kNone : Mode::kAuto;
}

Progress::Progress(std::string what, Mode mode)
    : what_(std::move(what)),
      json_(mode == Mode::kJson),
      terminal_(mode == Mode::kAuto && isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (printed_ && terminal_) std::fputs("\n", stderr);
}

void Progress::update(std::int64_t done, std::int64_t total) {
  if (!json_ && !terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (printed_ && done < total && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  printed_ = true;
  const long long d = done, t = total;
  if (json_)
    std::fprintf(stderr, "{\"what\":\"%s\",\"done\":%lld,\"total\":%lld}\n", what_.c_str(), d, t);
  else
    std::fprintf(stderr, "\r%s: %lld of %lld (%lld%%)", what_.c_str(), d, t, t > 0 ? d * 100 / t : 0);
}

}  // namespace cli
