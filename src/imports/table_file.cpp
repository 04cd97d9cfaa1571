#include "imports/table_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include "base/failure.h"
#include "convert.h"

namespace imports {
namespace {

constexpr std::size_t kSample = 256u << 10;
/// A sheet with so many known headers is the table that is meant; beyond so many sheets nobody looks for it.
constexpr std::size_t kHeadersOfATable = 3, kSheetsTried = 8;

std::size_t read_at(int descriptor, char* out, std::size_t size, std::uint64_t at) {
  for (;;) {
    const ssize_t got = pread(descriptor, out, size, static_cast<off_t>(at));
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) throw base::Failure("cannot read an uploaded file: errno " + std::to_string(errno));
  }
}

std::optional<base::Message> refusal_of(tables::Format format) {
  switch (format) {
    case tables::Format::kEmpty:
      return base::Message{"imports.file_empty", {}};
    case tables::Format::kOldExcel:
      return base::Message{"imports.file_old_excel", {}};
    case tables::Format::kOther:
      return base::Message{"imports.file_no_table", {}};
    default:
      return std::nullopt;
  }
}

}  // namespace

base::Message too_wide(const FileLimits& limits) {
  return {"imports.file_too_wide", {{"limit", static_cast<std::int64_t>(limits.cells_in_row)}}};
}

/// The beginning of the table in UTF-8, and whether that is all.
struct TableFile::Sample {
  std::string text;
  bool whole = false;
};

struct TableFile::Disk {
  int descriptor;
  explicit Disk(int d) : descriptor(d) {}
  ~Disk() { close(descriptor); }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
};

base::Result<TableFile> TableFile::open(const UploadedFile& file, const tables::KnownHeaders& known,
                                        const FileLimits& limits) {
  const int descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw base::Failure("cannot open an uploaded file: errno " + std::to_string(errno));
  TableFile table;
  table.disk_ = std::make_shared<Disk>(descriptor);
  table.limits_ = limits;
  table.encoding_ = std::make_shared<tables::Encoding>(tables::Encoding::kUtf8);
  struct stat status {};
  if (fstat(descriptor, &status) != 0)
    throw base::Failure("cannot read an uploaded file: errno " + std::to_string(errno));
  table.bytes_ = static_cast<std::uint64_t>(status.st_size);
  if (table.bytes_ > limits.bytes)
    return base::fail(base::ErrorCode::kTooLarge,
                      {"imports.file_too_large", {{"limit", static_cast<std::int64_t>(limits.bytes >> 20)}}});
  std::string start(4096, '\0');
  start.resize(read_at(descriptor, start.data(), start.size(), 0));
  table.format_ = tables::format_of(start);
  if (auto message = refusal_of(table.format_))
    return base::fail(base::ErrorCode::kInvalid, std::move(*message));
  if (table.format_ == tables::Format::kText) {
    const Sample sample = table.sample();
    table.layout_ = tables::detect_layout(sample.text, sample.whole, known);
  } else if (auto unpacked = table.choose_sheet(file, known); !unpacked) {
    return base::fail(std::move(unpacked.error()));
  }
  if (table.layout_.headers.size() > limits.cells_in_row)
    return base::fail(base::ErrorCode::kInvalid, too_wide(limits));
  if (table.layout_.header_row == 0)
    return base::fail(base::ErrorCode::kInvalid, {"imports.file_no_headers", {}});
  return table;
}

/// The first sheet that has rows, or, where its headers say little, the one of the others that says most:
/// tables often stand behind a sheet of instructions.
base::Result<void> TableFile::choose_sheet(const UploadedFile& file, const tables::KnownHeaders& known) {
  if (auto unpacked = unpack(file, known); !unpacked) return unpacked;
  std::size_t best = tables::known_headers(layout_, known);
  for (std::size_t i = 0; i < std::min(sheets_.size(), kSheetsTried) && best < kHeadersOfATable; ++i) {
    TableFile other = *this;
    if (sheets_[i] == sheet_ || !other.unpack(file, known, sheets_[i])) continue;
    const std::size_t count = tables::known_headers(other.layout_, known);
    if (count > best) *this = std::move(other), best = count;
  }
  return {};
}

base::Result<void> TableFile::unpack(const UploadedFile& file, const tables::KnownHeaders& known,
                                     const std::string& sheet) {
  auto converted = convert(file, format_, limits_, sheet);
  if (!converted) return base::fail(std::move(converted.error()));
  disk_ = std::make_shared<Disk>(converted->descriptor);
  sheet_ = std::move(converted->layer);
  sheets_ = std::move(converted->layers);
  struct stat status {};
  if (fstat(converted->descriptor, &status) == 0) bytes_ = static_cast<std::uint64_t>(status.st_size);
  const Sample start = sample();
  layout_ = tables::detect_headers(start.text, start.whole, ',', known);
  return {};
}

TableFile::Sample TableFile::sample() const {
  tables::Utf8Source source([disk = disk_, at = std::uint64_t{0}](char* out, std::size_t size) mutable {
    const std::size_t got = read_at(disk->descriptor, out, size, at);
    at += got;
    return got;
  });
  Sample sample{std::string(kSample, '\0')};
  std::size_t filled = 0;
  for (std::size_t got = 1; got > 0 && filled + 4 <= kSample; filled += got)
    got = source.read(sample.text.data() + filled, kSample - filled);
  sample.text.resize(filled);
  sample.whole = filled + 4 < kSample;
  return sample;
}

tables::Encoding TableFile::encoding() const {
  return *encoding_;
}

TableFile::Rows TableFile::rows() const {
  auto read = std::make_shared<std::uint64_t>(0);
  auto source = std::make_shared<tables::Utf8Source>([disk = disk_, read](char* out, std::size_t size) {
    const std::size_t got = read_at(disk->descriptor, out, size, *read);
    *read += got;
    return got;
  });
  tables::RowReader reader(
      [source, encoding = encoding_](char* out, std::size_t size) {
        const std::size_t got = source->read(out, size);
        *encoding = source->encoding();
        return got;
      },
      layout_.separator, {.row_bytes = limits_.row_bytes, .columns = limits_.cells_in_row});
  reader.expect_columns(layout_.headers.size());
  tables::RawRow row;
  if (layout_.separator_line && reader.next(row)) reader.restart_numbers();
  for (int number = 1; number < layout_.first_data_row && reader.next(row);) number = row.number + 1;
  return Rows(std::move(reader), std::move(read));
}

}  // namespace imports
