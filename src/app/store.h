#pragma once
// The store of one regency: its folder, its database brought up to date, its files.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "db/database.h"
#include "files/store.h"

namespace app {

/// Where a command finds the store; every command that touches it declares these.
struct StoreOptions {
  std::string data = "var/demo";
  std::optional<std::string> database;

  void declare(cli::Options& options);
  std::string database_url() const { return database.value_or("sqlite:" + data + "/serumpun.db"); }
};

class Store {
 public:
  /// Makes the folder when missing, opens the database and applies what is missing of every module's
  /// migrations.
  explicit Store(const StoreOptions& options) : Store(options, Opening::kUpToDate) {}

  /// kAsItIs: looks at the store without changing it, for restore, verify and doctor.
  enum class Opening { kUpToDate, kAsItIs };
  Store(const StoreOptions& options, Opening opening);

  db::Database& database() { return *database_; }
  files::Store& files() { return *files_; }
  const std::filesystem::path& folder() const { return folder_; }
  /// Signs the tokens of forms; made at random at the first start, readable by this program's user only.
  std::string secret() const;

 private:
  std::filesystem::path folder_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<files::Store> files_;
};

}  // namespace app
