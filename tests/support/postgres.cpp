#include "support/postgres.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace support {
namespace fs = std::filesystem;

namespace {

constexpr int kNotInstalled = 2;

int run(const std::string& command) {
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

void must(const std::string& command) {
  if (run(command) != 0) throw std::runtime_error("failed: " + command);
}

std::string script(const std::string& action, const fs::path& dir, const std::string& settings) {
  return std::string(SERUMPUN_SOURCE_DIR) + "/tests/support/private_postgres " + action + " " + dir.string() +
         " " + settings;
}

}  // namespace

PostgresCluster::PostgresCluster(fs::path dir, std::string settings)
    : dir_(std::move(dir)), settings_(std::move(settings)) {}

std::optional<PostgresCluster> PostgresCluster::shared() {
  // Tests lose nothing when the machine fails: without fsync they are several times as fast.
  static const auto cluster =
      in("/tmp/serumpun-test-pg-" + std::to_string(getuid()), "-c fsync=off -c synchronous_commit=off");
  return cluster;
}

std::optional<PostgresCluster> PostgresCluster::own(const std::string& settings) {
  // A socket's path is short, and the cluster's user must reach it: not in a TempDir.
  static int count = 0;
  return in("/tmp/serumpun-test-pg-own-" + std::to_string(getpid()) + "-" + std::to_string(++count),
            settings);
}

std::optional<PostgresCluster> PostgresCluster::in(const fs::path& dir, const std::string& settings) {
  const int code = run(script("start", dir, settings));
  if (code == kNotInstalled) return std::nullopt;
  if (code != 0) throw std::runtime_error("no private PostgreSQL cluster; see " + (dir / "log").string());
  return PostgresCluster(dir, settings);
}

std::string PostgresCluster::url(const std::string& schema) const {
  std::string host;
  for (const char c : dir_.string()) host += c == '/' ? "%2F" : std::string(1, c);
  return "postgresql://serumpun@/serumpun?host=" + host + "&options=-csearch_path%3D" + schema;
}

void PostgresCluster::administer(const std::string& sql, const std::string& database) const {
  must("psql -qX -h " + dir_.string() + " -U postgres " + database + " -c \"" + sql + "\"");
}

void PostgresCluster::stop() const {
  must(script("stop", dir_, ""));
}
void PostgresCluster::remove() const {
  must(script("remove", dir_, ""));
}
void PostgresCluster::start() const {
  must(script("start", dir_, settings_));
}

}  // namespace support
