#include "db/row.h"

namespace db::detail {

void bad_column(const Row& row, int column, const char* why) {
  const std::string text = "column " + std::string(row.column_name(column)) + " " + why;
  base::check_failed(text.c_str(), std::source_location::current());
}

base::Date read_date(const Row& row, int column) {
  const auto date = base::parse_date(row.text(column));
  if (!date) bad_column(row, column, "is no date");
  return *date;
}

base::Json read_json(const Row& row, int column) {
  auto json = base::Json::parse(row.text(column));
  if (!json) bad_column(row, column, "is no JSON");
  return std::move(*json);
}

void check_column(const Row& row, int column, std::string_view field) {
  if (column >= row.columns()) {
    const std::string text = "no column for the field " + std::string(field);
    base::check_failed(text.c_str(), std::source_location::current());
  }
  if (row.column_name(column) == field) return;
  const std::string why = "stands where the field " + std::string(field) + " is read";
  bad_column(row, column, why.c_str());
}

void check_column_count(const Row& row, int fields) {
  if (row.columns() > fields) bad_column(row, fields, "has no field");
}

}  // namespace db::detail
