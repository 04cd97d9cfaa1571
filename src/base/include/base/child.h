#pragma once
// Child processes with limits: a hostile or broken file costs one child, not the portal.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// What the child may use. Memory and open files end in a refusal inside the child (allocation fails,
/// EMFILE), which reports it by its own exit code; the others end the child.
struct ChildLimits {
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;  ///< address space
  std::uint64_t file_bytes = std::uint64_t{1} << 30;    ///< of each file it writes
  std::uint64_t output_bytes = std::uint64_t{1} << 30;  ///< of its stdout in all
  std::uint64_t error_bytes = 16u << 10;                ///< of stderr kept; the rest is read and dropped
  int open_files = 64;
  int cpu_s = 60;
  int wall_ms = 120'000;
};

struct ChildCommand {
  std::string program;                      ///< a path; never looked up, never given to a shell
  std::vector<std::string> arguments = {};  ///< without the program's own name
  ChildLimits limits = {};
  std::vector<std::string> environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
  /// Called with each piece of stdout, in the caller's thread. What it throws ends the child and goes on to
  /// the caller.
  std::function<void(std::string_view)> on_output = {};
  /// Asked some ten times a second; true ends the child.
  std::function<bool()> cancelled = {};
};

enum class ChildEnd { kExited, kSignalled, kWallTime, kCpuTime, kFileSize, kOutputSize, kCancelled };

struct ChildOutcome {
  ChildEnd end = ChildEnd::kExited;
  int exit_code = 0;            ///< when kExited
  int signal = 0;               ///< what ended it otherwise
  std::string error_text = {};  ///< the beginning of its stderr

  bool succeeded() const { return end == ChildEnd::kExited && exit_code == 0; }
};

/// Runs the program to its end: stdin is empty, no other file of ours is open in it, and it dies with the
/// thread that called. Whatever it started in its process group is ended with it. Throws Failure when it
/// cannot be started.
ChildOutcome run_child(const ChildCommand& command);

/// The path of a program that is installed in the folder of this one, e.g. "serumpun-import".
std::string program_beside_this(std::string_view name);

}  // namespace base
