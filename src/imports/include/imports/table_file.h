#pragma once
// TableFile: an uploaded file of any format, opened as rows that can be read again and again.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "tables/encoding.h"
#include "tables/format.h"
#include "tables/layout.h"
#include "tables/rows.h"

namespace imports {

/// In one place: what a file may be.
struct FileLimits {
  std::uint64_t bytes = 256u << 20;
  int rows = 1'000'000;
  std::size_t cells_in_row = 512;
  std::size_t row_bytes = 1u << 20;
};

/// The refusal of a table with more columns than that.
base::Message too_wide(const FileLimits& limits);

struct UploadedFile {
  std::string path;  ///< on disk, so that a child process can read it
  std::string name;  ///< as the person calls it
};

class TableFile {
 public:
  /// Turns XLSX and GeoJSON into CSV by a child process with limits; other files are read as they are. Of a
  /// workbook that sheet is read whose headers are known best.
  /// Refuses (kInvalid, "imports.file_…") what is no table. Throws Failure when the disk fails.
  static base::Result<TableFile> open(const UploadedFile& file, const tables::KnownHeaders& known,
                                      const FileLimits& limits = {});

  tables::Format format() const { return format_; }
  const tables::Layout& layout() const { return layout_; }
  /// Of a workbook: the sheet read, and all of them.
  const std::string& sheet() const { return sheet_; }
  const std::vector<std::string>& sheets() const { return sheets_; }
  std::uint64_t bytes() const { return bytes_; }
  /// UTF-8 until a pass over the whole file has seen otherwise.
  tables::Encoding encoding() const;

  /// A pass over the data rows, from the first.
  class Rows {
   public:
    bool next(tables::RawRow& row) { return reader_.next(row); }
    std::uint64_t bytes_read() const { return *read_; }

   private:
    friend class TableFile;
    Rows(tables::RowReader reader, std::shared_ptr<std::uint64_t> read)
        : reader_(std::move(reader)), read_(std::move(read)) {}
    tables::RowReader reader_;
    std::shared_ptr<std::uint64_t> read_;
  };
  Rows rows() const;

 private:
  struct Disk;  ///< the open file descriptor
  TableFile() = default;
  base::Result<void> unpack(const UploadedFile& file, const tables::KnownHeaders& known,
                            const std::string& sheet = {});
  base::Result<void> choose_sheet(const UploadedFile& file, const tables::KnownHeaders& known);
  struct Sample;
  Sample sample() const;

  std::shared_ptr<Disk> disk_;
  std::shared_ptr<tables::Encoding> encoding_;
  FileLimits limits_;
  tables::Format format_ = tables::Format::kText;
  tables::Layout layout_;
  std::string sheet_;
  std::vector<std::string> sheets_;
  std::uint64_t bytes_ = 0;
};

}  // namespace imports
