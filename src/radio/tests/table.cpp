#include "tests/table.h"

#include <cstdlib>
#include <stdexcept>

#include "base/csv.h"
#include "support/shared_data.h"
#include "support/temp_dir.h"

namespace test {

Table read_table(const std::string& shared_name) {
  const std::string text = support::read_file(support::shared_file(shared_name));
  base::CsvReader reader(base::source_of(text));
  Table table;
  std::vector<std::string> names;
  std::vector<std::string_view> cells;
  for (;;) {
    const auto more = reader.next(cells);
    if (!more) throw std::runtime_error(shared_name + ": " + more.error().message.key);
    if (!*more) return table;
    if (names.empty()) {
      names.assign(cells.begin(), cells.end());
      continue;
    }
    Row& row = table.rows.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i)
      row[names[i]] = i < cells.size() ? std::string(cells[i]) : "";
  }
}

double number(const Row& row, const std::string& column) {
  const std::string& text = row.at(column);
  if (text.empty()) throw std::runtime_error("no " + column);
  return std::strtod(text.c_str(), nullptr);
}

int whole(const Row& row, const std::string& column) {
  return static_cast<int>(number(row, column));
}

std::vector<double> numbers(const std::string& text) {
  std::vector<double> all;
  const char* at = text.c_str();
  for (;;) {
    char* end = nullptr;
    const double value = std::strtod(at, &end);
    if (end == at) return all;
    all.push_back(value);
    at = end;
  }
}

}  // namespace test
