#pragma once
// The one loop of `radio loss`: rows in, the same rows out with the model's answer behind them.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/files.h"
#include "columns.h"
#include "row_reader.h"

namespace radio_cli {

struct RowAnswer {
  double loss_db = 0;  ///< not a number: refused
  int mode = 0;
  int rc = 0;
  unsigned warnings = 0;
};

struct LossSummary {
  std::int64_t points = 0, refused = 0;
  double seconds = 0;  ///< of the computation alone
};

inline constexpr std::string_view kAnswerColumns = ",model_loss_db,model_mode,model_rc,model_warnings\n";

/// `,172.07830000,1,1,1024` and a line feed; of a refused row only the return code and the warnings.
void append_answer(std::string& out, const RowAnswer& answer);

/// `Model` has an Input, read(row) → Input, begin_batch() and compute(input) → RowAnswer. Rows pass in
/// batches, so that reading, computing and writing each stay in cache and are timed apart.
template <class Model>
LossSummary pass_rows(RowReader& reader, const Row& header, Model& model, cli::OutputFile& out) {
  constexpr std::size_t kBatch = 64;
  LossSummary summary;
  std::string raw, text(header.raw);
  text += kAnswerColumns;
  const std::size_t width = header.cells.size();
  std::vector<std::size_t> ends;
  std::vector<typename Model::Input> inputs;
  std::vector<RowAnswer> answers;
  Row row;
  for (bool more = true; more;) {
    raw.clear();
    ends.clear();
    inputs.clear();
    answers.clear();
    model.begin_batch();
    while (inputs.size() < kBatch && (more = reader.next(row))) {
      if (row.cells.size() != width)
        reader.refuse(row.line, "has " + std::to_string(row.cells.size()) + " cells under " +
                                    std::to_string(width) + " column names");
      raw += row.raw;
      ends.push_back(raw.size());
      inputs.push_back(model.read(row));
    }
    const auto start = std::chrono::steady_clock::now();
    for (const auto& input : inputs) answers.push_back(model.compute(input));
    summary.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::size_t from = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      text.append(raw, from, ends[i] - from);
      from = ends[i];
      append_answer(text, answers[i]);
      summary.refused += std::isnan(answers[i].loss_db) ? 1 : 0;
    }
    summary.points += static_cast<std::int64_t>(answers.size());
    out.write(text);
    text.clear();
  }
  return summary;
}

}  // namespace radio_cli
