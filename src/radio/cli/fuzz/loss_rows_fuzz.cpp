#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "cli/files.h"
#include "loss_models.h"

namespace {

template <class Model>
void answer_rows(std::string_view text) {
  try {
    radio_cli::RowReader reader(base::source_of(text), "fuzz");
    radio_cli::Row header, row;
    if (!reader.next(header)) return;
    radio_cli::Columns columns(header);
    Model model(columns, {});
    columns.check("fuzz");
    const std::size_t width = columns.size();
    while (reader.next(row)) {
      if (row.cells.size() != width) return;
      model.begin_batch();
      const radio_cli::RowAnswer answer = model.compute(model.read(row));
      if ((answer.rc <= radio::itm::kSuccessWithWarnings) != std::isfinite(answer.loss_db)) std::abort();
    }
  } catch (const cli::RefusedInput&) {
  }
}

}  // namespace

// Any bytes as a table of profiles and as one of areas: rows or a refusal; and any row: a loss or a return
// code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  answer_rows<radio_cli::ProfileModel>(text);
  answer_rows<radio_cli::AreaModel>(text);
  return 0;
}
