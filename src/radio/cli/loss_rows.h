#pragma once
// The one loop of `radio loss`: rows in, the same rows out with the model's answer behind them.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/files.h"
#include "columns.h"
#include "radio/coverage.h"
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
  double seconds = 0;  ///< of the computation alone, summed over the threads
};

inline constexpr std::string_view kAnswerColumns = ",model_loss_db,model_mode,model_rc,model_warnings\n";

/// `,172.07830000,1,1,1024` and a line feed; of a refused row only the return code and the warnings.
void append_answer(std::string& out, const RowAnswer& answer);

/// `Model` has an Input, read(row) → Input, begin_batch() and compute(input) → RowAnswer. Rows pass in
/// batches, so that reading, computing and writing each stay in cache and are timed apart.
template <class Model>
LossSummary answer_rows(RowReader& reader, std::size_t width, Model& model, std::string& text) {
  constexpr std::size_t kBatch = 64;
  LossSummary summary;
  std::string raw;
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
  }
  return summary;
}

/// All rows of `reader` to `out`, blocks of them on `threads` threads, each with its own copy of the model;
/// written in their order.
template <class Model>
LossSummary pass_rows(RowReader& reader, const Row& header, const Model& model, int threads,
                      cli::OutputFile& out) {
  constexpr std::size_t kBlockBytes = 1u << 18;
  out.write(std::string(header.raw) + std::string(kAnswerColumns));
  const std::size_t width = header.cells.size();
  const auto most = static_cast<std::size_t>(threads) * 4;
  std::vector<RowBlock> blocks(most);
  std::vector<std::string> texts(most);
  std::vector<LossSummary> parts(most);
  LossSummary total;
  for (;;) {
    std::size_t count = 0;
    while (count < most && reader.next_block(blocks[count], kBlockBytes)) ++count;
    const auto answer_block = [&](std::int64_t task) {
      const auto i = static_cast<std::size_t>(task);
      RowReader rows(blocks[i], reader.name());
      Model own = model;
      texts[i].clear();
      parts[i] = answer_rows(rows, width, own, texts[i]);
    };
    const int needed = std::min(threads, static_cast<int>(count));
    radio::run_tasks(std::max(needed, 1), static_cast<std::int64_t>(count), answer_block, {});
    for (std::size_t i = 0; i < count; ++i) {
      out.write(texts[i]);
      total.points += parts[i].points;
      total.refused += parts[i].refused;
      total.seconds += parts[i].seconds;
    }
    if (count < most) return total;
  }
}

}  // namespace radio_cli
