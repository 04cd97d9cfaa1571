#include "store.h"

#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "base/failure.h"
#include "cli/files.h"
#include "db/migrate.h"
#include "modules.h"

namespace app {

namespace fs = std::filesystem;

void StoreOptions::declare(cli::Options& options) {
  options.value("--data", data, "folder of the store: files, secrets, and the embedded database");
  options.value("--database", database,
                "sqlite:FILE or postgresql://…; without it the embedded one in the folder");
}

Store::Store(const StoreOptions& options, Opening opening) : folder_(options.data) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error)
    throw base::Failure("cannot make the folder " + options.data + ": " + error.message() +
                        "; choose another with --data");
  database_ = db::Database::open(options.database_url());
  if (opening == Opening::kUpToDate) db::migrate(*database_, migrations(), base::system_clock().now());
  files_ = std::make_unique<files::Store>(folder_ / "files", *database_, base::system_clock());
}

std::string Store::secret() const {
  const fs::path path = folder_ / "secret";
  if (!fs::exists(path)) {
    const mode_t before = umask(077);
    cli::OutputFile file(path.string());
    file.write(base::random_token(32));
    file.commit();
    umask(before);
  }
  std::ifstream in(path, std::ios::binary);
  std::string secret{std::istreambuf_iterator<char>(in), {}};
  if (secret.size() < 32)
    throw base::Failure(
        path.string() +
        " is damaged; remove it and start again: whoever is filling in a form sends it once more");
  return secret;
}

}  // namespace app
