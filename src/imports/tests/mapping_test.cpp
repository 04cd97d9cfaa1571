#include "imports/mapping.h"

#include <gtest/gtest.h>

#include "fixture.h"

namespace {

using namespace imports_test;

std::string header(const imports::Mapping& mapping, std::size_t column) {
  return mapping.header(column);
}

TEST(Mapping, HeadersAreKnownInBothLanguagesAndAnyDress) {
  const Places places;
  const auto m = imports::map_columns(places, {"No", "NAMA OBJEK", "Desa/Kelurahan", "Lintang (LS)",
                                               "Bujur (BT)", "Kode_Wilayah", "Luas (ha)", "KETERANGAN"});
  EXPECT_EQ(header(m, kName), "NAMA OBJEK");
  EXPECT_EQ(header(m, kVillage), "Desa/Kelurahan");
  EXPECT_EQ(header(m, kLat), "Lintang (LS)");
  EXPECT_EQ(header(m, kLon), "Bujur (BT)");
  EXPECT_EQ(header(m, kCode), "Kode_Wilayah");
  EXPECT_EQ(header(m, kArea), "Luas (ha)");
  EXPECT_EQ(header(m, kNote), "KETERANGAN");
  EXPECT_EQ(m.recognised(), 7u);
}

TEST(Mapping, TheHeadersOfTheTourismFileAreKnown) {
  const Places places;
  const auto m = imports::map_columns(places, {"nama", "jenis", "kode_wilayah", "wilayah", "lat_approx",
                                               "lng_approx", "coord_precision", "catatan", "source"});
  EXPECT_EQ(header(m, kLat), "lat_approx");
  EXPECT_EQ(header(m, kLon), "lng_approx");
  EXPECT_EQ(header(m, kVillage), "wilayah");
  EXPECT_EQ(header(m, kPrecision), "coord_precision");
}

TEST(Mapping, WhatAPersonChoseComesFirst) {
  const Places places;
  base::Json chosen = base::Json::object({{"name", "Sebutan"}, {"note", ""}});
  const auto m = imports::map_columns(places, {"Nama", "Sebutan", "Keterangan", "Lat", "Lng"}, chosen);
  EXPECT_EQ(header(m, kName), "Sebutan");
  EXPECT_EQ(header(m, kNote), "");
  EXPECT_EQ(header(m, kLat), "Lat");
  EXPECT_EQ(imports::mapping_json(places, m).at("name").as_string(), "Sebutan");
}

TEST(Mapping, AFileThatCannotGiveARowIsRefusedAsAWhole) {
  EXPECT_NE(report("desa,lintang,bujur\nNapal Licin,-2.6,102.6\n").file_error.find("tidak ditemukan"),
            std::string::npos);
  EXPECT_NE(report("nama,catatan\nGoa,x\n").file_error.find("tidak menyebut letak"), std::string::npos);
  EXPECT_NE(report("nama,lintang\nGoa,-2.6\n").file_error.find("tidak menyebut letak"), std::string::npos);
  EXPECT_EQ(report("").file_error, "Berkas ini kosong.");
  EXPECT_NE(report("\xD0\xCF\x11\xE0xxxx").file_error.find(".xls"), std::string::npos);
}

}  // namespace
