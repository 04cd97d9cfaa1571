// Reading a batch to its preview.
#include <algorithm>

#include "imports/import_desk.h"
#include "imports/speak.h"
#include "open_batch.h"
#include "reading_notes.h"
#include "store_sql.h"

namespace imports {
namespace {

constexpr std::size_t kRowsInOneTransaction = 1'000;

const db::Sql kAddRow{
    "INSERT INTO import_rows (batch_id, row_number, state, name, texts_json, remarks_json, mends, lat, lon, "
    "twin_row, twin_id) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (batch_id, row_number) DO NOTHING"};
const db::Sql kStillReading{"SELECT generation FROM import_batches WHERE id = $1 AND state = 'reading'"};
const db::Sql kFinish{
    "UPDATE import_batches SET state = $2, counts_json = $3, preview_json = $4, failure_json = $5, "
    "progress_permille = 1000, changed_at = $6 "
    "WHERE id = $1"};

/// One reading of one generation of a batch; stops writing as soon as a person has chosen anew.
class Reading {
 public:
  Reading(db::Database& database, const Batch& batch, base::Instant now)
      : database_(database), batch_(batch), now_(now) {}

  bool add_rows(const std::vector<StoredRow>& rows, bool first) {
    return in_force([&](db::Transaction& transaction) {
      if (first) transaction.execute(sql::kForgetRows, batch_.id);
      for (const StoredRow& row : rows)
        transaction.execute(kAddRow, batch_.id, row.row_number, row.state, row.name, row.texts_json,
                            row.remarks_json, row.mends, row.lat, row.lon, row.twin_row, row.twin_id);
    });
  }
  void finish(const Counts& counts, const base::Json& preview) {
    base::Json json = to_json(counts);
    in_force([&](db::Transaction& transaction) {
      transaction.execute(kFinish, batch_.id, batch_state::kPreview, json, preview,
                          std::optional<base::Json>(), now_);
    });
  }
  void refuse(const base::Message& why, const base::Json& preview) {
    in_force([&](db::Transaction& transaction) {
      transaction.execute(sql::kForgetRows, batch_.id);
      transaction.execute(kFinish, batch_.id, batch_state::kRefused, base::Json::object(), preview,
                          std::optional(message_json(why)), now_);
    });
  }
  void progress(double share) {
    const auto permille = static_cast<std::int64_t>(share * 1000);
    database_.write([&](db::Transaction& transaction) {
      transaction.execute(sql::kSetProgress, batch_.id, permille, batch_.generation);
    });
  }

 private:
  template <class F>
  bool in_force(F f) {
    return database_.write([&](db::Transaction& transaction) {
      const auto generation = transaction.one<std::int64_t>(kStillReading, batch_.id);
      if (generation != batch_.generation) return false;
      f(transaction);
      return true;
    });
  }

  db::Database& database_;
  const Batch& batch_;
  base::Instant now_;
};

}  // namespace

void ImportDesk::read(const BatchId& id, const OnProgress& on_progress) {
  const auto batch = database_.read([&](db::Reader& reader) { return reader.one<Batch>(sql::kFind, id); });
  if (!batch || batch->state != batch_state::kReading) return;
  Reading reading(database_, *batch, clock_.now());
  auto open = open_batch(database_, files_, datasets_, territory_, *batch);
  if (!open) return reading.refuse(open.error().message, base::Json::object());
  ReadingNotes notes(**open);
  if (const auto fits = check_mapping(*(*open)->dataset, (*open)->mapping); !fits)
    return reading.refuse(fits.error().message, notes.preview());
  bool first = true, wanted = reading.add_rows({}, true);
  const auto flush = [&] {
    wanted = wanted && reading.add_rows(notes.take_rows(), std::exchange(first, false));
  };
  Counts left_out;
  ReadingHooks hooks;
  hooks.on_row = [&](const Verdict& verdict) {
    notes.note(verdict);
    left_out.ready += (verdict.state == RowState::kReady || verdict.state == RowState::kWarned) &&
                      (*open)->choices.left_out.contains(verdict.row->number);
    if (notes.waiting() >= kRowsInOneTransaction) flush();
  };
  hooks.on_progress = [&](double share) {
    reading.progress(share);
    return wanted && (!on_progress || on_progress(share));
  };
  auto counts = read_rows((*open)->file, *(*open)->judge, (*open)->choices, hooks);
  if (!counts && counts.error().code == base::ErrorCode::kUnavailable)
    return;  // another reading has begun, or the job was stopped
  if (!counts) return reading.refuse(counts.error().message, notes.preview());
  flush();
  counts->ready -= left_out.ready;
  reading.finish(*counts, notes.preview());
}

}  // namespace imports
