#include "support/workbook.h"

#include <zlib.h>

#include <stdexcept>

namespace support {
namespace {

std::string number(std::size_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

/// As a member of an archive has it: no zlib head.
std::string deflate_raw(const std::string& content) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib");
  std::string out(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (!whole) throw std::runtime_error("zlib");
  return out;
}

constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006/";
constexpr const char* kSpreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

std::string content_types() {
  const auto part = [](const char* path, const std::string& type) {
    return std::string("<Override PartName=\"") + path + "\" ContentType=\"" + kSpreadsheet + type +
           "+xml\"/>";
  };
  return std::string("<Types xmlns=\"") + kPackage + "content-types\">" +
         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
         "<Default Extension=\"rels\" "
         "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
         part("/xl/workbook.xml", "sheet.main") + part("/xl/worksheets/sheet1.xml", "worksheet") +
         part("/xl/worksheets/before.xml", "worksheet") + part("/xl/sharedStrings.xml", "sharedStrings") +
         "</Types>";
}

std::string relationship(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + kRelations + "/" + type + "\" Target=\"" + target +
         "\"/>";
}

std::string relationships(const std::string& all) {
  return std::string("<Relationships xmlns=\"") + kPackage + "relationships\">" + all + "</Relationships>";
}

}  // namespace

void Archive::add(const std::string& name, const std::string& content, bool deflated) {
  const std::string kept = deflated ? deflate_raw(content) : content;
  const auto crc =
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
  const std::string tail = number(20, 2) + number(0, 2) + number(deflated ? 8 : 0, 2) + number(0, 4) +
                           number(crc, 4) + number(kept.size(), 4) + number(content.size(), 4) +
                           number(name.size(), 2) + number(0, 2);
  directory_ += "PK\x01\x02" + number(20, 2) + tail + number(0, 2) + number(0, 2) + number(0, 2) +
                number(0, 4) + number(bytes_.size(), 4) + name;
  bytes_ += "PK\x03\x04" + tail + name + kept;
  ++count_;
}

std::string Archive::finish() const {
  return bytes_ + directory_ + "PK\x05\x06" + number(0, 4) + number(count_, 2) + number(count_, 2) +
         number(directory_.size(), 4) + number(bytes_.size(), 4) + number(0, 2);
}

std::string workbook(const std::string& sheet_data, const WorkbookParts& parts) {
  const std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + parts.prolog;
  const auto sheet_of = [&](const std::string& rows) {
    return xml + "<worksheet xmlns=\"" + kMain + "\"><sheetData>" + rows + "</sheetData></worksheet>";
  };
  const std::string before =
      parts.before.empty() ? "" : "<sheet name=\"Petunjuk\" sheetId=\"2\" r:id=\"rId3\"/>";
  const std::string sheet =
      before + (parts.with_sheet ? "<sheet name=\"Wisata\" sheetId=\"1\" r:id=\"rId1\"/>" : "");
  Archive archive;
  archive.add("[Content_Types].xml", xml + content_types());
  archive.add("_rels/.rels", xml + relationships(relationship("rId1", "officeDocument", "xl/workbook.xml")));
  archive.add("xl/workbook.xml", xml + "<workbook xmlns=\"" + kMain + "\" xmlns:r=\"" + kRelations +
                                     "\"><sheets>" + sheet + "</sheets></workbook>");
  archive.add("xl/_rels/workbook.xml.rels",
              xml + relationships(relationship("rId1", "worksheet", "worksheets/sheet1.xml") +
                                  relationship("rId2", "sharedStrings", "sharedStrings.xml") +
                                  relationship("rId3", "worksheet", "worksheets/before.xml")));
  archive.add("xl/sharedStrings.xml", xml + "<sst xmlns=\"" + kMain + "\">" + parts.shared_strings + "</sst>",
              true);
  if (parts.with_sheet) archive.add("xl/worksheets/sheet1.xml", sheet_of(sheet_data), true);
  archive.add("xl/worksheets/before.xml", sheet_of(parts.before), true);
  return archive.finish();
}

std::string cell(const std::string& at, const std::string& text) {
  return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

}  // namespace support
