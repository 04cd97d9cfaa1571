// Writes with 2,000 writers at once until it is killed: kill_writer URL ROUND.
#include <unistd.h>

#include <cstdlib>
#include <thread>
#include <vector>

#include "kill_protocol.h"

namespace {

const db::Sql kCount{
    "INSERT INTO writers (writer, written) VALUES ($1, $2) ON CONFLICT (writer) DO UPDATE SET written = "
    "excluded.written"};
const db::Sql kEntry{"INSERT INTO entries (writer, number) VALUES ($1, $2)"};

void write_on(db::Database& database, int writer) {
  for (int number = 1;; ++number) {
    database.write([&](db::Transaction& tx) {
      tx.execute(kEntry, writer, number);
      tx.execute(kCount, writer, number);
    });
    const kill_protocol::Acknowledged told{writer, number};
    if (write(kill_protocol::kAcknowledgements, &told, sizeof told) != sizeof told) std::_Exit(1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto database = db::Database::open(argv[1], {.patience = std::chrono::minutes(5)});
  const int first = std::atoi(argv[2]) * kill_protocol::kWriters;
  std::vector<std::thread> writers;
  for (int i = 0; i < kill_protocol::kWriters; ++i)
    writers.emplace_back([&, writer = first + i] { write_on(*database, writer); });
  for (std::thread& writer : writers) writer.join();
}
