#pragma once
// One cell read after its column's kind, or the reason why not.
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "imports/column.h"
#include "imports/remark.h"
#include "imports/row.h"
#include "tables/date.h"
#include "tables/number.h"

namespace imports {

/// What all cells of a column say together about how it writes numbers and dates.
struct ColumnHabits {
  tables::NumberEvidence numbers = {};
  tables::DateEvidence dates = {};
};

/// Reads the cells of one column.
class CellReader {
 public:
  CellReader(const Column& column, std::size_t index);

  void learn(const ColumnHabits& habits);
  /// `value.text` is set and cleaned; sets `value.as`, or says why not. Kinds of a place are left alone.
  void read(Value& value, Remarks& remarks) const;

 private:
  bool in_range(double number, Remarks& remarks) const;
  void read_number(Value& value, Remarks& remarks) const;
  void read_date(Value& value, Remarks& remarks) const;
  void read_choice(Value& value, Remarks& remarks) const;
  void refuse(Remarks& remarks, const char* key) const;

  const Column& column_;
  std::size_t index_;
  tables::NumberStyle numbers_;
  tables::DateOrder dates_ = tables::DateOrder::kDayFirst;
  std::unordered_map<std::string, std::size_t> choices_;  // by fold()
};

}  // namespace imports
