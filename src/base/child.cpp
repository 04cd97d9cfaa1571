#include "base/child.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
extern "C" {  // glibc 2.36 forgot it in this one header
#include <sys/pidfd.h>
}

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <climits>
#include <csignal>
#include <cstring>
#include <utility>

#include "base/failure.h"

namespace base {
namespace {

using SteadyClock = std::chrono::steady_clock;

class Fd {
 public:
  explicit Fd(int fd = -1) : fd_(fd) {}
  ~Fd() { reset(); }
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  int get() const { return fd_; }
  void reset() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

struct Pipe {
  Fd read_end, write_end;
};

Pipe make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    throw Failure(std::string("no pipe for a child process: ") + std::strerror(errno));
  return {Fd(ends[0]), Fd(ends[1])};
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// Everything between fork and exec, prepared before: the other threads' locks may be held forever in here,
/// so only calls that are safe in a signal handler.
struct Launch {
  char* const* argv;
  char* const* environment;
  int null_fd, output_fd, error_fd, report_fd;
  ChildLimits limits;

  static void limit(int resource, rlim_t soft, rlim_t hard) {
    const rlimit value{soft, hard};
    setrlimit(static_cast<__rlimit_resource_t>(resource), &value);
  }

  [[noreturn]] void run() const {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(null_fd, 0);
    dup2(output_fd, 1);
    dup2(error_fd, 2);
    // report_fd is the one descriptor that stays, and it closes by itself on exec.
    const auto kept = static_cast<unsigned>(report_fd);
    if (kept > 3) close_range(3, kept - 1, 0);
    close_range(kept + 1, ~0U, 0);
    for (int signal = 1; signal < NSIG; ++signal) std::signal(signal, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_CPU, static_cast<rlim_t>(limits.cpu_s), static_cast<rlim_t>(limits.cpu_s) + 1);
    limit(RLIMIT_FSIZE, limits.file_bytes, limits.file_bytes);
    limit(RLIMIT_NOFILE, static_cast<rlim_t>(limits.open_files), static_cast<rlim_t>(limits.open_files));
#ifndef __SANITIZE_ADDRESS__  // whose shadow takes terabytes of addresses in the child too
    limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
#endif
    execve(argv[0], argv, environment);
    const int why = errno;
    [[maybe_unused]] const auto written = write(report_fd, &why, sizeof why);
    _exit(127);
  }
};

/// A started child; whatever happens to us, it is ended and reaped.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid), pidfd_(pidfd_open(pid, 0)) {}
  ~Child() {
    if (pid_ > 0) wait_killed();
  }
  int pidfd() const { return pidfd_.get(); }
  void kill_all() const {
    kill(-pid_, SIGKILL);
    kill(pid_, SIGKILL);
  }
  int wait_killed() {
    kill_all();
    return wait_status();
  }
  int wait_status() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    kill(-pid_, SIGKILL);
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_;
  Fd pidfd_;
};

struct Streams {
  Fd output, error;
};

/// Reads the two streams until the child has ended and they are empty, or a limit ends it.
class Reading {
 public:
  Reading(const ChildCommand& command, Streams streams) : command_(command), streams_(std::move(streams)) {}

  ChildEnd until_end(Child& child, std::string& error_text) {
    const auto deadline = SteadyClock::now() + std::chrono::milliseconds(command_.limits.wall_ms);
    for (bool ended = false;;) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now()).count();
      if (left <= 0) return ended ? ChildEnd::kExited : ChildEnd::kWallTime;
      if (command_.cancelled && command_.cancelled()) return ChildEnd::kCancelled;
      const int tick_ms = command_.cancelled ? 100 : INT_MAX;
      std::array<pollfd, 3> polled{pollfd{streams_.output.get(), POLLIN, 0},
                                   pollfd{streams_.error.get(), POLLIN, 0},
                                   pollfd{ended ? -1 : child.pidfd(), POLLIN, 0}};
      const int ready =
          poll(polled.data(), polled.size(), ended ? 0 : static_cast<int>(std::min<long>(left, tick_ms)));
      // After the end only what lies in the pipes is read: a grandchild may hold them open.
      if (ready <= 0 && ended) return ChildEnd::kExited;
      if (polled[0].revents != 0 && !read_output()) return ChildEnd::kOutputSize;
      if (polled[1].revents != 0) read_error(error_text);
      if (polled[2].revents != 0) ended = true;
    }
  }

