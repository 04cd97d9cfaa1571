#include "base/child.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "base/failure.h"
#include "support/temp_dir.h"

namespace {

base::ChildCommand shell(const std::string& script) {
  return {.program = "/bin/sh", .arguments = {"-c", script}};
}

TEST(Child, GivesExitCodeOutputAndErrorText) {
  std::string output;
  auto command = shell("echo out; echo bad >&2; exit 7");
  command.on_output = [&](std::string_view piece) { output += piece; };
  const auto outcome = base::run_child(command);
  EXPECT_EQ(outcome.end, base::ChildEnd::kExited);
  EXPECT_EQ(outcome.exit_code, 7);
  EXPECT_EQ(output, "out\n");
  EXPECT_EQ(outcome.error_text, "bad\n");
}

TEST(Child, TakesArgumentsLiterally) {
  std::string output;
  base::ChildCommand command{.program = "/usr/bin/printf", .arguments = {"%s", "$(id); `id` > x"}};
  command.on_output = [&](std::string_view piece) { output += piece; };
  EXPECT_TRUE(base::run_child(command).succeeded());
  EXPECT_EQ(output, "$(id); `id` > x");
}

TEST(Child, RefusesAProgramThatIsNotThere) {
  EXPECT_THROW(base::run_child({.program = "/nowhere/program"}), base::Failure);
}

TEST(Child, SeesAnEmptyStdinAndNoneOfOurFiles) {
  const int ours = open("/dev/null", O_RDONLY);  // without O_CLOEXEC, as a library might
  std::string output;
  auto command = shell("cat; ls /proc/$$/fd");
  command.on_output = [&](std::string_view piece) { output += piece; };
  EXPECT_TRUE(base::run_child(command).succeeded());
  EXPECT_EQ(output, "0\n1\n2\n");
  close(ours);
}

TEST(Child, IsEndedAtItsWallTimeWithWhatItStarted) {
  auto command = shell("sleep 100 & echo $!; wait");
  command.limits.wall_ms = 1'000;  // enough for a busy machine to have started it
  std::string output;
  command.on_output = [&](std::string_view piece) { output += piece; };
  const auto outcome = base::run_child(command);
  EXPECT_EQ(outcome.end, base::ChildEnd::kWallTime);
  EXPECT_FALSE(outcome.succeeded());
  ASSERT_NE(output, "");
  const auto started_is_dead = [pid = output.substr(0, output.find('\n'))] {
    std::ifstream stat("/proc/" + pid + "/stat");
    std::string number, name, state;
    stat >> number >> name >> state;
    return state.empty() || state == "Z" || state == "X";  // until somebody reaps it, a zombie is left
  };
  // The kernel ends a killed process when it next runs, not while we send the signal.
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!started_is_dead() && std::chrono::steady_clock::now() < patience)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_TRUE(started_is_dead()) << output;
}

TEST(Child, IsEndedAtItsCpuTime) {
  auto command = shell("while :; do :; done");
  command.limits.cpu_s = 1;
  EXPECT_EQ(base::run_child(command).end, base::ChildEnd::kCpuTime);
}

TEST(Child, CannotWriteMoreThanItsFileSize) {
  support::TempDir folder;
  base::ChildCommand command{
      .program = "/bin/dd",
      .arguments = {"if=/dev/zero", "bs=1k", "count=100", "of=" + (folder.path() / "big").string()}};
  command.limits.file_bytes = 10'000;
  EXPECT_EQ(base::run_child(command).end, base::ChildEnd::kFileSize);
}

TEST(Child, CannotFloodUsWithOutputOrErrors) {
  base::ChildCommand command{.program = "/usr/bin/yes"};
  command.limits.output_bytes = 1'000'000;
  EXPECT_EQ(base::run_child(command).end, base::ChildEnd::kOutputSize);

  auto noisy = shell("yes | head -c 1000000 >&2");
  noisy.limits.error_bytes = 100;
  const auto outcome = base::run_child(noisy);
  EXPECT_TRUE(outcome.succeeded());
  EXPECT_EQ(outcome.error_text.size(), 100u);
}

TEST(Child, CannotTakeMoreMemoryThanItsLimit) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the sanitizer takes more addresses than any limit";
#endif
  auto command = shell("exec /usr/bin/head -c 100000000 /dev/zero | /usr/bin/tail -n 1 >/dev/null");
  command.limits.memory_bytes = 64u << 20;
  EXPECT_FALSE(base::run_child(command).succeeded());
}

TEST(Child, DoesNotKeepUsWaitingForAGrandchildThatHoldsThePipe) {
  auto command = shell("setsid sleep 3 & exit 0");
  command.limits.wall_ms = 60'000;
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(base::run_child(command).succeeded());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(Child, IsEndedWhenCancelledOrWhenTheReaderThrows) {
  auto command = shell("sleep 100");
  command.cancelled = [] { return true; };
  EXPECT_EQ(base::run_child(command).end, base::ChildEnd::kCancelled);

  auto talking = shell("echo x; sleep 100");
  talking.on_output = [](std::string_view) { throw std::runtime_error("no more"); };
  EXPECT_THROW(base::run_child(talking), std::runtime_error);
}

}  // namespace
