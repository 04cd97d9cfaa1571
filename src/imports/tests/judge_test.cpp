#include "imports/judge.h"

#include <gmock/gmock.h>

#include "fixture.h"
#include "support/shared_data.h"

namespace {

using namespace imports_test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kHead = "Nama;Kode Wilayah;Desa;Kecamatan;Lintang;Bujur\n";

std::string reason(const std::string& row) {
  const Report r = report(kHead + row + "\n");
  if (r.refused.size() == 1) return r.refused[0];
  return std::to_string(r.refused.size()) + " reasons, " + std::to_string(r.counts.ready) + " ready";
}

TEST(Judge, GoodRowsInManyFormsAreReady) {
  const Report r = report(kHead +
                          "Satu;91.01.02.2003;Napal Licin;Tengah Dua;-2.7;102.6\n"
                          "Dua;;Desa Napal Licin;;-2,7;102,6\n"
                          "Tiga;;;;2°42'00\"S;102°36'00\"E\n"
                          "Empat;91.1.2.2003;;;2 42 0 LS;102 36 0 BT\n"
                          "Lima;9101022003;Napal Licin;;-2.7;102.6\n"
                          "\"Enam; \"\"besar\"\"\";;;;-2,7;102,6\n"
                          "Tujuh;;;;\"-2,7, 102,6\";\n"
                          "Sembilan;;Desa Sungai Lintang, Kec. Hulu;;;\n"
                          "Delapan;91.01.02;Tengah Dua;;-2,7;102,6;;;\n"
                          ";;;;;\n\n");
  EXPECT_THAT(r.refused, IsEmpty());
  EXPECT_THAT(r.warned, ElementsAre(HasSubstr("di tengah Sungai Lintang")));
  EXPECT_EQ(r.counts.rows, 9);
  EXPECT_EQ(r.counts.ready, 9);
}

TEST(Judge, SaysWhatTheOfficerNeedsToHear) {
  EXPECT_EQ(reason("Goa;;;;102,4;-2,6"),
            "2 Lintang: “Lintang” 102,4 berada di luar Kabupaten Serambi; barangkali tertukar dengan "
            "“Bujur” [swapped]");
}

TEST(Judge, OneCauseGivesOneReasonWithItsMend) {
  EXPECT_THAT(reason("Goa;;;;2,6;102,4"), HasSubstr("tanda minusnya hilang atau keliru [sign]"));
  EXPECT_THAT(reason("Goa;;;;102,4;2,6"),
              HasSubstr("tertukar dengan “Bujur” dan tanda minusnya hilang [swapped_sign]"));
  EXPECT_THAT(reason("Goa;;;;-2.614.901;102.395131"), HasSubstr("tanda desimalnya salah tempat [decimal]"));
  EXPECT_THAT(reason("Goa;;;;-2614901;102395131"), HasSubstr("tanda desimalnya hilang [decimal]"));
  EXPECT_THAT(reason("Goa;;;;9711000;210345"), HasSubstr("UTM"));
  EXPECT_THAT(reason("Goa;;;;-6,2;106,8"), HasSubstr("titik −6,2; 106,8 berada"));
  EXPECT_THAT(reason("Goa;;;;-2,6;106,8"), HasSubstr("2 Bujur: “Bujur” 106,8 berada"));
  EXPECT_THAT(reason("Goa;;;;NaN;NaN"), HasSubstr("“Lintang” NaN bukan koordinat"));
  EXPECT_THAT(reason("Goa;;;;inf;102"), HasSubstr("“Lintang” inf bukan koordinat"));
  EXPECT_THAT(reason("Goa;;;;dekat sungai;102,4"), HasSubstr("tidak bisa dibaca sebagai koordinat"));
  EXPECT_THAT(reason("Goa;;;;2°66'1\"S;102°1'1\"E"), HasSubstr("kurang dari 60"));
  EXPECT_THAT(reason("Goa;;;;-2,6;"), HasSubstr("2 Bujur: “Bujur” kosong"));
  EXPECT_THAT(reason("Goa;;;;;"), HasSubstr("tanpa koordinat dan tanpa desa"));
  EXPECT_THAT(reason("Goa;;;;-95;102,4"), HasSubstr("bukan lintang"));
  EXPECT_THAT(reason(";;;;-2,6;102,4"), HasSubstr("“Nama” tidak diisi"));
  EXPECT_THAT(reason("-;;;;-2,6;102,4"), HasSubstr("“Nama” tidak diisi"));
  EXPECT_THAT(reason(std::string(5000, 'x') + ";;;;-2,6;102,4"), HasSubstr("5.000 huruf, paling banyak 200"));
  EXPECT_THAT(reason("Goa;91.01.99.2001;;;-2,6;102,4"),
              HasSubstr("bukan kode desa atau kecamatan di Kabupaten Serambi [code]"));
  EXPECT_THAT(reason("Goa;15.03.02.2011;;;;"), HasSubstr("kode di luar Kabupaten Serambi"));
  EXPECT_THAT(reason("Goa;9101022003;;;;"), HasSubstr("kode BPS; tulis dengan titik [code]"));
  EXPECT_THAT(reason("Goa;91.01.02.2003;Batu Ampar;;;"),
              HasSubstr("kode Napal Licin, sedangkan yang tertulis Batu Ampar"));
  EXPECT_THAT(reason("Goa;;Napal Licin;Hulu;;"),
              HasSubstr("Napal Licin bukan di Kecamatan Hulu, melainkan di Tengah Dua [district]"));
  EXPECT_THAT(reason("Goa;;Sungai Lintang;;;"), HasSubstr("beberapa kecamatan: Hulu, Hilir"));
  EXPECT_THAT(reason("Goa;;Npal Licin;;;"),
              HasSubstr("barangkali Napal Licin, Kecamatan Tengah Dua [village]"));
  EXPECT_THAT(reason("Goa;;Palembang;;;"), HasSubstr("“Desa” Palembang tidak dikenal"));
  EXPECT_THAT(reason("Goa;a;b;c;-2;102;x;y"), HasSubstr("8 kolom, judulnya hanya 6"));
  EXPECT_THAT(reason("Goa;91.01.02.2003"), "0 reasons, 1 ready");
  EXPECT_THAT(reason("Goa"), HasSubstr("hanya 1 dari 6 kolom"));
}

TEST(Judge, AVillageStandsInForAMissingPointAndSaysSo) {
  const Report r = report(kHead + "Goa;91.01.02.2003;;;;\nDanau;91.01.02;;;-;tidak ada\n");
  EXPECT_THAT(r.refused, IsEmpty());
  EXPECT_THAT(
      r.warned,
      ElementsAre("2 Lintang: tanpa koordinat; titik sementara di tengah Napal Licin",
                  "3 Lintang: tanpa koordinat dan desa; titik sementara di tengah Kecamatan Tengah Dua"));
  EXPECT_EQ(r.counts.ready, 2);
}

TEST(Judge, AFaultyPointOffersTheMiddleOfItsVillage) {
  EXPECT_THAT(reason("Goa;91.01.02.2003;;;NaN;NaN"), HasSubstr("[centre]"));
  imports::Choices choices;
  choices.mends = {"centre"};
  const Report r = report(kHead + "Goa;91.01.02.2003;;;NaN;NaN\n", territory(), choices);
  EXPECT_EQ(r.counts.ready, 1);
  EXPECT_EQ(r.counts.mended, 1);
}

TEST(Judge, LettersOfTheHemispheresOutweighTheColumn) {
  const Report r = report(kHead + "Goa;;;;102,4 BT;2,6 LS\n");
  EXPECT_EQ(r.counts.ready, 1);
  EXPECT_THAT(r.warned, ElementsAre(HasSubstr("tertukar")));
}

TEST(Judge, AHeaderThatSaysSouthIsBelieved) {
  EXPECT_EQ(report("Nama;LS;BT\nGoa;2,6;102,4\nDanau;2°36'1\";102°24'1\"\n").counts.ready, 2);
}

TEST(Judge, DoublesAreOfOneNameAtOnePlace) {
  const Report r = report(kHead +
                          "Goa Calau;;;;-2,6;102,4\n"
                          "Air Luluih;;;;-2,6;102,4\n"
                          "goa  calau;;;;-2,6001;102,4001\n"
                          "Goa Calau;;;;-2,2;102,8\n"
                          "Mushola;91.01.02.2003;;;;\n"
                          "Mushola;91.01.02.2002;;;;\n"
                          "Mushola;91.01.02.2003;;;;\n"
                          "Goa Lama;91.01.02.2003;;;;\n");
  EXPECT_THAT(r.duplicates, ElementsAre("4 = 2", "8 = 6", "9 = 0199-lama"));
  EXPECT_EQ(r.counts.ready, 5);
  imports::Choices choices;
  choices.twins = {{4, imports::Twin::kDifferent}};
  EXPECT_EQ(report(kHead + "Goa;;;;-2,6;102,4\nX;;;;-2,6;102,4\nGoa;;;;-2,6;102,4\n", territory(), choices)
                .counts.ready,
            3);
}

TEST(Judge, AcceptedMendsMakeRowsReady) {
  imports::Choices choices;
  choices.mends = {"swapped", "sign"};
  choices.declined = {{3, "swapped"}};
  const std::string file = kHead + "A;;;;102,4;-2,6\nB;;;;102,4;-2,6\nC;;;;2,6;102,4\n";
  const Report r = report(file, territory(), choices);
  EXPECT_EQ(r.counts.ready, 2);
  EXPECT_EQ(r.counts.mended, 2);
  EXPECT_THAT(r.refused, ElementsAre(HasSubstr("3 Lintang")));
}

TEST(Judge, CellsOfEveryKindAreReadOrRefusedByTheirOwnReason) {
  const std::string head = "nama,desa,luas,harga tiket,tanggal periksa,buka,status tanah,catatan\n";
  const Report good = report(head +
                             "A,Napal Licin,\"1.250,5 ha\",Rp5.000,12 Maret 2024,ya,Taman "
                             "Nasional,\"dua\nbaris\"\nB,Napal Licin,-,gratis,,tidak,desa,\n");
  EXPECT_THAT(good.refused, IsEmpty());
  EXPECT_EQ(good.counts.rows, 2);
  const Report bad =
      report(head +
             "A,Napal Licin,luas sekali,,,,,\nB,Napal Licin,-5,,,,,\nC,Napal Licin,,gratis?,,,,\nD,Napal "
             "Licin,,,31-11-2026,,,\n"
             "E,Napal Licin,,,kemarin,,,\nF,Napal Licin,,,,mungkin,,\nG,Napal Licin,,,,,sengketa,\n");
  EXPECT_EQ(bad.refused.size(), 7u);
  EXPECT_THAT(bad.refused[2], HasSubstr("“harga tiket” gratis? bukan jumlah rupiah"));
  EXPECT_THAT(bad.refused[3], HasSubstr("“tanggal periksa” 31-11-2026: tanggal itu tidak ada"));
  EXPECT_THAT(bad.refused[6],
              HasSubstr("sengketa tidak ada dalam daftar: desa, adat, taman nasional, pribadi"));
}

TEST(Judge, AFigureThatCouldBeTwoIsFlagged) {
  EXPECT_THAT(report("nama,desa,luas\nA,Napal Licin,1.500\n").warned,
              testing::Contains(HasSubstr("dibaca 1.500; periksa")));
  const Report sure = report("nama,desa,luas\nA,Napal Licin,1.500\nB,Napal Licin,\"2,5\"\n");
  for (const std::string& line : sure.warned) EXPECT_THAT(line, testing::Not(HasSubstr("dibaca")));
}

TEST(Judge, RowNumbersAreThoseOfASpreadsheet) {
  const Report r = report(
      "DAFTAR OBJEK;;;\n;;;\nNama;Desa;Lintang;Bujur\n\"Goa\nBesar\";Napal "
      "Licin;-2,7;102,6\n\nX;;102,4;-2,6\n");
  EXPECT_THAT(r.refused, ElementsAre(HasSubstr("6 Lintang")));
}

TEST(Judge, EncodingsMakeNoDifference) {
  const std::string windows =
      "Nama;Desa;Lintang;Bujur\nCaf\xE9 Rimba;Napal Licin;2\xB0"
      "42'0\"S;102\xB0"
      "36'0\"E\n";
  EXPECT_EQ(report(windows).counts.ready, 1);
  EXPECT_EQ(report("\xEF\xBB\xBF"
                   "Nama;Desa;Lintang;Bujur\nGoa;Napal Licin;-2,7;102,6\n")
                .counts.ready,
            1);
}

TEST(Judge, ShapesOfGeoJsonGiveAPointInside) {
  const Report r = report(
      "nama,geometri\nDanau,\"{\"\"type\"\":\"\"Polygon\"\",\"\"coordinates\"\":[[[102.6,-2.7],[102.7,-2.7],["
      "102.7,-2.6],[102.6,-2.7]]]}\"\nX,\"{\"\"type\"\":\"\"Polygon\"\"}\"\n");
  EXPECT_EQ(r.counts.ready, 1);
  EXPECT_EQ(r.refused.size(), 1u);
}

TEST(Judge, TheTourismFileOfSarolangunIsTakenUnchanged) {
  SKIP_WITHOUT_SHARED_DATA();
  const Report r = report(support::read_file(support::shared_file("sarolangun/sarolangun_tourism_sites.csv")),
                          sarolangun());
  EXPECT_EQ(r.counts.rows, 14);
  EXPECT_EQ(r.counts.ready, 14);
  EXPECT_THAT(r.refused, IsEmpty());
  EXPECT_THAT(r.warned, IsEmpty());
  EXPECT_THAT(r.duplicates, IsEmpty());
}

}  // namespace
