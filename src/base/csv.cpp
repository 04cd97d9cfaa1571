#include "base/csv.h"

#include <algorithm>
#include <cstring>

namespace base {
namespace {

constexpr std::size_t kChunk = 1u << 18;

tl::unexpected<Error> refuse(const char* key, std::size_t line) {
  return fail(ErrorCode::kInvalid, {key, {{"line", static_cast<std::int64_t>(line)}}});
}

}  // namespace

ByteSource source_of(std::string_view text) {
  return [text](char* out, std::size_t size) mutable {
    const std::size_t count = std::min(size, text.size());
    std::memcpy(out, text.data(), count);
    text.remove_prefix(count);
    return count;
  };
}

CsvReader::CsvReader(ByteSource source, CsvOptions options)
    : source_(std::move(source)), options_(options), buffer_(kChunk) {}

/// Moves what is left to the front and reads more behind it. False when the source has ended.
bool CsvReader::fill() {
  if (source_ended_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
  const std::size_t got = source_(buffer_.data() + end_, buffer_.size() - end_);
  if (got == 0) source_ended_ = true;
  end_ += got;
  return got > 0;
}

Result<bool> CsvReader::next(std::vector<std::string_view>& row) {
  if (!started_) {
    started_ = true;
    while (end_ < 3 && fill()) {
    }
    if (end_ >= 3 && std::memcmp(buffer_.data(), "\xEF\xBB\xBF", 3) == 0) begin_ = 3;
  }
  row.clear();
  struct Span {
    std::size_t from, to;
  };
  // Offsets are relative to begin_: fill() may move the bytes.
  thread_local std::vector<Span> spans;
  spans.clear();
  std::size_t at = 0;
  row_line_ = line_;
  const auto more = [&] {
    if (at < end_ - begin_) return true;
    if (at > options_.max_row_bytes) return false;
    return fill() && at < end_ - begin_;
  };
  const auto byte = [&](std::size_t i) -> char& { return buffer_[begin_ + i]; };

  for (;;) {
    if (spans.size() >= options_.max_columns) return refuse("csv.too_many_columns", row_line_);
    std::size_t from = at, to = at;
    if (more() && byte(at) == options_.quote) {
      from = to = ++at;
      for (;;) {
        if (!more())
          return refuse(at > options_.max_row_bytes ? "csv.row_too_long" : "csv.quote_open", row_line_);
        const char c = byte(at);
        if (c == '\0') return refuse("csv.nul_byte", row_line_);
        if (c == options_.quote) {
          ++at;
          if (!(more() && byte(at) == options_.quote)) break;
        } else if (c == '\n') {
          ++line_;
        }
        byte(to++) = c;
        ++at;
      }
      if (more() && byte(at) != options_.separator && byte(at) != '\n' && byte(at) != '\r')
        return refuse("csv.text_after_quote", row_line_);
    } else {
      const char separator = options_.separator;
      for (;;) {
        const char* p = buffer_.data() + begin_ + at;
        const char* stop = buffer_.data() + end_;
        while (p != stop && *p != separator && *p != '\n' && *p != '\r' && *p != '\0') ++p;
        at = static_cast<std::size_t>(p - (buffer_.data() + begin_));
        if (p != stop) break;
        if (!more()) break;
      }
      to = at;
      if (at > options_.max_row_bytes) return refuse("csv.row_too_long", row_line_);
      if (at < end_ - begin_ && byte(at) == '\0') return refuse("csv.nul_byte", row_line_);
    }
    spans.push_back({from, to});
    if (!more()) break;  // end of the input
    const char c = byte(at++);
    if (c == options_.separator) continue;
    if (c == '\r' && more() && byte(at) == '\n') ++at;
    ++line_;
    if (spans.size() == 1 && spans[0].from == spans[0].to) {  // an empty line
      begin_ += at;
      at = 0;
      spans.clear();
      row_line_ = line_;
      if (!more()) return false;
      continue;
    }
    break;
  }
  if (spans.size() == 1 && spans[0].from == spans[0].to && at == spans[0].to) return false;
  for (const Span& span : spans) row.emplace_back(buffer_.data() + begin_ + span.from, span.to - span.from);
  begin_ += at;
  return true;
}

void append_csv_row(std::string& out, const std::vector<std::string_view>& row, char separator) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += separator;
    const std::string_view cell = row[i];
    if (cell.find_first_of("\"\r\n") == cell.npos && cell.find(separator) == cell.npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace base
