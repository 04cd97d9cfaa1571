#pragma once
// The rows of a file of areas, read and judged against each other and against the areas that are stored.
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "region/area_book.h"
#include "region/import_report.h"

namespace region {

struct AreaRow {
  int number = 0;  ///< as a spreadsheet shows it
  Area area = {};  ///< without id
  std::string bps_code = {};
  const Area* stored = nullptr;  ///< the area that it names, in `book`
};

/// The good rows, parents before children; the others are in the report.
base::Result<std::vector<AreaRow>> read_area_rows(base::ByteSource file, const AreaBook& book,
                                                  const std::string& decree, ImportReport& report);

}  // namespace region
