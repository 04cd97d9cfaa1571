#include <gtest/gtest.h>

#include "cli/command.h"
#include "cli/files.h"
#include "support/temp_dir.h"

namespace {

TEST(OutputFile, NothingIsLeftWithoutCommit) {
  const support::TempDir dir;
  {
    cli::OutputFile out((dir / "map.tif").string());
    out.write("half");
  }
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

TEST(OutputFile, CommitReplacesTheOldFileWhole) {
  const support::TempDir dir;
  support::write_file(dir / "a.csv", "old");
  cli::OutputFile out((dir / "a.csv").string());
  out.write("new");
  EXPECT_EQ(support::read_file(dir / "a.csv"), "old");
  out.commit();
  EXPECT_EQ(support::read_file(dir / "a.csv"), "new");
}

TEST(OutputFile, ADeviceIsWrittenDirectly) {
  cli::OutputFile out("/dev/null");
  out.write("x");
  out.commit();
  EXPECT_FALSE(std::filesystem::is_regular_file("/dev/null"));
}

TEST(Options, MisuseIsTwoAndHelpIsZero) {
  double radius_m = 1;
  cli::Options options("radio coverage", "Levels around towers", "serumpun radio coverage …");
  options.value("--radius-m", radius_m, "how far");
  EXPECT_EQ(options.parse({"--radius", "3"}), cli::kUsage);
  EXPECT_EQ(options.parse({"--radius-m", "far"}), cli::kUsage);
  EXPECT_EQ(options.parse({"--help"}), cli::kDone);
  EXPECT_EQ(options.parse({"--radius-m", "30000"}), std::nullopt);
  EXPECT_EQ(radius_m, 30000);
}

TEST(Run, ExitCodesTellRefusalFromUsage) {
  const std::vector<cli::Command> commands = {
      {"radio loss", "",
       [](const cli::Arguments& a) -> int { return a.size() == 1 ? cli::kDone : cli::kFailure; }},
      {"bad", "", [](const cli::Arguments&) -> int { throw cli::RefusedInput("row 3"); }}};
  EXPECT_EQ(cli::run(commands, {"radio", "loss", "x"}), cli::kDone);
  EXPECT_EQ(cli::run(commands, {"bad"}), cli::kRefused);
  EXPECT_EQ(cli::run(commands, {"radio"}), cli::kUsage);
}

}  // namespace
