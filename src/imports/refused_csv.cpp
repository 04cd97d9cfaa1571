// The refused rows as a file that can be mended and sent again.
#include "base/csv.h"
#include "imports/import_desk.h"
#include "imports/speak.h"
#include "open_batch.h"

namespace imports {
namespace {

constexpr std::size_t kPiece = 64u << 10;

}  // namespace

void ImportDesk::refused_csv(const Batch& batch, const Say& say,
                             const std::function<void(std::string_view)>& out) {
  auto open = open_batch(database_, files_, datasets_, territory_, batch);
  if (!open) return;
  OpenBatch& o = **open;
  // What this batch wrote itself must not turn its rows into doubles; refused rows stay refused either way.
  std::string text = "\xEF\xBB\xBF";  // so that spreadsheets see UTF-8
  std::vector<std::string> texts;
  std::vector<std::string_view> cells;
  for (const std::string& header : o.mapping.headers) cells.push_back(header);
  const std::string row_header = say({"imports.csv_row", {}}),
                    reason_header = say({"imports.csv_reason", {}});
  cells.push_back(row_header);
  cells.push_back(reason_header);
  const char separator = o.file.layout().separator == ',' ? ',' : ';';
  base::append_csv_row(text, cells, separator);
  tables::RawRow raw;
  if (o.judge->must_look())
    for (auto rows = o.file.rows(); rows.next(raw);) o.judge->look_at(raw);
  o.judge->finish_looking();
  for (auto rows = o.file.rows(); rows.next(raw);) {
    const auto verdict = o.judge->judge(raw, o.choices);
    if (!verdict || verdict->state != RowState::kRefused) continue;
    std::string reasons;
    for (const Remark& remark : *verdict->remarks)
      reasons +=
          (reasons.empty() ? "" : "; ") + say(full_message(remark, *o.dataset, o.mapping, *verdict->row));
    const std::string number = std::to_string(raw.number);
    cells.assign(raw.cells.begin(), raw.cells.end());
    cells.resize(std::max(cells.size(), o.mapping.headers.size()));
    cells.push_back(number);
    cells.push_back(reasons);
    base::append_csv_row(text, cells, separator);
    if (text.size() < kPiece) continue;
    out(text);
    text.clear();
  }
  out(text);
}

}  // namespace imports
