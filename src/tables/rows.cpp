#include "tables/rows.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "tables/text.h"

namespace tables {
namespace {

constexpr std::size_t kBufferBytes = 1u << 18;

bool ends_line(char c) {
  return c == '\n' || c == '\r';
}

}  // namespace

bool RawRow::blank() const {
  return std::all_of(cells.begin(), cells.end(),
                     [](std::string_view cell) { return cell.empty() || trim(cell).empty(); });
}

RowReader::RowReader(base::ByteSource source, char separator, RowLimits limits)
    : source_(std::move(source)), separator_(separator), limits_(limits), buffer_(kBufferBytes) {}

/// Moves what is left to the front and reads more behind it. False when the source has ended.
bool RowReader::fill() {
  if (ended_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < 4) buffer_.resize(buffer_.size() * 2);
  const std::size_t got = source_(buffer_.data() + end_, buffer_.size() - end_);
  ended_ = got == 0;
  end_ += got;
  return got > 0;
}

bool RowReader::next(RawRow& row) {
  for (;;) {
    if (begin_ == end_ && !fill()) return false;
    if (scan(true) == Scan::kDone) break;
    if (end_ - begin_ > limits_.row_bytes) {
      spans_.clear();
      skip_line();
      give(row, Oddity::kTooLong);
      return true;
    }
    fill();  // at the end of the source the next scan comes to an end too
  }
  // A quote that was opened by mistake swallows the rows up to the next quote; the number of cells gives it
  // away.
  if (several_lines_ && expected_columns_ > 0 && spans_.size() != expected_columns_) {
    if (scan(false) != Scan::kDone || spans_.size() != expected_columns_) scan(true);
  }
  give(row, oddity_);
  begin_ = next_;
  return true;
}

void RowReader::give(RawRow& row, Oddity oddity) {
  row.number = ++number_;
  row.oddity = oddity;
  row.cells.clear();
  for (const Span& span : spans_)
    row.cells.emplace_back((span.unescaped ? unescaped_.data() : buffer_.data()) + span.from,
                           span.to - span.from);
}

RowReader::Scan RowReader::scan(bool lines_in_quotes) {
  spans_.clear();
  unescaped_.clear();
  several_lines_ = false;
  oddity_ = Oddity::kNone;
  for (std::size_t at = begin_;;) {
    Span cell;
    std::size_t quote = at;
    while (quote < end_ && buffer_[quote] == ' ') ++quote;
    Scan result = Scan::kBroken;
    if (quote < end_ && buffer_[quote] == '"') {
      result = scan_quoted(quote, cell, lines_in_quotes);
      if (result == Scan::kDone) at = quote;
      if (result == Scan::kBroken) oddity_ = Oddity::kQuote;
    }
    if (result == Scan::kBroken) result = scan_plain(at, cell);
    if (result == Scan::kMore) return result;
    if (spans_.size() < limits_.columns) {
      spans_.push_back(cell);
    } else {
      oddity_ = Oddity::kTooManyColumns;
    }
    next_ = at;
    if (at == end_) return Scan::kDone;
    const char c = buffer_[at++];
    if (c == separator_) continue;
    if (c == '\r') {
      if (at == end_ && !ended_) return Scan::kMore;
      if (at < end_ && buffer_[at] == '\n') ++at;
    }
    next_ = at;
    return Scan::kDone;
  }
}

RowReader::Scan RowReader::scan_plain(std::size_t& at, Span& cell) const {
  const char* const data = buffer_.data();
  cell = {at, at, false};
  while (at < end_ && data[at] != separator_ && !ends_line(data[at])) ++at;
  cell.to = at;
  return at == end_ && !ended_ ? Scan::kMore : Scan::kDone;
}

/// `at` stands on the opening quote and moves behind the cell. A quote that is not followed by a separator is
/// an ordinary character when its cell ends on the same line; over several lines it shows that the first was
/// no opening quote.
RowReader::Scan RowReader::scan_quoted(std::size_t& at, Span& cell, bool lines_in_quotes) {
  const std::size_t from = at + 1;
  const std::size_t unescaped_before = unescaped_.size();
  std::size_t copied = from;  // what lies before is in unescaped_
  bool stray = false, lines = false;
  for (std::size_t i = from;; ++i) {
    if (i - from > limits_.row_bytes) return unescaped_.resize(unescaped_before), Scan::kBroken;
    if (i == end_) {
      if (!ended_) return Scan::kMore;
      return unescaped_.resize(unescaped_before), Scan::kBroken;
    }
    const char c = buffer_[i];
    if (ends_line(c)) {
      if (!lines_in_quotes || stray) return unescaped_.resize(unescaped_before), Scan::kBroken;
      lines = true;
    }
    if (c != '"') continue;
    if (i + 1 == end_ && !ended_) return Scan::kMore;
    if (i + 1 < end_ && buffer_[i + 1] == '"') {
      unescaped_.append(buffer_.data() + copied, i + 1 - copied);
      copied = ++i + 1;
      continue;
    }
    std::size_t behind = i + 1;
    while (behind < end_ && buffer_[behind] == ' ') ++behind;
    if (behind == end_ && !ended_) return Scan::kMore;
    if (behind < end_ && buffer_[behind] != separator_ && !ends_line(buffer_[behind])) {
      if (lines) return unescaped_.resize(unescaped_before), Scan::kBroken;
      stray = true;
      continue;
    }
    if (copied == from) {
      cell = {from, i, false};
    } else {
      unescaped_.append(buffer_.data() + copied, i - copied);
      cell = {unescaped_before, unescaped_.size(), true};
    }
    if (stray) oddity_ = Oddity::kQuote;
    several_lines_ |= lines;
    at = behind;
    return Scan::kDone;
  }
}

void RowReader::skip_line() {
  for (;;) {
    const auto stop = std::find_if(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
                                   buffer_.begin() + static_cast<std::ptrdiff_t>(end_), ends_line);
    begin_ = static_cast<std::size_t>(stop - buffer_.begin());
    if (begin_ < end_) break;
    if (!fill()) return;
  }
  const bool carriage_return = buffer_[begin_++] == '\r';
  if (begin_ == end_) fill();
  if (carriage_return && begin_ < end_ && buffer_[begin_] == '\n') ++begin_;
}

}  // namespace tables
