#pragma once
// Where the columns of a table are, and the numbers in them.
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "row_reader.h"

namespace radio_cli {

/// Place of a column; missing ones have none.
struct Column {
  int index = -1;
  explicit operator bool() const { return index >= 0; }
};

class Columns {
 public:
  explicit Columns(const Row& header) : names_(header.cells.begin(), header.cells.end()) {}

  std::size_t size() const { return names_.size(); }
  /// The first of the names that the header has.
  Column find(std::initializer_list<std::string_view> names) const;
  /// The same; remembers what is missing.
  Column need(std::initializer_list<std::string_view> names);
  /// Throws cli::RefusedInput naming every column that was needed and is missing.
  void check(const std::string& file) const;

 private:
  std::vector<std::string> names_;
  std::string missing_;
};

std::string_view text_of(const Row& row, Column column);
/// Not a number for a missing column, an empty cell or other text: the models refuse it by its name.
double number_of(const Row& row, Column column);
double number_or(const Row& row, Column column, double fallback);
/// -1 for what is no whole number.
int whole_of(const Row& row, Column column);

}  // namespace radio_cli
