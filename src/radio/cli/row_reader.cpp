#include "row_reader.h"

#include <algorithm>
#include <cstring>

#include "cli/files.h"
#include "say.h"

namespace radio_cli {
namespace {

constexpr std::size_t kChunk = 1u << 18, kMaxRow = 64u << 20, kMaxColumns = 16'384;

}  // namespace

RowReader::RowReader(base::ByteSource source, std::string name)
    : source_(std::move(source)), name_(std::move(name)), buffer_(kChunk), data_(buffer_.data()) {
  while (end_ < 3 && fill()) {
  }
  if (end_ >= 3 && std::memcmp(data_, "\xEF\xBB\xBF", 3) == 0) begin_ = 3;
}

RowReader::RowReader(const RowBlock& block, std::string name)
    : name_(std::move(name)),
      data_(block.text.data()),
      end_(block.text.size()),
      lines_(block.first_line - 1),
      ended_(true),
      plain_(block.plain) {}

/// The whole rows at the front of the buffer in which every line feed ends a row: up to a quote or a NUL
/// byte.
std::string_view RowReader::plain_rows() const {
  std::string_view read(data_ + begin_, end_ - begin_);
  read = read.substr(0, read.find('"'));
  read = read.substr(0, read.find('\0'));
  return read.substr(0, read.rfind('\n') + 1);
}

void RowReader::take_rows(std::string_view rows, RowBlock& block) {
  for (std::size_t at = 0; at < rows.size(); at = rows.find('\n', at) + 1) ++lines_;
  block.text += rows;
  begin_ += rows.size();
}

/// A row that needs a closer look, or the last one of the file without its line feed.
void RowReader::take_row(RowBlock& block) {
  bool quoted = false;
  const std::size_t length = record_end(quoted);
  block.text.append(data_ + begin_, length);
  block.text += '\n';
  block.plain = false;
  begin_ = std::min(begin_ + length + 1, end_);
  ++lines_;
}

bool RowReader::next_block(RowBlock& block, std::size_t bytes) {
  block.text.clear();
  block.first_line = lines_ + 1;
  block.plain = true;
  while (block.text.size() < bytes) {
    if (const std::string_view rows = plain_rows(); !rows.empty())
      take_rows(rows, block);
    else if (std::memchr(data_ + begin_, '\n', end_ - begin_) == nullptr && fill())
      continue;
    else if (begin_ < end_)
      take_row(block);
    else
      break;
  }
  return !block.text.empty();
}

void RowReader::refuse(std::size_t line, const std::string& why) const {
  throw cli::RefusedInput(name_ + ", row " + std::to_string(line) + ": " + why);
}

/// Moves what is left to the front and reads more behind it.
bool RowReader::fill() {
  if (ended_) return false;
  if (begin_ > 0) std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  if (end_ == buffer_.size()) {
    if (end_ > kMaxRow) refuse(lines_ + 1, "is longer than 64 MiB");
    buffer_.resize(buffer_.size() * 2);
    data_ = buffer_.data();
  }
  const std::size_t got = source_(buffer_.data() + end_, buffer_.size() - end_);
  ended_ = got == 0;
  end_ += got;
  return got > 0;
}

/// Length of the record at begin_ without its line feed: to the first one that stands outside quotes.
std::size_t RowReader::record_end(bool& quoted) {
  std::size_t searched = 0;
  std::ptrdiff_t quotes = 0;
  for (;;) {
    const char* from = data_ + begin_ + searched;
    const std::size_t left = end_ - begin_ - searched;
    const void* feed = left > 0 ? std::memchr(from, '\n', left) : nullptr;
    const char* stop = feed != nullptr ? static_cast<const char*>(feed) : from + left;
    if (!plain_ && std::memchr(from, '"', static_cast<std::size_t>(stop - from)) != nullptr) {
      quotes += std::count(from, stop, '"');
      quoted = true;
    }
    searched += static_cast<std::size_t>(stop - from);
    if (feed != nullptr && quotes % 2 == 0) return searched;
    if (feed != nullptr) {
      ++searched;
      ++lines_;
    } else if (!fill()) {
      return searched;
    }
  }
}

void RowReader::split(Row& row) {
  const char* at = row.raw.data();
  const char* end = at + row.raw.size();
  for (;;) {
    const void* comma = std::memchr(at, ',', static_cast<std::size_t>(end - at));
    const char* stop = comma != nullptr ? static_cast<const char*>(comma) : end;
    row.cells.emplace_back(at, static_cast<std::size_t>(stop - at));
    if (comma == nullptr) return;
    if (row.cells.size() > kMaxColumns) refuse(row.line, "has over 16384 columns");
    at = stop + 1;
  }
}

void RowReader::split_quoted(Row& row) {
  base::CsvReader reader(base::source_of(row.raw), {.max_row_bytes = kMaxRow, .max_columns = kMaxColumns});
  const auto more = reader.next(row.cells);
  if (!more)
    refuse(row.line,
           "is no CSV. " + say({more.error().message.key, {{"line", static_cast<std::int64_t>(row.line)}}}));
  unquoted_.assign(row.cells.begin(), row.cells.end());
  row.cells.assign(unquoted_.begin(), unquoted_.end());
}

bool RowReader::next(Row& row) {
  row.cells.clear();
  for (;;) {
    if (begin_ == end_ && !fill()) return false;
    row.line = lines_ + 1;
    bool quoted = false;
    const std::size_t length = record_end(quoted);
    row.raw = {data_ + begin_, length};
    begin_ = std::min(begin_ + length + 1, end_);
    ++lines_;
    if (row.raw.ends_with('\r')) row.raw.remove_suffix(1);
    if (row.raw.empty()) continue;
    if (!plain_ && std::memchr(row.raw.data(), '\0', row.raw.size()) != nullptr)
      refuse(row.line, "holds a NUL byte");
    if (row.line == 1 && row.raw.find('\r') != row.raw.npos)
      refuse(1, "lines end by CR alone; save them with LF");
    quoted ? split_quoted(row) : split(row);
    return true;
  }
}

}  // namespace radio_cli
