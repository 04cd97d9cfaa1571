#include "convert.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>

#include "base/child.h"
#include "base/failure.h"
#include "base/json.h"

namespace imports {
namespace {

constexpr std::uint64_t kMemory = std::uint64_t{1} << 30;
constexpr int kSeconds = 60;
constexpr std::size_t kLongestHead = 64u << 10;

/// A file without a name goes with its descriptor, whatever happens to us.
int unnamed_file() {
  char path[] = "/tmp/serumpun-table-XXXXXX";
  const int descriptor = mkostemp(path, O_CLOEXEC);
  if (descriptor < 0) throw base::Failure("cannot make a temporary file in /tmp: is the disk full?");
  unlink(path);
  return descriptor;
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw base::Failure("cannot write a temporary file in /tmp: is the disk full?");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

base::Message reason_of(const base::ChildOutcome& outcome) {
  using base::ChildEnd;
  switch (outcome.end) {
    case ChildEnd::kWallTime:
    case ChildEnd::kCpuTime:
      return {"imports.file_takes_too_long", {{"s", std::int64_t{kSeconds}}}};
    case ChildEnd::kOutputSize:
    case ChildEnd::kFileSize:
      return {"imports.file_unpacks_too_large", {}};
    case ChildEnd::kExited:
      break;
    default:
      return {"imports.file_broken", {}};
  }
  // The child names its reason on stderr: one word of our own.
  const auto says = [&](const char* word) { return outcome.error_text.find(word) != std::string::npos; };
  if (says("memory")) return {"imports.file_unpacks_too_large", {}};
  if (says("no-rows")) return {"imports.file_empty", {}};
  return {"imports.file_broken", {}};
}

}  // namespace

base::Result<Converted> convert(const UploadedFile& file, const FileLimits& limits) {
  Converted out{.descriptor = unnamed_file()};
  std::string head;
  bool head_done = false;
  base::ChildCommand command{.program = base::program_beside_this("serumpun-import"),
                             .arguments = {"table", file.path}};
  command.limits.memory_bytes = kMemory;
  command.limits.output_bytes = limits.bytes;
  command.limits.cpu_s = kSeconds;
  command.limits.wall_ms = 2 * kSeconds * 1000;
  command.on_output = [&](std::string_view piece) {
    write_all(out.descriptor, piece);
    if (head_done || head.size() > kLongestHead) return;
    head += piece.substr(0, kLongestHead);
    head_done = head.find('\n') != head.npos;
  };
  base::ChildOutcome outcome;
  try {
    outcome = base::run_child(command);
  } catch (...) {
    close(out.descriptor);
    throw;
  }
  const std::size_t end = head.find('\n');
  const auto description = base::Json::parse(std::string_view(head).substr(0, end == head.npos ? 0 : end));
  if (!outcome.succeeded() || !description) {
    close(out.descriptor);
    return base::fail(base::ErrorCode::kInvalid, reason_of(outcome));
  }
  out.begin = end + 1;
  out.sheet = description->at("layer").as_string();
  for (const base::Json& name : description->at("layers").as_array()) out.sheets.push_back(name.as_string());
  return out;
}

}  // namespace imports
