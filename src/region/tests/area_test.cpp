#include "region/area.h"

#include <gtest/gtest.h>

#include "region/area_names.h"

namespace {

using namespace region;

TEST(AreaCode, HasTwoThreeOrFourParts) {
  for (const char* code : {"15.03", "15.03.02", "15.03.02.2011"}) EXPECT_TRUE(is_area_code(code)) << code;
  for (const char* code : {"", "15", "1503", "15.3", "15.03.2", "15.03.02.201", "15.03.02.20111", "15-03",
                           "15.03.02.20l1", "1503010", "15.03.", " 15.03"})
    EXPECT_FALSE(is_area_code(code)) << code;
}

TEST(AreaCode, TellsTheLevel) {
  EXPECT_EQ(level_of_code("15.03"), Level::kRegency);
  EXPECT_EQ(level_of_code("15.03.02"), Level::kDistrict);
  EXPECT_EQ(level_of_code("15.03.03.1016"), Level::kKelurahan);
  EXPECT_EQ(level_of_code("15.03.02.2011"), Level::kDesa);
  EXPECT_EQ(level_of_code("99.01.02.3001"), Level::kDesaAdat);
  EXPECT_EQ(level_of_code("15.03.02.9011"), std::nullopt);
}

TEST(AreaCode, NamesItsParent) {
  EXPECT_EQ(parent_code("15.03.02.2011"), "15.03.02");
  EXPECT_EQ(parent_code("15.03.02"), "15.03");
  EXPECT_EQ(parent_code("15.03"), "");
}

TEST(AreaName, SpellingsOfOneNameMeet) {
  EXPECT_EQ(fold_name("Desa P. Salak Baru"), "pulau salak baru");
  EXPECT_EQ(fold_name("MUARO PEMUAT"), fold_name("Ma. Pemuat"));
  EXPECT_EQ(fold_name("Sei Baung"), fold_name("Sungai Baung"));
  EXPECT_EQ(fold_name("Kec. Cermin Nan Gedang"), "cermin nan gedang");
  EXPECT_EQ(fold_name("Ma'rifat"), "marifat");
  EXPECT_EQ(fold_name("Desa"), "desa");
  EXPECT_EQ(fold_name(""), "");
}

TEST(AreaName, SlugsKeepTheSpelling) {
  EXPECT_EQ(slug_of_name("P. Salak Baru"), "p-salak-baru");
  EXPECT_EQ(slug_of_name("Napal Melintang"), "napal-melintang");
  EXPECT_EQ(slug_of_name("???"), "wilayah");
}

TEST(AreaName, LikenessForgivesTyping) {
  EXPECT_EQ(likeness("napal melintang", "napalmelintang"), 1);
  EXPECT_GT(likeness("napal melintang", "napal melintnag"), 0.9);
  EXPECT_LT(likeness("napal melintang", "pasar sarolangun"), 0.5);
}

}  // namespace
