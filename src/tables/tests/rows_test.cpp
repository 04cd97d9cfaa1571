#include "tables/rows.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace {

using tables::Oddity;
using testing::ElementsAre;

struct Got {
  int number;
  std::vector<std::string> cells;
  Oddity oddity;
};

std::vector<Got> read(std::string_view text, char separator = ',', std::size_t columns = 0,
                      tables::RowLimits limits = {}, std::size_t piece = 1 << 20) {
  std::string_view left = text;
  tables::RowReader reader(
      [&left, piece](char* out, std::size_t size) {
        const std::size_t count = std::min({piece, size, left.size()});
        left.copy(out, count);
        left.remove_prefix(count);
        return count;
      },
      separator, limits);
  reader.expect_columns(columns);
  std::vector<Got> rows;
  tables::RawRow row;
  while (reader.next(row)) rows.push_back({row.number, {row.cells.begin(), row.cells.end()}, row.oddity});
  return rows;
}

std::vector<std::vector<std::string>> cells(const std::vector<Got>& rows) {
  std::vector<std::vector<std::string>> out;
  for (const Got& row : rows) out.push_back(row.cells);
  return out;
}

TEST(Rows, QuotedBreaksCountAsOneRowAndBlankLinesAsRows) {
  const auto rows = read("h\r\n\"a\nb\"\r\n\r\nc\rd");
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(rows[1].number, 2);
  EXPECT_EQ(rows[1].cells[0], "a\nb");
  EXPECT_EQ(rows[3].number, 4);
  EXPECT_EQ(rows[3].cells[0], "c");
  EXPECT_EQ(rows[4].cells[0], "d");
}

TEST(Rows, DoubledQuotesAreOne) {
  EXPECT_THAT(cells(read("\"Goa \"\"Calau\"\" Petak\",x\n")),
              ElementsAre(ElementsAre("Goa \"Calau\" Petak", "x")));
  EXPECT_THAT(cells(read("\"\"\"a\"\"\",\"\"\n")), ElementsAre(ElementsAre("\"a\"", "")));
  EXPECT_THAT(cells(read("a, \"b, c\" ,d\n")), ElementsAre(ElementsAre("a", "b, c", "d")));
}

TEST(Rows, AStrayQuoteSpoilsItsOwnRowOnly) {
  const auto rows = read("nama,jenis\n\"Danau Kaco,danau\n\"Goa, Calau\",gua\nAir Luluih,mata air\n");
  EXPECT_THAT(cells(rows),
              ElementsAre(ElementsAre("nama", "jenis"), ElementsAre("\"Danau Kaco", "danau"),
                          ElementsAre("Goa, Calau", "gua"), ElementsAre("Air Luluih", "mata air")));
  EXPECT_EQ(rows[1].oddity, Oddity::kQuote);
  EXPECT_EQ(rows[2].oddity, Oddity::kNone);
  const auto inner = read("\"Goa \"Calau\" Petak\",gua\nx,y\n");
  EXPECT_THAT(cells(inner), ElementsAre(ElementsAre("Goa \"Calau\" Petak", "gua"), ElementsAre("x", "y")));
  EXPECT_EQ(inner[0].oddity, Oddity::kQuote);
}

TEST(Rows, AQuoteLeftOpenAtTheEndLosesNoRow) {
  EXPECT_THAT(cells(read("a,\"b\nc,d\ne,f\n")),
              ElementsAre(ElementsAre("a", "\"b"), ElementsAre("c", "d"), ElementsAre("e", "f")));
}

TEST(Rows, TheNumberOfColumnsTellsAStrayQuoteFromALineBreak) {
  const std::string text = "\"Danau,x\nGoa 12\",y\nz,w\n";
  EXPECT_THAT(cells(read(text, ',', 2)),
              ElementsAre(ElementsAre("Danau,x\nGoa 12", "y"), ElementsAre("z", "w")));
  const std::string three = "\"Danau,x,1\nGoa 12\",y,2\n";
  EXPECT_EQ(read(three, ',', 3).size(), 1u);  // one row of three cells is a lawful reading
  const std::string wide = "\"Danau,x,1\nGoa,\"y\",2\n";
  EXPECT_EQ(read(wide, ',', 3).size(), 2u);
}

TEST(Rows, OverlongRowsAndCellsAreReportedAndTheRestIsRead) {
  const auto rows = read("a\n" + std::string(500'000, 'x') + "\nb\n", ',', 0, {.row_bytes = 1000});
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].oddity, Oddity::kTooLong);
  EXPECT_EQ(rows[2].number, 3);
  EXPECT_EQ(rows[2].cells[0], "b");
  const auto wide = read(std::string(1000, ',') + "\n", ',', 0, {.columns = 10});
  EXPECT_EQ(wide[0].cells.size(), 10u);
  EXPECT_EQ(wide[0].oddity, Oddity::kTooManyColumns);
}

RC_GTEST_PROP(Rows, WrittenRowsReadBackTheSameInAnyPieces, ()) {
  const auto cell =
      rc::gen::container<std::string>(rc::gen::element('a', 'b', ',', ';', '"', '\n', ' ', '1'));
  const auto table = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(3, cell));
  std::string text;
  std::vector<std::vector<std::string>> expected;
  for (const auto& row : table) {
    // Quoted throughout: a cell may begin with a blank.
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += i == 0 ? "\"" : ",\"";
      for (const char c : row[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += '\n';
    expected.push_back(row);
  }
  RC_ASSERT(cells(read(text, ',', 3)) == expected);
  RC_ASSERT(cells(read(text, ',', 3, {}, 1)) == expected);
}

}  // namespace
