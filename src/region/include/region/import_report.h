#pragma once
// What an import of areas, offices or figures says of its file, row by row.
#include <string>
#include <vector>

#include "base/error.h"

namespace region {

struct RowRemark {
  int row = 0;  ///< as a spreadsheet shows it: the header is 1; of a GeoJSON file the first feature is 2
  std::string column = {};  ///< header as in the file; empty when it concerns the whole row
  base::Message reason;
};

struct ImportReport {
  int rows = 0;     ///< in the file, without the header
  int ready = 0;    ///< that would be written, or are there already and stay
  int changed = 0;  ///< of these, new or different from what is stored
  std::vector<RowRemark> refused = {};
  std::vector<RowRemark> warned = {};
  struct Double {
    int row = 0, of_row = 0;
  };
  std::vector<Double> duplicates = {};  ///< rows that say what another has said

  void refuse(int row, std::string column, base::Message reason) {
    refused.push_back({row, std::move(column), std::move(reason)});
  }
  void warn(int row, std::string column, base::Message reason) {
    warned.push_back({row, std::move(column), std::move(reason)});
  }
};

}  // namespace region
