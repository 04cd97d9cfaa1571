#pragma once
// CSV after RFC 4180, in pieces: a file of any length in flat memory.
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

/// Puts up to `size` bytes into `out` and returns how many; 0 at the end.
using ByteSource = std::function<std::size_t(char* out, std::size_t size)>;

ByteSource source_of(std::string_view text);  ///< `text` must outlive it

struct CsvOptions {
  char separator = ',';
  char quote = '"';
  std::size_t max_row_bytes = 4u << 20;
  std::size_t max_columns = 16'384;
};

class CsvReader {
 public:
  explicit CsvReader(ByteSource source, CsvOptions options = {});

  /// Reads the next row into `row`; its views live until the next call. False at the end. Skips a UTF-8
  /// byte-order mark and lines that are empty; takes LF, CRLF and CR. Refuses (kInvalid, "csv.…", with value
  /// "line") a quote that is never closed, text after a closing quote, NUL bytes, and rows over the limits.
  Result<bool> next(std::vector<std::string_view>& row);

  /// The line on which the last row began; the first line is 1.
  std::size_t line() const { return row_line_; }

 private:
  bool fill();

  ByteSource source_;
  CsvOptions options_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  bool source_ended_ = false, started_ = false;
  std::size_t line_ = 1, row_line_ = 1;
};

/// Appends one row, quoting only where needed, ended by LF as the shell expects.
void append_csv_row(std::string& out, const std::vector<std::string_view>& row, char separator = ',');

}  // namespace base
