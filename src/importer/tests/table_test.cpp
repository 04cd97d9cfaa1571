// Workbooks are put together here by hand, part by part, so that no writer's habits hide a reader's fault.
#include <gmock/gmock.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/child.h"
#include "base/json.h"
#include "support/temp_dir.h"

namespace {

using testing::HasSubstr;

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (0xEDB88320u & (0u - (crc & 1u)));
  }
  return ~crc;
}

/// A ZIP archive whose members are stored as they are (PKWARE APPNOTE 6.3).
class Archive {
 public:
  void add(const std::string& name, const std::string& content) {
    const std::string tail = number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) +
                             number(crc32(content), 4) + number(content.size(), 4) +
                             number(content.size(), 4) + number(name.size(), 2) + number(0, 2);
    directory_ += "PK\x01\x02" + number(20, 2) + tail + number(0, 2) + number(0, 2) + number(0, 2) +
                  number(0, 4) + number(bytes_.size(), 4) + name;
    bytes_ += "PK\x03\x04" + tail + name + content;
    ++count_;
  }
  std::string finish() const {
    return bytes_ + directory_ + "PK\x05\x06" + number(0, 4) + number(count_, 2) + number(count_, 2) +
           number(directory_.size(), 4) + number(bytes_.size(), 4) + number(0, 2);
  }

 private:
  static std::string number(std::size_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
  }
  std::string bytes_, directory_;
  std::size_t count_ = 0;
};

std::string workbook(const std::string& sheet_data, const std::string& prolog = "") {
  const std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + prolog;
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  Archive archive;
  archive.add("[Content_Types].xml",
              xml +
                  "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                  "Extension=\"xml\" ContentType=\"application/xml\"/>"
                  "<Default Extension=\"rels\" "
                  "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                  "<Override PartName=\"/xl/workbook.xml\" "
                  "ContentType=\"application/"
                  "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                  "<Override PartName=\"/xl/worksheets/sheet1.xml\" "
                  "ContentType=\"application/vnd.openxmlformats-officedocument."
                  "spreadsheetml.worksheet+xml\"/></Types>");
  archive.add("_rels/.rels", xml +
                                 "<Relationships "
                                 "xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                                 "relationships\"><Relationship Id=\"rId1\" Type=\"" +
                                 relations +
                                 "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  archive.add("xl/workbook.xml",
              xml + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relations +
                  "\"><sheets><sheet name=\"Wisata\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
  archive.add("xl/_rels/workbook.xml.rels",
              xml +
                  "<Relationships "
                  "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
                  "Id=\"rId1\" Type=\"" +
                  relations + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
  archive.add("xl/worksheets/sheet1.xml", xml + "<worksheet xmlns=\"" + main + "\"><sheetData>" + sheet_data +
                                              "</sheetData></worksheet>");
  return archive.finish();
}

std::string cell(const std::string& at, const std::string& text) {
  return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

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
  EXPECT_NE(table(workbook("<row r=\"1\">" + cell("A1", "&a29;") + "</row>", laughs + "]>")).exit_code, 0);
}

TEST(Table, JsonThatIsNestedBeyondReasonIsRefused) {
  const std::string deep = "{\"type\":\"FeatureCollection\",\"features\":" + std::string(100'000, '[') +
                           std::string(100'000, ']') + "}";
  EXPECT_NE(table(deep).exit_code, 0);
}

}  // namespace
