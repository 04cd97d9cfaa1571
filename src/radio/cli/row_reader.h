#pragma once
// Rows of a CSV with the bytes they were written in, read fast: a profile is two thousand bytes a row.
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"

namespace radio_cli {

struct Row {
  std::string_view raw;  ///< as written, without its line end
  std::vector<std::string_view> cells;
  std::size_t line = 0;  ///< as a spreadsheet counts: the header is 1
};

/// Whole rows as they were written, each ended by a line feed.
struct RowBlock {
  std::string text;
  std::size_t first_line = 1;
  bool plain = true;  ///< no quote and no NUL byte in it: nothing to look for again
};

/// RFC 4180 like base::CsvReader, which it asks wherever there is a quote. Views live until the next call.
/// Throws cli::RefusedInput, naming the line, for what is no CSV, for rows over 64 MiB and over 16,384
/// columns.
class RowReader {
 public:
  RowReader(base::ByteSource source, std::string name);
  /// Reads the rows of a block that another reader took, in place, perhaps in another thread; the block
  /// outlives it.
  RowReader(const RowBlock& block, std::string name);

  bool next(Row& row);
  /// Takes rows until they fill `bytes`; false when none is left.
  bool next_block(RowBlock& block, std::size_t bytes);

  const std::string& name() const { return name_; }
  [[noreturn]] void refuse(std::size_t line, const std::string& why) const;

 private:
  bool fill();
  std::string_view plain_rows() const;
  void take_rows(std::string_view rows, RowBlock& block);
  void take_row(RowBlock& block);
  std::size_t record_end(bool& quoted);
  void split(Row& row);
  void split_quoted(Row& row);

  base::ByteSource source_;
  std::string name_;
  std::vector<char> buffer_;
  const char* data_ = nullptr;  // of the buffer, or of the block
  std::size_t begin_ = 0, end_ = 0, lines_ = 0;
  bool ended_ = false, plain_ = false;
  std::vector<std::string> unquoted_;
};

}  // namespace radio_cli
