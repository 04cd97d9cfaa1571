#pragma once
// Workbooks put together by hand, part by part, so that no writer's habits hide a reader's fault.
#include <string>

namespace support {

/// A ZIP archive (PKWARE APPNOTE 6.3).
class Archive {
 public:
  void add(const std::string& name, const std::string& content, bool deflated = false);
  std::string finish() const;

 private:
  std::string bytes_, directory_;
  std::size_t count_ = 0;
};

struct WorkbookParts {
  std::string prolog = {};          ///< behind the XML declaration of every part
  std::string shared_strings = {};  ///< <si><t>…</t></si>…
  bool with_sheet = true;
  std::string before = {};  ///< rows of a sheet "Petunjuk" that stands before; none when empty
};

/// An XLSX of one sheet, "Wisata", with these rows.
std::string workbook(const std::string& sheet_data, const WorkbookParts& parts = {});
/// A cell with its text in it: cell("B3", "Goa").
std::string cell(const std::string& at, const std::string& text);

}  // namespace support
