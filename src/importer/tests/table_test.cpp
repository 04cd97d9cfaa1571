#include <gmock/gmock.h>

#include <string>

#include "base/child.h"
#include "base/json.h"
#include "support/temp_dir.h"
#include "support/workbook.h"

namespace {

using support::cell;
using support::workbook;
using testing::HasSubstr;

struct Ran {
  int exit_code;
  std::string output, error;
};

Ran table(const std::string& content) {
  support::TempDir dir;
  const auto path = support::write_file(dir / "berkas", content);
  Ran ran;
  base::ChildCommand command{.program = base::program_beside_this("serumpun-import"),
                             .arguments = {"table", path}};
  command.on_output = [&](std::string_view piece) { ran.output += piece; };
  const auto outcome = base::run_child(command);
  ran.exit_code = outcome.end == base::ChildEnd::kExited ? outcome.exit_code : -1;
  ran.error = outcome.error_text;
  return ran;
}

TEST(Table, RowsOfASheetKeepTheirNumbersAndTheirWords) {
  const Ran ran = table(workbook("<row r=\"1\">" + cell("A1", "DAFTAR OBJEK") + "</row><row r=\"3\">" +
                                 cell("A3", "Nama") + cell("B3", "Kode") + cell("C3", "Lintang") +
                                 "</row><row r=\"4\">" + cell("A4", "Goa, \"Calau\"") + cell("B4", "15.03") +
                                 "<c r=\"C4\"><v>-2.614901</v></c></row>"));
  EXPECT_EQ(ran.exit_code, 0) << ran.error;
  EXPECT_THAT(ran.output, HasSubstr("DAFTAR OBJEK,,\n,,\nNama,Kode,Lintang\n"));
  EXPECT_THAT(ran.output, HasSubstr("\"Goa, \"\"Calau\"\"\",15.03,-2.614901\n"));
  EXPECT_THAT(ran.output, HasSubstr("\"layer\":\"Wisata\""));
}

TEST(Table, FeaturesGiveTheirPropertiesAndTheirShape) {
  const Ran ran = table(
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nama":"Goa","kode":"15.03.02"},"geometry":{"type":"Point","coordinates":[102.4,-2.6]}},)"
      R"({"type":"Feature","properties":{"nama":"Danau"},"geometry":null}]})");
  EXPECT_EQ(ran.exit_code, 0) << ran.error;
  EXPECT_THAT(ran.output, HasSubstr("nama,kode,geometri\nGoa,15.03.02,\"{ \"\"type\"\": \"\"Point\"\", "
                                    "\"\"coordinates\"\": [ 102.4, -2.6 ] }\"\nDanau,,\n"));
}

TEST(Table, WhatIsBrokenIsRefused) {
  for (const std::string& content : {std::string("PK\x03\x04 no archive"), workbook("<row r=\"1\"><c"),
                                     std::string("{\"type\":\"FeatureCollection\",\"features\":[{"),
                                     std::string("{\"a\":1}"), workbook("")})
    EXPECT_EQ(table(content).exit_code, 1) << content.substr(0, 60);
}

TEST(Table, EntitiesThatMultiplyAreRefused) {
  std::string laughs = "<!DOCTYPE x [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    laughs += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) laughs += "&a" + std::to_string(i - 1) + ";";
    laughs += "\">";
  }
  EXPECT_NE(
      table(workbook("<row r=\"1\">" + cell("A1", "&a29;") + "</row>", {.prolog = laughs + "]>"})).exit_code,
      0);
}

TEST(Table, JsonThatIsNestedBeyondReasonIsRefused) {
  const std::string deep = "{\"type\":\"FeatureCollection\",\"features\":" + std::string(100'000, '[') +
                           std::string(100'000, ']') + "}";
  EXPECT_NE(table(deep).exit_code, 0);
}

}  // namespace
