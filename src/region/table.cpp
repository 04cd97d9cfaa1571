#include "table.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "tables/encoding.h"
#include "tables/layout.h"
#include "tables/text.h"

namespace region {
namespace {

constexpr std::size_t kStart = 64u << 10;

/// The file as UTF-8, its beginning looked at without being lost.
struct Peeked {
  std::shared_ptr<std::string> start = std::make_shared<std::string>();
  std::shared_ptr<tables::Utf8Source> rest;
  bool whole = false;

  explicit Peeked(base::ByteSource file) : rest(std::make_shared<tables::Utf8Source>(std::move(file))) {
    char buffer[4096];
    while (start->size() < kStart && !whole) {
      const std::size_t got = rest->read(buffer, sizeof buffer);
      start->append(buffer, got);
      whole = got == 0;
    }
  }
  base::ByteSource source() const {
    return [start = start, rest = rest, given = std::size_t{0}](char* out, std::size_t size) mutable {
      if (given == start->size()) return rest->read(out, size);
      const std::size_t count = std::min(size, start->size() - given);
      std::memcpy(out, start->data() + given, count);
      given += count;
      return count;
    };
  }
};

}  // namespace

base::Result<Table> Table::open(base::ByteSource file, std::initializer_list<TableColumn> columns) {
  tables::KnownHeaders known;
  for (const TableColumn& column : columns)
    for (const std::string_view header : column.headers) known.insert(tables::fold(header));
  const Peeked peeked(std::move(file));
  const tables::Layout layout = tables::detect_layout(*peeked.start, peeked.whole, known);
  Table table(tables::RowReader(peeked.source(), layout.separator));
  if (layout.separator_line && table.reader_.next(table.row_)) table.reader_.restart_numbers();
  while (table.row_.number < layout.header_row && table.reader_.next(table.row_)) {
  }
  table.columns_ = layout.headers.size();
  table.reader_.expect_columns(table.columns_);
  for (const TableColumn& column : columns) {
    const auto is_it = [&](const std::string& header) {
      const auto forms = tables::header_forms(header);
      return std::ranges::any_of(column.headers, [&](std::string_view name) {
        return std::ranges::find(forms, tables::fold(name)) != forms.end();
      });
    };
    const auto found = std::ranges::find_if(layout.headers, is_it);
    if (found != layout.headers.end())
      table.found_.push_back({column.key, *found, static_cast<std::size_t>(found - layout.headers.begin())});
    else if (column.required)
      return base::fail(base::ErrorCode::kInvalid,
                        {"region.import.column_missing", {{"column", std::string(*column.headers.begin())}}});
  }
  return table;
}

bool Table::next() {
  while (reader_.next(row_))
    if (!row_.blank()) return true;
  return false;
}

std::optional<base::Message> Table::misshapen() const {
  std::size_t filled = row_.cells.size();
  while (filled > columns_ && tables::trim(row_.cells[filled - 1]).empty()) --filled;
  const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  if (row_.oddity == tables::Oddity::kTooLong) return base::Message{"region.import.row_too_long", {}};
  if (filled > columns_)
    return base::Message{"region.import.too_many_cells",
                         {{"found", count(filled)}, {"expected", count(columns_)}}};
  if (row_.oddity == tables::Oddity::kQuote && filled < columns_)
    return base::Message{"region.import.quote_open", {}};
  return std::nullopt;
}

const Table::Found* Table::find(std::string_view key) const {
  const auto found = std::ranges::find(found_, key, &Found::key);
  return found == found_.end() ? nullptr : &*found;
}

std::string_view Table::operator[](std::string_view key) const {
  const Found* found = find(key);
  return found != nullptr && found->index < row_.cells.size() ? tables::trim(row_.cells[found->index])
                                                              : std::string_view{};
}

const std::string& Table::header(std::string_view key) const {
  static const std::string none;
  const Found* found = find(key);
  return found == nullptr ? none : found->header;
}

}  // namespace region
