// kill -9 under 2,000 concurrent writers: what was acknowledged is there, once, and whole.
// SERUMPUN_KILL_ROUNDS sets how often (3).
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <map>

#include "db/inspect.h"
#include "kill_protocol.h"
#include "support/databases.h"

extern char** environ;

namespace {

const db::Sql kWriters{"SELECT writer, written FROM writers ORDER BY writer"};
const db::Sql kEntries{"SELECT writer, count(*) AS count, max(number) AS max FROM entries GROUP BY writer"};

class KillTest : public support::DatabaseTest {
 protected:
  KillTest() { db::migrate(database(), kill_protocol::kModules, {1}); }
};
ON_BOTH_DATABASES(KillTest);

void compare(db::Reader& reader, const std::map<int, int>& told) {
  std::map<int, int> written;
  reader.each(kWriters, [&](const db::Row& row) { written[row.get<int>(0)] = row.get<int>(1); });
  for (const auto& [writer, number] : told) EXPECT_GE(written[writer], number) << "lost";
  // Each change writes an entry and counts it: a torn or doubled one shows. One more than was told may be
  // stored: the program was killed between the two.
  reader.each(kEntries, [&](const db::Row& row) {
    const int writer = row.get<int>(0), count = row.get<int>(1);
    EXPECT_EQ(count, row.get<int>(2));
    EXPECT_EQ(count, written[writer]);
    EXPECT_LE(count, (told.contains(writer) ? told.at(writer) : 0) + 1);
  });
}

/// Runs the program until it has acknowledged so many writes, kills it, and answers the highest number each
/// writer was told.
std::map<int, int> write_and_kill(const std::string& url, int round, int enough) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], kill_protocol::kAcknowledgements);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  std::string program = SERUMPUN_KILL_WRITER, address = url, number = std::to_string(round);
  char* arguments[] = {program.data(), address.data(), number.data(), nullptr};
  pid_t child = 0;
  EXPECT_EQ(posix_spawn(&child, program.c_str(), &actions, nullptr, arguments, environ), 0);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);

  std::map<int, int> told;
  kill_protocol::Acknowledged one;
  for (int seen = 0; read(ends[0], &one, sizeof one) == sizeof one; ++seen) {
    told[one.writer] = std::max(told[one.writer], one.number);
    if (seen == enough) kill(child, SIGKILL);  // what the pipe still holds was acknowledged before
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writers ended by themselves: " << status;
  return told;
}

TEST_P(KillTest, NothingAcknowledgedIsLostAndNothingIsDoubled) {
  const char* wanted = std::getenv("SERUMPUN_KILL_ROUNDS");
  const int rounds = wanted != nullptr ? std::atoi(wanted) : 3;
  std::map<int, int> told;
  for (int round = 0; round < rounds; ++round) {
    told.merge(write_and_kill(url(), round, 3000 + 500 * (round % 5)));
    reopen();
    database().read([&](db::Reader& reader) {
      compare(reader, told);
      EXPECT_EQ(db::integrity_problems(database(), reader), std::vector<std::string>{});
    });
  }
}

}  // namespace
