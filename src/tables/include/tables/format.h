#pragma once
// What kind of file this is, by its first bytes; names of files lie.
#include <string_view>

namespace tables {

enum class Format {
  kText,      ///< CSV and its like
  kXlsx,      ///< a ZIP archive: XLSX, ODS
  kGeoJson,   ///< begins with '{' or '['
  kOldExcel,  ///< XLS of before 2007: must be saved anew
  kOther,     ///< PDF, pictures, programs, XML
  kEmpty,
};

/// `start`: the first 512 bytes or more, where the file has as many.
Format format_of(std::string_view start);

}  // namespace tables
