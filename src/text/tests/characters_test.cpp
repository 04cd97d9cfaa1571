#include "text/characters.h"

#include <gtest/gtest.h>

namespace {

TEST(Characters, AreCountedAsPeopleCountThem) {
  EXPECT_EQ(text::count_characters(""), 0u);
  EXPECT_EQ(text::count_characters("Gua Élok"), 8u);
  EXPECT_EQ(text::count_characters("ꦒꦸꦮ"), 3u);
}

TEST(Characters, ATextIsCutBetweenThem) {
  EXPECT_EQ(text::first_characters("Gua Élok", 5), "Gua É");
  EXPECT_EQ(text::first_characters("ééé", 2), "éé");
  EXPECT_EQ(text::first_characters("ééé", 3), "ééé");
  EXPECT_EQ(text::first_characters("ééé", 9), "ééé");
  EXPECT_EQ(text::first_characters("ééé", 0), "");
}

}  // namespace
