#pragma once
// Rows of the officers' tables, as view/table wants them.
#include <string>

#include "base/json.h"

namespace region_web {

struct Cell {
  std::string text = {};
  base::Json path = {}, note = {}, status = {};
  bool head = false, numeric = false;
  base::Json column = {};  ///< said before the text where the rows are cards
};

base::Json row_json(std::initializer_list<Cell> cells);
/// One group of rows under columns of these labels; numeric ones begin with '#'.
base::Json table_json(std::string caption, std::initializer_list<std::string> columns, base::Json rows);

}  // namespace region_web
