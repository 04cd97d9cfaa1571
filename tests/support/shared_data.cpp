#include "support/shared_data.h"

#include <cstdlib>

namespace support {
namespace fs = std::filesystem;

namespace {
// A linked work tree has a file `.git` that names the main one's folder; its data lies beside the main one.
fs::path find_shared() {
  if (const char* named = std::getenv("SERUMPUN_SHARED")) return named;
  for (fs::path dir = SERUMPUN_SOURCE_DIR; dir.has_relative_path(); dir = dir.parent_path())
    if (fs::is_directory(dir / "shared" / "data")) return dir / "shared";
  return {};
}
}  // namespace

fs::path shared_data() {
  static const fs::path found = find_shared();
  return found.empty() || !fs::is_directory(found / "data") ? fs::path{} : found / "data";
}

fs::path shared_file(const fs::path& relative) {
  const fs::path root = shared_data();
  if (root.empty() || !fs::exists(root / relative)) return {};
  return root / relative;
}

}  // namespace support
