#include "tables/layout.h"

#include <gmock/gmock.h>

namespace {

using testing::ElementsAre;

const tables::KnownHeaders kKnown = {"nama", "namaobjek", "lintang",    "bujur",     "lat",
                                     "lng",  "desa",      "keterangan", "koordinat", "no"};

tables::Layout layout(std::string_view text) {
  return tables::detect_layout(text, true, kKnown);
}

TEST(Layout, FindsTheSeparatorAmongDecimalCommas) {
  const auto semicolon =
      layout("Nama;Jenis;Lintang;Bujur\nGoa;gua;-2,614;102,395\nAir, Terjun;air;-2,5;102,1\n");
  EXPECT_EQ(semicolon.separator, ';');
  EXPECT_THAT(semicolon.headers, ElementsAre("Nama", "Jenis", "Lintang", "Bujur"));
  EXPECT_EQ(layout("nama\tlintang\tbujur\nGoa, satu\t1,5\t2,5\n").separator, '\t');
  EXPECT_EQ(layout("nama|lat|lng\nGoa|1|2\n").separator, '|');
  EXPECT_EQ(layout("nama,lat,lng\n\"Goa; a\",1,2\n\"b;c;d\",3,4\n").separator, ',');
}

TEST(Layout, FindsTheSeparatorWithoutKnownHeaders) {
  const auto l = layout("a;b;c\n1,5;2,5;3,5\n1,25;2,25;x\n");
  EXPECT_EQ(l.separator, ';');
  EXPECT_EQ(l.header_row, 1);
}

TEST(Layout, TitlesAboveTheHeadersAreNoHeaders) {
  const auto l = layout(
      "DAFTAR OBJEK WISATA;;;\nKabupaten Sarolangun, Tahun 2026;;;\n;;;\nNo;Nama "
      "Objek;Lintang;Bujur\n1;Goa;-2,6;102,3\n");
  EXPECT_EQ(l.header_row, 4);
  EXPECT_EQ(l.first_data_row, 5);
  EXPECT_THAT(l.headers, ElementsAre("No", "Nama Objek", "Lintang", "Bujur"));
}

TEST(Layout, ASecondHeaderRowAndColumnNumbersAreNoData) {
  const auto l = layout("No,Nama Objek,Koordinat,\n,,Lintang,Bujur\n(1),(2),(3),(4)\n1,Goa,-2.6,102.3\n");
  EXPECT_THAT(l.headers, ElementsAre("No", "Nama Objek", "Lintang", "Bujur"));
  EXPECT_EQ(l.header_row, 2);
  EXPECT_EQ(l.first_data_row, 4);
}

TEST(Layout, ALineThatNamesTheSeparatorIsNotCounted) {
  const auto l = layout("sep=;\nNama;Desa\nGoa;Napal\n");
  EXPECT_EQ(l.separator, ';');
  EXPECT_TRUE(l.separator_line);
  EXPECT_EQ(l.header_row, 1);
}

TEST(Layout, DataWithoutHeadersHaveNone) {
  EXPECT_EQ(layout("Goa,-2.6,102.3\nDanau,-2.5,102.1\n").header_row, 0);
}

TEST(Layout, TrailingSeparatorsMakeNoHeaders) {
  EXPECT_THAT(layout("nama,desa,,,\nGoa,Napal,,,\n").headers, ElementsAre("nama", "desa"));
}

TEST(Layout, UnitsAndMarksDoNotHideAHeader) {
  EXPECT_THAT(tables::header_forms("Lintang (°)"), ElementsAre("lintang"));
  EXPECT_THAT(tables::header_forms("Luas (ha)"), ElementsAre("luasha", "luas"));
  EXPECT_THAT(tables::header_forms("Desa/Kelurahan"), ElementsAre("desakelurahan", "desa"));
}

}  // namespace
