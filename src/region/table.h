#pragma once
// A table read by the names of its columns; for files of areas, offices, figures and holidays.
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "tables/rows.h"

namespace region {

/// One column by any of its headers; case and punctuation do not count.
struct TableColumn {
  std::string_view key;
  std::initializer_list<std::string_view> headers;
  bool required = false;
};

class Table {
 public:
  /// Finds the header in a file of any encoding and separator that spreadsheets write. Refuses a file without
  /// a required column, naming it.
  static base::Result<Table> open(base::ByteSource file, std::initializer_list<TableColumn> columns);

  /// The next row that holds anything; false at the end.
  bool next();
  /// Of the row read last, trimmed; empty when the column is absent or the row too short.
  std::string_view operator[](std::string_view key) const;
  /// The header as it stands in the file.
  const std::string& header(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  /// Why the row read last cannot be read by its columns: more cells than headers, a quote left open. Nothing
  /// where it can.
  std::optional<base::Message> misshapen() const;
  /// The number that a spreadsheet shows.
  int row() const { return row_.number; }

 private:
  explicit Table(tables::RowReader reader) : reader_(std::move(reader)) {}

  struct Found {
    std::string_view key;
    std::string header;
    std::size_t index;
  };
  const Found* find(std::string_view key) const;

  tables::RowReader reader_;
  tables::RawRow row_;
  std::vector<Found> found_;
  std::size_t columns_ = 0;
};

}  // namespace region