 private:
  bool read_output() {
    const auto got = read(streams_.output.get(), buffer_.data(), buffer_.size());
    if (got == 0) streams_.output.reset();
    if (got <= 0) return true;
    total_ += static_cast<std::uint64_t>(got);
    if (total_ > command_.limits.output_bytes) return false;
    if (command_.on_output) command_.on_output({buffer_.data(), static_cast<std::size_t>(got)});
    return true;
  }

  void read_error(std::string& text) {
    const auto got = read(streams_.error.get(), buffer_.data(), buffer_.size());
    if (got == 0) streams_.error.reset();
    if (got <= 0) return;
    const auto room =
        command_.limits.error_bytes - std::min<std::uint64_t>(text.size(), command_.limits.error_bytes);
    text.append(buffer_.data(), std::min(static_cast<std::size_t>(got), static_cast<std::size_t>(room)));
  }

  const ChildCommand& command_;
  Streams streams_;
  std::uint64_t total_ = 0;
  std::vector<char> buffer_ = std::vector<char>(64u << 10);
};

ChildOutcome outcome_of(ChildEnd end, int status) {
  ChildOutcome outcome{.end = end};
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  if (end != ChildEnd::kExited || !WIFSIGNALED(status)) return outcome;
  outcome.end = outcome.signal == SIGXCPU   ? ChildEnd::kCpuTime
                : outcome.signal == SIGXFSZ ? ChildEnd::kFileSize
                                            : ChildEnd::kSignalled;
  return outcome;
}

}  // namespace

ChildOutcome run_child(const ChildCommand& command) {
  std::vector<std::string> words{command.program}, environment = command.environment;
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
  const auto argv = pointers_to(words), envp = pointers_to(environment);
  const Fd null(open("/dev/null", O_RDONLY | O_CLOEXEC));
  Pipe output = make_pipe(), error = make_pipe(), report = make_pipe();
  const Launch launch{argv.data(),
                      envp.data(),
                      null.get(),
                      output.write_end.get(),
                      error.write_end.get(),
                      report.write_end.get(),
                      command.limits};
  const pid_t pid = fork();
  if (pid < 0) throw Failure(std::string("no child process could be started: ") + std::strerror(errno));
  if (pid == 0) launch.run();
  setpgid(pid, pid);  // here too: whichever of the two comes first, the group exists before we may kill it
  Child child(pid);
  output.write_end.reset();
  error.write_end.reset();
  report.write_end.reset();
  int why = 0;
  if (read(report.read_end.get(), &why, sizeof why) == sizeof why)
    throw Failure(command.program + " cannot be started: " + std::strerror(why));

  std::string error_text;
  const ChildEnd end =
      Reading(command, {std::move(output.read_end), std::move(error.read_end)}).until_end(child, error_text);
  ChildOutcome outcome =
      outcome_of(end, end == ChildEnd::kExited ? child.wait_status() : child.wait_killed());
  outcome.error_text = std::move(error_text);
  return outcome;
}

std::string program_beside_this(std::string_view name) {
  std::array<char, PATH_MAX> path{};
  const auto length = readlink("/proc/self/exe", path.data(), path.size());
  if (length <= 0) throw Failure("/proc/self/exe cannot be read: is /proc mounted?");
  std::string folder(path.data(), static_cast<std::size_t>(length));
  folder.resize(folder.rfind('/') + 1);
  return folder.append(name);
}

}  // namespace base
