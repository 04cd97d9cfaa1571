#pragma once
// Real data that lies beside the repository and is never committed.
#include <filesystem>

namespace support {

/// The folder of real data: $SERUMPUN_SHARED/data, or `../shared/data` of the main work tree. Empty when
/// absent.
std::filesystem::path shared_data();

/// `relative` below shared_data(), e.g. "itm/gen_p2p.csv"; empty when the folder or the file is absent.
std::filesystem::path shared_file(const std::filesystem::path& relative);

}  // namespace support

/// Skips the running test, saying why, where the real data is not on this machine.
#define SKIP_WITHOUT_SHARED_DATA()    \
  if (support::shared_data().empty()) \
  GTEST_SKIP() << "no real data: put the shared folder beside the repository or set SERUMPUN_SHARED"
