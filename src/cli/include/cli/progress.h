#pragma once
// Progress of a long command on stderr: a line that renews itself on a terminal, JSON lines on request, else
// nothing.
#include <chrono>
#include <cstdint>
#include <string>

namespace cli {

class Progress {
 public:
  enum class Mode { kAuto, kJson, kNone };
  /// "auto", "json" or "none", as `--progress` takes them; kAuto for anything else.
  static Mode mode_from(const std::string& text);

  Progress(std::string what, Mode mode);
  ~Progress();

  /// From one thread at a time; printed at most ten times a second.
  void update(std::int64_t done, std::int64_t total);

 private:
  std::string what_;
  bool json_ = false, terminal_ = false, printed_ = false;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace cli
