#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/csv.h"

// Any bytes: rows or a refusal; and what was read can be written and read back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  base::CsvReader reader(base::source_of(text), {.max_row_bytes = 4096, .max_columns = 64});
  std::vector<std::string_view> row, again;
  for (;;) {
    const auto more = reader.next(row);
    if (!more || !*more) return 0;
    std::string written;
    base::append_csv_row(written, row);
    if (row.size() == 1 && row[0].empty()) continue;
    if (row[0].starts_with("\xEF\xBB\xBF")) continue;
    base::CsvReader second(base::source_of(written));
    if (!second.next(again) || again != row) std::abort();
  }
}
