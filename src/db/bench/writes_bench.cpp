// Durable small changes a second, beside the bare database with the same batch in the same run. The result is
// checked first.
//   writes_bench [--quick]
#include <libpq-fe.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "db/migrate.h"
#include "support/postgres.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr base::EmbeddedFile kFiles[] = {
    {"sql/0001_changes.sql",
     "CREATE TABLE changes (id BIGINT PRIMARY KEY, at BIGINT NOT NULL, what TEXT NOT NULL);"}};
constexpr db::ModuleMigrations kModules[] = {{"bench", kFiles}};
constexpr const char* kInsertText = "INSERT INTO changes (id, at, what) VALUES ($1, $2, $3)";
const std::string kWhat(100, 'x');
const db::Sql kInsert{kInsertText};
const db::Sql kCount{"SELECT count(*) AS count FROM changes"};

void must(bool holds, const std::string& why) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(1);
}

struct Measured {
  double per_second = 0;
  double batch = 1;  ///< changes a commit
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// `client(first, count)` on each of so many threads.
template <class Client>
double run_clients(int clients, int each, Client client) {
  const auto start = Clock::now();
  std::vector<std::jthread> threads;
  for (int c = 0; c < clients; ++c) threads.emplace_back([&, c] { client(std::int64_t{c} * each, each); });
  threads.clear();
  return clients * each / seconds_since(start);
}

Measured measure_ours(const std::string& url, int clients, int each) {
  const auto database =
      db::Database::open(url, {.connections = std::min(clients, 32), .patience = std::chrono::minutes(1)});
  db::migrate(*database, kModules, {1});
  database->write([](db::Transaction& tx) { tx.script("DELETE FROM changes"); });
  const db::Statistics before = database->statistics();
  const double rate = run_clients(clients, each, [&](std::int64_t first, int count) {
    for (int i = 0; i < count; ++i)
      database->write(
          [&](db::Transaction& tx) { tx.execute(kInsert, first + i, base::Instant{first}, kWhat); });
  });
  const db::Statistics after = database->statistics();
  const auto stored =
      database->read([](db::Reader& reader) { return reader.one<std::int64_t>(kCount).value(); });
  must(stored == std::int64_t{clients} * each, "not every change is stored");
  return {rate, static_cast<double>(after.writes - before.writes) /
                    static_cast<double>(after.commits - before.commits)};
}

double measure_bare_sqlite(const std::filesystem::path& file, int batch, int total) {
  sqlite3* handle = nullptr;
  must(sqlite3_open(file.c_str(), &handle) == SQLITE_OK, "no bare database");
  const auto run = [&](const char* sql) {
    must(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  };
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
      "CREATE TABLE changes (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL) STRICT");
  sqlite3_stmt* insert = nullptr;
  must(sqlite3_prepare_v2(handle, kInsertText, -1, &insert, nullptr) == SQLITE_OK, kInsertText);
  const auto start = Clock::now();
  for (int i = 0; i < total;) {
    run("BEGIN IMMEDIATE");
    for (int b = 0; b < batch && i < total; ++b, ++i) {
      sqlite3_bind_int64(insert, 1, i);
      sqlite3_bind_int64(insert, 2, i);
      sqlite3_bind_text(insert, 3, kWhat.data(), static_cast<int>(kWhat.size()), SQLITE_STATIC);
      must(sqlite3_step(insert) == SQLITE_DONE, "bare insert");
      sqlite3_reset(insert);
    }
    run("COMMIT");
  }
  const double rate = total / seconds_since(start);
  sqlite3_finalize(insert);
  sqlite3_close(handle);
  return rate;
}

double measure_bare_postgres(const std::string& url, int clients, int each) {
  const auto run = [](PGconn* handle, const char* sql) {
    PGresult* result = PQexec(handle, sql);
    must(PQresultStatus(result) == PGRES_COMMAND_OK, PQerrorMessage(handle));
    PQclear(result);
  };
  PGconn* admin = PQconnectdb(url.c_str());
  run(admin, "TRUNCATE changes");
  PQfinish(admin);
  return run_clients(clients, each, [&](std::int64_t first, int count) {
    PGconn* handle = PQconnectdb(url.c_str());
    PQclear(PQprepare(handle, "s", kInsertText, 3, nullptr));
    for (int i = 0; i < count; ++i) {
      const std::string id = std::to_string(first + i);
      const char* values[] = {id.c_str(), id.c_str(), kWhat.c_str()};
      run(handle, "BEGIN ISOLATION LEVEL SERIALIZABLE");
      PGresult* result = PQexecPrepared(handle, "s", 3, values, nullptr, nullptr, 0);
      must(PQresultStatus(result) == PGRES_COMMAND_OK, PQerrorMessage(handle));
      PQclear(result);
      run(handle, "COMMIT");
    }
    PQfinish(handle);
  });
}

void print(const char* name, int clients, const Measured& ours, double bare) {
  std::printf("| %-10s | %7d | %9.0f | %5.1f | %9.0f | %5.2f |\n", name, clients, ours.per_second, ours.batch,
              bare, ours.per_second / bare);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const int scale = argc > 1 && std::string(argv[1]) == "--quick" ? 1 : 4;
  std::string pattern = (std::filesystem::current_path() / "writes-bench-XXXXXX").string();
  must(mkdtemp(pattern.data()) != nullptr, "no temporary folder");
  const std::filesystem::path dir = pattern;
  std::printf("| database   | clients | changes/s | batch | bare/s    | ratio |\n");
  std::printf("|------------|---------|-----------|-------|-----------|-------|\n");
  for (const int clients : {1, 8, 32, 128}) {
    const int each = scale * (clients == 1 ? 500 : clients == 8 ? 200 : 100);
    const std::string name = "store" + std::to_string(clients);
    const Measured ours = measure_ours("sqlite:" + (dir / (name + ".db")).string(), clients, each);
    const int batch = std::max(1, static_cast<int>(ours.batch + 0.5));
    print("sqlite", clients, ours, measure_bare_sqlite(dir / ("bare" + name), batch, clients * each));
  }
  std::filesystem::remove_all(dir);
  const auto cluster = support::PostgresCluster::own("-c fsync=on");
  if (!cluster) return 0;
  for (const int clients : {1, 8, 32, 128}) {
    const int each = scale * (clients == 1 ? 500 : clients == 8 ? 100 : 25);
    const Measured ours = measure_ours(cluster->url(), clients, each);
    print("postgresql", clients, ours, measure_bare_postgres(cluster->url(), clients, each));
  }
  cluster->remove();
}
