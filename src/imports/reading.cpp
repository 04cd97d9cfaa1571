#include "imports/reading.h"

#include <algorithm>

namespace imports {
namespace {

constexpr int kRowsBetweenReports = 4096;

}  // namespace

base::Result<Counts> read_rows(const TableFile& file, RowJudge& judge, const Choices& choices,
                               const ReadingHooks& hooks, const FileLimits& limits) {
  const auto total = static_cast<double>(std::max<std::uint64_t>(file.bytes(), 1));
  tables::RawRow raw;
  int seen = 0;
  const auto go_on = [&](const TableFile::Rows& rows, double before, double share) {
    if (++seen % kRowsBetweenReports != 0 || !hooks.on_progress) return true;
    return hooks.on_progress(before + share * std::min(1.0, static_cast<double>(rows.bytes_read()) / total));
  };
  const auto stopped = [] {
    return base::fail(base::ErrorCode::kUnavailable, {"imports.reading_stopped", {}});
  };
  const double first_share = judge.must_look() ? 0.3 : 0;
  if (judge.must_look()) {
    auto looking = file.rows();
    while (looking.next(raw)) {
      judge.look_at(raw);
      if (!go_on(looking, 0, first_share)) return stopped();
    }
  }
  judge.finish_looking();
  Counts counts;
  auto rows = file.rows();
  while (rows.next(raw)) {
    if (!go_on(rows, first_share, 1 - first_share)) return stopped();
    const auto verdict = judge.judge(raw, choices);
    if (!verdict) continue;
    if (++counts.rows > limits.rows)
      return base::fail(base::ErrorCode::kTooLarge,
                        {"imports.file_too_many_rows", {{"limit", std::int64_t{limits.rows}}}});
    const bool ready = verdict->state == RowState::kReady || verdict->state == RowState::kWarned;
    counts.ready += ready;
    counts.warned += verdict->state == RowState::kWarned;
    counts.refused += verdict->state == RowState::kRefused;
    counts.duplicates += verdict->state == RowState::kDuplicate;
    counts.twins += verdict->twin_row || verdict->twin_id;
    counts.merged += ready && merges(verdict->twin);
    counts.mended += ready && !verdict->applied.empty();
    if (hooks.on_row) hooks.on_row(*verdict);
  }
  if (counts.rows == 0) return base::fail(base::ErrorCode::kInvalid, {"imports.file_no_rows", {}});
  return counts;
}

}  // namespace imports
