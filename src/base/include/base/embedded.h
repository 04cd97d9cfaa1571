#pragma once
// Files that were compiled into the program (CMake: EMBED).
#include <span>
#include <string_view>

namespace base {

struct EmbeddedFile {
  std::string_view name;  ///< path below the module's folder, e.g. "sql/0001_areas.sql"
  std::string_view content;
};
using EmbeddedFiles = std::span<const EmbeddedFile>;

}  // namespace base
