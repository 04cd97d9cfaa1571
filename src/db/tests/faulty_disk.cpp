#include "faulty_disk.h"

#include <sqlite3.h>

#include <atomic>

namespace faulty_disk {
namespace {

std::atomic<int> left = 0;
std::atomic<bool> stays = false, fired = false;

bool fails() {
  const bool now = left > 0 && --left == 0;
  if (now) {
    fired = true;
    if (stays) left = 1;  // the next one is the first again
  }
  return now;
}

/// SQLite's file with the real one behind it.
struct File {
  sqlite3_file base;
  sqlite3_file* real;
};
sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<File*>(file)->real;
}

sqlite3_vfs* below = nullptr;

int close_file(sqlite3_file* f) {
  return real(f)->pMethods != nullptr ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK;
}
int read(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), to, size, at);
}
int write(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
  return fails() ? SQLITE_FULL : real(f)->pMethods->xWrite(real(f), from, size, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
  return fails() ? SQLITE_IOERR_TRUNCATE : real(f)->pMethods->xTruncate(real(f), size);
}
int sync(sqlite3_file* f, int flags) {
  return fails() ? SQLITE_IOERR_FSYNC : real(f)->pMethods->xSync(real(f), flags);
}
int size_of(sqlite3_file* f, sqlite3_int64* size) {
  return real(f)->pMethods->xFileSize(real(f), size);
}
int lock(sqlite3_file* f, int level) {
  return real(f)->pMethods->xLock(real(f), level);
}
int unlock(sqlite3_file* f, int level) {
  return real(f)->pMethods->xUnlock(real(f), level);
}
int reserved(sqlite3_file* f, int* out) {
  return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
int control(sqlite3_file* f, int what, void* arg) {
  return real(f)->pMethods->xFileControl(real(f), what, arg);
}
int sector(sqlite3_file* f) {
  return real(f)->pMethods->xSectorSize(real(f));
}
int traits(sqlite3_file* f) {
  return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int at, int n, int flags) {
  return real(f)->pMethods->xShmLock(real(f), at, n, flags);
}
void shm_barrier(sqlite3_file* f) {
  real(f)->pMethods->xShmBarrier(real(f));
}
int shm_unmap(sqlite3_file* f, int remove) {
  return real(f)->pMethods->xShmUnmap(real(f), remove);
}

const sqlite3_io_methods kMethods = {.iVersion = 2,
                                     .xClose = close_file,
                                     .xRead = read,
                                     .xWrite = write,
                                     .xTruncate = truncate,
                                     .xSync = sync,
                                     .xFileSize = size_of,
                                     .xLock = lock,
                                     .xUnlock = unlock,
                                     .xCheckReservedLock = reserved,
                                     .xFileControl = control,
                                     .xSectorSize = sector,
                                     .xDeviceCharacteristics = traits,
                                     .xShmMap = shm_map,
                                     .xShmLock = shm_lock,
                                     .xShmBarrier = shm_barrier,
                                     .xShmUnmap = shm_unmap,
                                     .xFetch = nullptr,
                                     .xUnfetch = nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* mine = reinterpret_cast<File*>(file);
  mine->real = reinterpret_cast<sqlite3_file*>(mine + 1);
  const int code = below->xOpen(below, name, mine->real, flags, out_flags);
  mine->base.pMethods = mine->real->pMethods != nullptr ? &kMethods : nullptr;
  return code;
}

}  // namespace

void install() {
  if (below != nullptr) return;
  below = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs mine = *below;
  mine.zName = "faulty";
  mine.szOsFile = static_cast<int>(sizeof(File)) + below->szOsFile;
  mine.xOpen = open;
  sqlite3_vfs_register(&mine, 0);
}

void fail_from(int n, bool for_good) {
  fired = false;
  stays = for_good;
  left = n;
}

bool heal() {
  stays = false;
  left = 0;
  return fired;
}

}  // namespace faulty_disk
