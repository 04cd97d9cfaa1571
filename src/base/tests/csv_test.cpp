#include "base/csv.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace {

using Rows = std::vector<std::vector<std::string>>;
using testing::ElementsAre;

/// Feeds one byte at a time, so that every row is cut at every place.
base::ByteSource trickle(std::string_view text) {
  return [text](char* out, std::size_t) mutable -> std::size_t {
    if (text.empty()) return 0;
    *out = text.front();
    text.remove_prefix(1);
    return 1;
  };
}

Rows rows_of(base::ByteSource source, base::CsvOptions options = {}) {
  base::CsvReader reader(std::move(source), options);
  Rows rows;
  std::vector<std::string_view> row;
  for (;;) {
    const auto more = reader.next(row);
    if (!more) {
      ADD_FAILURE() << more.error().message.key;
      break;
    }
    if (!*more) break;
    rows.emplace_back(row.begin(), row.end());
  }
  return rows;
}

std::string refusal_of(std::string_view text, base::CsvOptions options = {}) {
  base::CsvReader reader(base::source_of(text), options);
  std::vector<std::string_view> row;
  for (;;) {
    const auto more = reader.next(row);
    if (!more) return more.error().message.key;
    if (!*more) return "";
  }
}

TEST(Csv, RowsAreTheSameInOnePieceAndByteByByte) {
  const std::string text = "\xEF\xBB\xBFnama,catatan\r\n\"Goa \"\"Calau\"\"\",\"satu\ndua\"\n\nAir Luluih,\n";
  const Rows rows = rows_of(base::source_of(text));
  EXPECT_THAT(rows, ElementsAre(ElementsAre("nama", "catatan"), ElementsAre("Goa \"Calau\"", "satu\ndua"),
                                ElementsAre("Air Luluih", "")));
  EXPECT_EQ(rows_of(trickle(text)), rows);
}

TEST(Csv, LastRowNeedsNoNewline) {
  EXPECT_THAT(rows_of(base::source_of("a,b\n1,2")),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
  EXPECT_THAT(rows_of(base::source_of("a,b\n1,")), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "")));
}

TEST(Csv, EmptyInputHasNoRows) {
  EXPECT_TRUE(rows_of(base::source_of("")).empty());
}

TEST(Csv, LineIsWhereTheRowBegan) {
  base::CsvReader reader(base::source_of("h\n\"a\nb\"\n\nc\n"));
  std::vector<std::string_view> row;
  std::vector<std::size_t> lines;
  while (reader.next(row).value()) lines.push_back(reader.line());
  EXPECT_THAT(lines, ElementsAre(1, 2, 5));
}

TEST(Csv, RefusesWhatCannotBeRead) {
  EXPECT_EQ(refusal_of("a\n\"open"), "csv.quote_open");
  EXPECT_EQ(refusal_of("\"a\"b\n"), "csv.text_after_quote");
  EXPECT_EQ(refusal_of(std::string_view("a\0b\n", 4)), "csv.nul_byte");
  EXPECT_EQ(refusal_of(std::string(300, ','), {.max_columns = 100}), "csv.too_many_columns");
  EXPECT_EQ(refusal_of(std::string(1 << 20, 'x'), {.max_row_bytes = 1000}), "csv.row_too_long");
  EXPECT_EQ(refusal_of('"' + std::string(1 << 20, 'x'), {.max_row_bytes = 1000}), "csv.row_too_long");
}

TEST(Csv, WrittenRowsReadBackTheSame) {
  std::string text;
  base::append_csv_row(text, {"a,b", "say \"hi\"", "two\nlines", "plain", ""});
  EXPECT_EQ(text, "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",plain,\n");
  EXPECT_THAT(rows_of(base::source_of(text)),
              ElementsAre(ElementsAre("a,b", "say \"hi\"", "two\nlines", "plain", "")));
}

}  // namespace
