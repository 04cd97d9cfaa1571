#include "tables/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

TEST(Text, TrimsWhatSpreadsheetsLeave) {
  EXPECT_EQ(tables::trim("\xC2\xA0 Goa \t\xE2\x80\x8B"), "Goa");
  EXPECT_EQ(tables::trim("'15.03.02.2011"), "15.03.02.2011");
  EXPECT_EQ(tables::trim("'kutipan'"), "'kutipan'");
  EXPECT_EQ(tables::trim(""), "");
}

TEST(Text, RunsOfBlanksAndControlsBecomeOneSpace) {
  std::string scratch;
  EXPECT_EQ(tables::clean(" Goa\t\tCalau \r\n Petak\x01 ", scratch), "Goa Calau Petak");
  EXPECT_EQ(tables::clean_lines("satu\r\n\r\ndua  tiga", scratch), "satu\ndua tiga");
}

TEST(Text, WordsForNothingAreBlank) {
  for (const char* text : {"", " ", "-", "--", "...", "n/a", "N.A.", "#N/A", "null", "(kosong)", "Tidak ada",
                           "belum ada", "–", "?"})
    EXPECT_TRUE(tables::is_blank(text)) << text;
  for (const char* text : {"0", "NaN", "Tidak ada sinyal", "x", "Nihil Jaya"})
    EXPECT_FALSE(tables::is_blank(text)) << text;
}

TEST(Text, FoldsToLettersAndDigits) {
  EXPECT_EQ(tables::fold("KODE WILAYAH (*)"), "kodewilayah");
  EXPECT_EQ(tables::fold("Kode_Wilayah"), "kodewilayah");
  EXPECT_EQ(tables::fold("Café Ñandú Škoda"), "cafenanduskoda");
  EXPECT_EQ(tables::fold("SDN 5 12"), "sdn5 12");
  EXPECT_EQ(tables::fold("Al-Ikhlas’"), "alikhlas");
}

TEST(Text, CountsAndCutsByCharacter) {
  EXPECT_EQ(tables::length("Goa “é”"), 7u);
  EXPECT_EQ(tables::shorten("éééé", 2), "éé…");
  EXPECT_EQ(tables::shorten("éé", 2), "éé");
}

RC_GTEST_PROP(Text, FoldingTwiceIsFoldingOnce, (std::string text)) {
  const std::string once = tables::fold(text);
  RC_ASSERT(tables::fold(once) == once);
}

}  // namespace
