#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <array>

#include "backup/doctor.h"
#include "finding.h"

namespace backup {
namespace {

using base::Message;
using Level = Finding::Level;

constexpr std::int64_t kRoomBytes = 1ll << 30;
constexpr rlim_t kOpenFiles = 4096;
// linux/magic.h: NFS, SMB, CIFS, SMB2, FUSE, 9P. Locks and fsync of these do not keep what SQLite relies on.
constexpr std::array<std::uint32_t, 6> kRemote = {0x6969,     0x517b,     0xff534d42,
                                                  0xfe534d42, 0x65735546, 0x01021997};

bool is_remote(const std::filesystem::path& folder) {
  struct statfs about {};
  if (statfs(folder.c_str(), &about) != 0) return false;
  for (const std::uint32_t magic : kRemote)
    if (static_cast<std::uint32_t>(about.f_type) == magic) return true;
  return false;
}

}  // namespace

std::vector<Finding> examine_folder(const std::filesystem::path& folder) {
  const std::string name = folder.string();
  std::vector<Finding> out;
  struct stat about {};
  if (stat(folder.c_str(), &about) != 0 || !S_ISDIR(about.st_mode))
    return {finding(Level::kTrouble, "no_folder", {{"folder", name}})};
  if (access(folder.c_str(), W_OK | X_OK) != 0)
    out.push_back(finding(Level::kTrouble, "folder_not_writable", {{"folder", name}}));
  if ((about.st_mode & 0007) != 0)
    out.push_back(finding(Level::kAdvice, "folder_open_to_all", {{"folder", name}}));
  if (is_remote(folder)) out.push_back(finding(Level::kTrouble, "folder_remote", {{"folder", name}}));
  struct statvfs room {};
  if (statvfs(folder.c_str(), &room) == 0) {
    const auto free_bytes =
        static_cast<std::int64_t>(room.f_bavail) * static_cast<std::int64_t>(room.f_frsize);
    if (free_bytes < kRoomBytes)
      out.push_back(
          finding(Level::kTrouble, "little_room", {{"folder", name}, {"free_mb", free_bytes >> 20}}));
  }
  rlimit open_files{};
  if (getrlimit(RLIMIT_NOFILE, &open_files) == 0 && open_files.rlim_cur < kOpenFiles)
    out.push_back(finding(Level::kAdvice, "few_open_files",
                          {{"limit", static_cast<std::int64_t>(open_files.rlim_cur)},
                           {"wanted", static_cast<std::int64_t>(kOpenFiles)}}));
  return out;
}

}  // namespace backup
