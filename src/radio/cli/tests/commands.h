#pragma once
// The radio commands as a person runs them: files of one test's own, and what a command says and makes.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "base/json.h"
#include "cli/command.h"
#include "support/temp_dir.h"

namespace test {

/// Posts of an SRTM tile of 3 arc-seconds, along one side.
constexpr int kSide = 1201;

/// The bytes of such a tile; `height(row, column)` in metres, -32768 for a void.
std::string tile(const std::function<int(int, int)>& height);
/// Gentle hills with a hole in them.
std::string hills();
/// As gzip packs it.
std::string packed(const std::string& bytes);

/// The levels of a CSV lat,lon,level_dbm, row by row.
std::vector<double> levels_in(const std::string& csv);

class RadioCommands : public testing::Test {
 protected:
  using Command = int (*)(const cli::Arguments&);

  std::string file(const std::string& name, const std::string& content) const;
  std::string out(const std::string& name) const { return (folder_ / name).string(); }
  /// A list of towers with its header.
  std::string towers(const std::string& rows) const;

  /// What a command that succeeds prints.
  std::string printed(Command command, const cli::Arguments& arguments) const;
  /// What a command is refused with; empty when it is not.
  std::string refusal(Command command, const cli::Arguments& arguments) const;

  /// What gdalinfo says of a raster.
  base::Json gdalinfo(const std::string& path) const;

  support::TempDir folder_;
};

}  // namespace test
