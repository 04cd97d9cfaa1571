// A file as offices really send them, every row judged: one reason for each bad one, none for a good one.
#include <gmock/gmock.h>

#include "cells.h"
#include "fixture.h"
#include "support/workbook.h"

namespace {

using namespace imports_test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Each of these is -2.6, 102.4 or near, in some village of Serambi.
TEST(MessyFile, EveryWayToWriteAPlaceIsRead) {
  const std::pair<const char*, const char*> kPlaces[] = {
      {"-2,6", "102,4"},
      {"- 2,6", "102,4 "},
      {"–2.6", "102.4"},
      {"-2,6°", "102,4°"},
      {"2°36'00,0\" LS", "102°24'00\" BT"},
      {"2°36’ 0,0’’ LS", "102° 24’ 00,00’’ BT"},
      {"S 02° 36' 00.0\"", "E 102° 24' 00.0\""},
      {"2d36m0s S", "102d24m0s E"},
      {"2d36m S", "102d24m E"},
      {"2:36:00 S", "102:24:00 E"},
      {"2/36/00 LS", "102/24/00 BT"},
      {"2-36-00 S", "102-24-00 E"},
      {"2 36 0 LS", "102 24 0 BT"},
      {"Lintang Selatan 2° 36'", "Bujur Timur 102° 24'"},
      {"2 derajat 36 menit LS", "102 derajat 24 menit BT"},
      {"LS 2,6", "BT 102,4"},
      {"2,6 S", "102,4 T"},
      {"-2,60000E+00", "1,02400E+02"},
      {"-2,6, 102,4", "-2,6, 102,4"},
      {"", "-2.6,102.4,45"},
  };
  std::string file = "No\tNAMA OBJEK\tlintang\tBUJUR (BT)\r\n";
  int n = 0;
  for (const auto& [lat, lon] : kPlaces) {
    const std::string number = std::to_string(++n);
    file += number + "\tGoa ke " + number + "\t" + lat + "\t" + lon + "\t\t\r\n";
  }
  const Report r = report(file);
  EXPECT_THAT(r.refused, IsEmpty());
  EXPECT_EQ(r.counts.ready, n);
}

TEST(MessyFile, EachBadRowHasItsOneReasonAndNoGoodRowAny) {
  const std::string file =
      "PEMERINTAH KABUPATEN SERAMBI;;;;;;;\n"
      "Daftar objek, dikirim lewat pos-el;;;;;;;\n"
      "\n"
      "No;Nama;Desa;LINTANG;BUJUR;Luas (ha);Buka;Catatan\n"
      "(1);(2);(3);(4);(5);(6);(7);(8)\n"
      "1;Caf\xE9 Rimba;Napal Licin;-2,7;102,6;1.250,5;ya;\"dua\nbaris; dan \"\"kutip\"\"\"\n"
      "2;Nol;;0;0,000;;;\n"
      "3;Separuh;;-2,6;;;;\n"
      "4;Koma;;-2,,6;102,4;;;\n"
      "5;Rumus;;#VALUE!;102,4;;;\n"
      "6;Zona;;48 M 210345;9711000;;;\n"
      "7;Utara;;2,6 LU;102,4 BT;;;\n"
      "8;Laut;;-2,6;104,9;;;\n"
      ";;;;;;;\n"
      "9;" +
      std::string(5000, 'n') +
      ";;-2,6;102,4;;;\n"
      "10;;Napal Licin;-2,7;102,6;;;\n"
      "11;Angka;Napal Licin;-2,7;102,6;luas sekali;;\n"
      "12;Lebih;Napal Licin;-2,7;102,6;;;a;b\n"
      "13;Terpotong\n"
      "14;\"Kutip;Napal Licin;-2,7;102,6;;;\n"
      "15;Sesudahnya;Napal Licin;-2,7;102,6;;;\n"
      "No;Nama;Desa;LINTANG;BUJUR;Luas (ha);Buka;Catatan\n"
      "16;caf\xE9  rimba;Napal Licin;-2,7;102,6;;;\n"
      "17;" +
      std::string("Goa\0 Nol", 8) + ";Napal Licin;-2,7;102,6;;;;;\n";
  const Report r = report(file);
  EXPECT_EQ(r.file_error, "");
  EXPECT_THAT(r.refused,
              ElementsAre(HasSubstr("7 LINTANG: koordinatnya nol"), HasSubstr("8 BUJUR: "),
                          HasSubstr("9 LINTANG: "), HasSubstr("10 LINTANG: "), HasSubstr("11 LINTANG: "),
                          HasSubstr("12 LINTANG: "), HasSubstr("13 BUJUR: "), HasSubstr("15 Nama: "),
                          HasSubstr("16 Nama: "), HasSubstr("17 Luas (ha): "),
                          HasSubstr("18 : baris ini berisi"), HasSubstr("19 : baris ini terpotong")));
  EXPECT_THAT(r.refused[3], HasSubstr("#VALUE! tidak bisa dibaca"));
  EXPECT_THAT(r.refused[4], HasSubstr("UTM"));
  EXPECT_THAT(r.refused[5], HasSubstr("[sign]"));
  EXPECT_THAT(r.duplicates, ElementsAre("23 = 6"));
  EXPECT_EQ(r.counts.rows, 17);
  EXPECT_EQ(r.counts.ready, 4) << "nothing is lost: the quote that nobody closed swallows no row";
}

TEST(MessyFile, ThingsThatAreCountedComeInNoFractions) {
  const imports::Column column{.key = "pengunjung", .label = "", .kind = imports::Kind::kInteger};
  const imports::CellReader reader(column, 0);
  for (const char* text : {"1.200", "1,200", "1200", "1.200 orang", "1,2 ribu"}) {
    imports::Value value{.text = text};
    imports::Remarks remarks;
    reader.read(value, remarks);
    EXPECT_EQ(value.get<std::int64_t>(), 1200) << text;
    EXPECT_TRUE(remarks.empty()) << text;
  }
  imports::Value half{.text = "1,5"};
  imports::Remarks remarks;
  reader.read(half, remarks);
  EXPECT_TRUE(remarks.refused());
}

TEST(MessyFile, PointsOfGeoJsonAreJudgedAsTypedPairsAre) {
  const auto point = [](const char* name, const char* coordinates) {
    return std::string("{\"type\":\"Feature\",\"properties\":{\"nama\":\"") + name +
           "\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":" + coordinates + "}},";
  };
  const std::string file =
      "\xEF\xBB\xBF{\"type\":\"FeatureCollection\",\"features\":[" + point("Baik", "[102.4,-2.6]") +
      point("Tinggi", "[102.4,-2.61,120.5]") + point("Tertukar", "[-2.6,102.4]") +
      point("Tanpa minus", "[102.4,2.6]") + point("Nol", "[0,0]") +
      R"({"type":"Feature","properties":{"nama":"Bidang"},"geometry":{"type":"Polygon","coordinates":)"
      R"([[[-2.6,102.4],[-2.6,102.5],[-2.5,102.5],[-2.6,102.4]]]}},)"
      R"({"type":"Feature","properties":{"nama":"Tanpa titik"},"geometry":null},)"
      R"({"type":"Feature","properties":{"nama":"Titik-titik"},"geometry":{"type":"MultiPoint","coordinates":)"
      R"([[102.4,-2.6],[102.41,-2.6]]}}]})";
  const Report r = report(file);
  EXPECT_THAT(r.refused, ElementsAre(HasSubstr("102.4, -2.6"), HasSubstr("[sign]"), HasSubstr("nol"),
                                     HasSubstr("GeoJSON menulis bujur lebih dulu"),
                                     HasSubstr("tanpa koordinat dan tanpa desa")));
  EXPECT_THAT(r.refused[0], HasSubstr("[swapped]"));
  EXPECT_EQ(r.counts.ready, 3);
  imports::Choices choices;
  choices.mends = {"swapped", "sign"};
  EXPECT_EQ(report(file, territory(), choices).counts.ready, 5) << "a mend writes the pair as it was meant";
}

TEST(MessyFile, JsonThatIsNoGeoJsonIsToldSo) {
  EXPECT_THAT(report(R"([{"nama":"Goa","lat":-2.6,"lng":102.4}])").file_error, HasSubstr("bukan GeoJSON"));
}

TEST(MessyFile, ATableIsFoundBehindASheetOfInstructions) {
  const auto row = [](int number, std::initializer_list<const char*> texts) {
    std::string cells;
    char column = 'A';
    for (const char* text : texts)
      cells += support::cell(std::string(1, column++) + std::to_string(number), text);
    return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
  };
  const Report r = report(support::workbook(
      row(2, {"No", "Nama", "Desa", "Lintang", "Bujur"}) +
          row(4, {"1", "Goa", "Napal Licin", "-2,7", "102,6"}),
      {.before = row(1, {"Isi tabel pada lembar Wisata"}) + row(2, {"Jangan ubah judulnya"})}));
  EXPECT_EQ(r.file_error, "");
  EXPECT_EQ(r.counts.ready, 1);
}

}  // namespace
