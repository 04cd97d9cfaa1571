#pragma once
// Rows as lines of JSON, so that an archive belongs to neither database: an array a row, bytes as hex.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.h"
#include "db/inspect.h"

namespace backup {

/// Rows between two words on progress.
inline constexpr std::int64_t kTellEvery = 10'000;

/// "SELECT a, b FROM t" of the columns in their order.
db::Query select_all(const db::Table& table);
/// One line with its LF.
std::string line_of(const db::Row& row, const db::Table& table);

/// Puts lines back into a table: the columns that `names` gives, as the table's types want them.
class RowLoader {
 public:
  /// Throws db::Damaged where a column is unknown to the table.
  RowLoader(const db::Table& table, const std::vector<std::string>& names);
  void load(db::Transaction& tx, std::string_view line);

 private:
  std::string table_, text_;
  std::vector<db::Parameter::Kind> kinds_;
};

/// Calls `f` for each line, without its end.
void each_line(const base::ByteSource& source, const std::function<void(std::string_view)>& f);

}  // namespace backup
