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
  /// One of the test's own, to be stopped under way and removed at the end; `settings`: "-c fsync=on".
  static std::optional<PostgresCluster> own(const std::string& settings);

  /// Of an ordinary role that owns the database; with a schema, that one alone is seen.
  std::string url(const std::string& schema = "public") const;
  /// As the cluster's administrator.
  void administer(const std::string& sql, const std::string& database = "postgres") const;
  void stop() const;
  void start() const;
  void remove() const;

 private:
  PostgresCluster(std::filesystem::path dir, std::string settings);
  static std::optional<PostgresCluster> in(const std::filesystem::path& dir, const std::string& settings);

  std::filesystem::path dir_;
  std::string settings_;
};

}  // namespace support
