#pragma once
// XLSX and GeoJSON turned into CSV by serumpun-import, a child process with limits.
#include <string>
#include <vector>

#include "base/result.h"
#include "imports/table_file.h"

namespace imports {

struct Converted {
  int descriptor = -1;                   ///< an unnamed file of UTF-8 CSV; the caller closes it
  std::string layer = {};                ///< of a workbook: the sheet read
  std::vector<std::string> layers = {};  ///< and all of them
};

/// One sheet of a workbook, the first that has rows where none is named. Refuses with a sentence what is
/// broken, too large or hostile.
base::Result<Converted> convert(const UploadedFile& file, tables::Format format, const FileLimits& limits,
                                const std::string& sheet = {});

}  // namespace imports
