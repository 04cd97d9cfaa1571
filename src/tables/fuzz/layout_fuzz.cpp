#include <cstdint>
#include <cstdlib>
#include <string>

#include "tables/layout.h"
#include "tables/rows.h"

// Any text: a layout, and rows numbered one after the other within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const tables::KnownHeaders known = {"nama", "lintang", "bujur", "desa"};
  const tables::Layout layout = tables::detect_layout(text, size % 2 == 0, known);
  tables::RowReader reader(base::source_of(text), layout.separator, {.row_bytes = 2048, .columns = 32});
  reader.expect_columns(layout.headers.size());
  tables::RawRow row;
  int number = 0;
  while (reader.next(row)) {
    if (row.number != ++number || row.cells.size() > 32) std::abort();
    row.blank();
  }
  return 0;
}
