#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "cli/files.h"
#include "loss_models.h"

// Any bytes: rows or a refusal; and any row: a loss or a return code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    radio_cli::RowReader reader(base::source_of({reinterpret_cast<const char*>(data), size}), "fuzz");
    radio_cli::Row header, row;
    if (!reader.next(header)) return 0;
    radio_cli::Columns columns(header);
    radio_cli::ProfileModel model(columns, {});
    columns.check("fuzz");
    const std::size_t width = columns.size();
    while (reader.next(row)) {
      if (row.cells.size() != width) return 0;
      model.begin_batch();
      const radio_cli::RowAnswer answer = model.compute(model.read(row));
      if ((answer.rc <= radio::itm::kSuccessWithWarnings) != std::isfinite(answer.loss_db)) std::abort();
    }
  } catch (const cli::RefusedInput&) {
  }
  return 0;
}
