#pragma once
// Rows of a messy CSV: one bad row never spoils the next. A file of any length in flat memory.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"

namespace tables {

/// What was odd about a row, so that it can be refused or warned about.
enum class Oddity {
  kNone,
  kQuote,    ///< a quote that is never closed, or stands inside a quoted cell; it was taken as an ordinary
             ///< character
  kTooLong,  ///< over the limit of bytes; its cells were dropped
  kTooManyColumns,  ///< the cells over the limit were dropped
};

struct RawRow {
  int number =
      0;  ///< as a spreadsheet counts: the first is 1, blank ones count, line breaks in quotes do not
  std::vector<std::string_view> cells = {};  ///< live until the next row
  Oddity oddity = Oddity::kNone;

  bool blank() const;  ///< no cell holds anything
};

struct RowLimits {
  std::size_t row_bytes = 1u << 20;
  std::size_t columns = 512;
};

class RowReader {
 public:
  /// `source` gives UTF-8.
  RowReader(base::ByteSource source, char separator, RowLimits limits = {});

  /// False at the end. Takes LF, CRLF and CR; blank rows are given too.
  bool next(RawRow& row);

  /// How many cells the header has: where a quote could be read in two ways, the one that gives this many is
  /// right.
  void expect_columns(std::size_t count) { expected_columns_ = count; }
  /// The rows read so far are none of the table: the next is number 1.
  void restart_numbers() { number_ = 0; }

 private:
  enum class Scan { kDone, kMore, kBroken };
  struct Span {
    std::size_t from = 0, to = 0;
    bool unescaped = false;  ///< in unescaped_, else in buffer_
  };

  Scan scan(bool lines_in_quotes);
  Scan scan_quoted(std::size_t& at, Span& cell, bool lines_in_quotes);
  Scan scan_plain(std::size_t& at, Span& cell) const;
  bool fill();
  void skip_line();
  void give(RawRow& row, Oddity oddity);

  base::ByteSource source_;
  char separator_;
  RowLimits limits_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0, next_ = 0;
  bool ended_ = false;
  int number_ = 0;
  std::size_t expected_columns_ = 0;
  std::vector<Span> spans_;
  std::string unescaped_;
  bool several_lines_ = false;
  Oddity oddity_ = Oddity::kNone;
};

}  // namespace tables
