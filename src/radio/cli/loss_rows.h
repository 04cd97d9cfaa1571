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

/// A block of rows on its way, with room that is used again: fresh memory costs more than the model.
template <class Model>
struct Lane {
  explicit Lane(const Model& shared) : model(shared) {}

  Model model;
  RowBlock block;
  std::string text;
  std::vector<std::string_view> rows;  ///< of the block, as written
  std::vector<typename Model::Input> inputs;
  std::vector<RowAnswer> answers;
  LossSummary summary;
};

/// Answers the next rows of a block, so few that reading, computing and writing each stay in cache; false at
/// its end.
template <class Model>
bool answer_batch(RowReader& reader, std::size_t width, Lane<Model>& lane) {
  constexpr std::size_t kBatch = 64;
  lane.rows.clear();
  lane.inputs.clear();
  lane.answers.clear();
  lane.model.begin_batch();
  Row row;
  bool more = true;
  while (lane.inputs.size() < kBatch && (more = reader.next(row))) {
    if (row.cells.size() != width)
      reader.refuse(row.line, "has " + std::to_string(row.cells.size()) + " cells under " +
                                  std::to_string(width) + " column names");
    lane.rows.push_back(row.raw);
    lane.inputs.push_back(lane.model.read(row));
  }
  const auto start = std::chrono::steady_clock::now();
  for (const auto& input : lane.inputs) lane.answers.push_back(lane.model.compute(input));
  lane.summary.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  for (std::size_t i = 0; i < lane.answers.size(); ++i) {
    lane.text += lane.rows[i];
    append_answer(lane.text, lane.answers[i]);
    lane.summary.refused += std::isnan(lane.answers[i].loss_db) ? 1 : 0;
  }
  lane.summary.points += static_cast<std::int64_t>(lane.answers.size());
  return more;
}

/// All rows of `reader` to `out`, blocks of them on `threads` threads, each with its own copy of the model;
/// written in their order. `Model` has an Input, read(row) → Input, begin_batch() and compute(input) →
/// RowAnswer.
template <class Model>
LossSummary pass_rows(RowReader& reader, const Row& header, const Model& model, int threads,
                      cli::OutputFile& out) {
  constexpr std::size_t kBlockBytes = 1u << 18;
  out.write(std::string(header.raw) + std::string(kAnswerColumns));
  const std::size_t width = header.cells.size();
  std::vector<Lane<Model>> lanes(threads == 1 ? 1 : static_cast<std::size_t>(threads) * 4,
                                 Lane<Model>(model));
  LossSummary total;
  for (;;) {
    std::size_t count = 0;
    while (count < lanes.size() && reader.next_block(lanes[count].block, kBlockBytes)) ++count;
    const auto answer_block = [&](std::int64_t task) {
      Lane<Model>& lane = lanes[static_cast<std::size_t>(task)];
      lane.text.clear();
      lane.summary = {};
      RowReader rows(lane.block, reader.name());
      while (answer_batch(rows, width, lane)) {
      }
    };
    const int needed = std::clamp(static_cast<int>(count), 1, threads);
    radio::run_tasks(needed, static_cast<std::int64_t>(count), answer_block, {});
    for (std::size_t i = 0; i < count; ++i) {
      out.write(lanes[i].text);
      total.points += lanes[i].summary.points;
      total.refused += lanes[i].summary.refused;
      total.seconds += lanes[i].summary.seconds;
    }
    if (count < lanes.size()) return total;
  }
}

}  // namespace radio_cli
