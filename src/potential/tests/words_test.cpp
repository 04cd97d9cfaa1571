#include "potential/words.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace potential {
namespace {

TEST(Words, FoldCaseMarksAndApostrophes) {
  EXPECT_EQ(fold("  Goa Calau  Petak (Étage) "), "goa calau petak etage");
  EXPECT_EQ(fold("Ma'rifat Jum’at"), "marifat jumat");
  EXPECT_EQ(fold("Cafe\u0301 Łódź ß"), "cafe lodz s");
  EXPECT_EQ(fold("滝"), "");
}

TEST(Words, FoldSurvivesWhatIsNotUtf8) {
  EXPECT_EQ(fold("a\xff\xc3 b\xe2\x82"), "a b");
}

TEST(Words, LeaveOutWhatSaysNothing) {
  EXPECT_EQ(words_of("Air Terjun di Desa Lubuk Jering dan air panas"),
            (std::vector<std::string>{"air", "terjun", "lubuk", "jering", "panas"}));
}

TEST(Words, SlugCutsBetweenWords) {
  EXPECT_EQ(slug_of("Goa Calau Petak (Colau/Calo Petak)"), "goa-calau-petak-colau-calo-petak");
  EXPECT_EQ(slug_of("!!!"), "objek");
  EXPECT_EQ(slug_of(std::string(40, 'a') + " " + std::string(40, 'b')), std::string(40, 'a'));
  EXPECT_EQ(slug_of(std::string(200, 'a')).size(), 60u);
}

TEST(Words, TrigramsAreThoseOfPgTrgmButTheFirst) {
  // PostgreSQL documentation, pg_trgm: show_trgm of a word pads two spaces before and one after.
  EXPECT_EQ(trigrams_of("word"), (std::vector<std::string>{" wo", "ord", "rd ", "wor"}));
}

TEST(Words, EditsCountASwapOnce) {
  EXPECT_EQ(edits_between("kitten", "sitting"), 3);
  EXPECT_EQ(edits_between("telentam", "telnetam"), 1);
  EXPECT_EQ(edits_between("", "gua"), 3);
}

TEST(Words, LikenessIgnoresOrderAndIsHighForATypingError) {
  EXPECT_DOUBLE_EQ(likeness("Air Terjun Talun", "talun air terjun"), 1);
  EXPECT_GT(likeness("Air Terjun Telentam", "Air Trejun Telentam"), 0.6);
  EXPECT_LT(likeness("Danau Kaco Indah", "Batu Balai"), 0.2);
}

RC_GTEST_PROP(Words, FoldingTwiceChangesNothing, (std::string text)) {
  RC_ASSERT(fold(fold(text)) == fold(text));
}

RC_GTEST_PROP(Words, SlugsFitAnAddress, (std::string text)) {
  const std::string slug = slug_of(text);
  RC_ASSERT(!slug.empty() && slug.size() <= 60);
  RC_ASSERT(slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
  RC_ASSERT(slug.front() != '-' && slug.back() != '-');
}

}  // namespace
}  // namespace potential
