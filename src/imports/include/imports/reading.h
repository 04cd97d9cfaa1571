#pragma once
// Reading a file to a validated preview, in two passes and flat memory.
#include <array>
#include <cstdint>
#include <functional>

#include "imports/judge.h"
#include "imports/table_file.h"

namespace imports {

struct Counts {
  std::int64_t rows = 0;    ///< that say something
  std::int64_t ready = 0;   ///< would be written: without remark or with a warning
  std::int64_t warned = 0;  ///< of the ready ones
  std::int64_t refused = 0;
  std::int64_t duplicates = 0;  ///< left out as such
  std::int64_t twins = 0;       ///< all that double something, whatever was decided
  std::int64_t merged = 0;      ///< of the ready ones: into the record that they double
  std::int64_t mended = 0;      ///< of the ready ones: by accepted mends
};

struct ReadingHooks {
  std::function<void(const Verdict&)> on_row = {};
  /// Share of the work done, 0 … 1, some hundred times in all. False ends the reading.
  std::function<bool(double)> on_progress = {};
};

/// Refuses a file without rows (kInvalid) and one over the limit of rows (kTooLarge); kUnavailable when
/// on_progress ended it.
base::Result<Counts> read_rows(const TableFile& file, RowJudge& judge, const Choices& choices,
                               const ReadingHooks& hooks, const FileLimits& limits = {});

}  // namespace imports
