#pragma once
// A private PostgreSQL cluster for tests; see private_postgres.
#include <filesystem>
#include <optional>
#include <string>

namespace support {

class PostgresCluster {
 public:
  /// The one that all tests of this machine's user share. Nothing where PostgreSQL is not installed.
  static std::optional<PostgresCluster> shared();
  /// One of the test's own, to be stopped under way; `settings`: "-c fsync=on". `dir` must be short (a
  /// socket's path).
  static std::optional<PostgresCluster> own(const std::filesystem::path& dir, const std::string& settings);

  /// Of an ordinary role that owns the database; with a schema, that one alone is seen.
  std::string url(const std::string& schema = "public") const;
  void stop() const;
  void start() const;

 private:
  PostgresCluster(std::filesystem::path dir, std::string settings);
  std::filesystem::path dir_;
  std::string settings_;
};

}  // namespace support
