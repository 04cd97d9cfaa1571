#include "columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cli/files.h"
#include "radio/numbers.h"

namespace radio_cli {

Column Columns::find(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    const auto found = std::ranges::find(names_, name);
    if (found != names_.end()) return {static_cast<int>(found - names_.begin())};
  }
  return {};
}

Column Columns::need(std::initializer_list<std::string_view> names) {
  const Column column = find(names);
  if (!column) missing_ += (missing_.empty() ? "" : ", ") + std::string(*names.begin());
  return column;
}

void Columns::check(const std::string& file) const {
  if (!missing_.empty()) throw cli::RefusedInput(file + ", row 1: these columns are missing: " + missing_);
}

std::string_view text_of(const Row& row, Column column) {
  return column ? row.cells[static_cast<std::size_t>(column.index)] : std::string_view();
}

double number_of(const Row& row, Column column) {
  return radio::parse_number(text_of(row, column)).value_or(std::numeric_limits<double>::quiet_NaN());
}

double number_or(const Row& row, Column column, double fallback) {
  return column ? number_of(row, column) : fallback;
}

int whole_of(const Row& row, Column column) {
  const double number = number_of(row, column);
  return number == std::floor(number) && std::abs(number) < 1e9 ? static_cast<int>(number) : -1;
}

}  // namespace radio_cli
