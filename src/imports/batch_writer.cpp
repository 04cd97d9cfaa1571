// Writing the ready rows of a batch, and taking them back.
#include "imports/import_desk.h"
#include "imports/speak.h"
#include "kept_row.h"
#include "open_batch.h"
#include "store_sql.h"

namespace imports {
namespace {

/// Small enough that other people's changes pass between, large enough that one fsync serves many rows.
constexpr std::size_t kRecordsInOneTransaction = 100;

const db::Sql kIsWritten{"SELECT 1 AS one FROM import_written WHERE batch_id = $1 AND row_number = $2"};
const db::Sql kAddWritten{
    "INSERT INTO import_written (batch_id, row_number, dataset, fingerprint, record_id, record_version, "
    "version_before) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const db::Sql kRecordOfRow{"SELECT record_id FROM import_written WHERE batch_id = $1 AND row_number = $2"};
const db::Sql kRefuseRow{
    "INSERT INTO import_rows (batch_id, row_number, state, name, texts_json, remarks_json, mends) VALUES "
    "($1, $2, 'refused', $3, $4, $5, '') "
    "ON CONFLICT (batch_id, row_number) DO UPDATE SET state = 'refused', remarks_json = "
    "excluded.remarks_json"};
const db::Sql kState{"SELECT state FROM import_batches WHERE id = $1"};
const db::Sql kCountWritten{"SELECT count(*) AS n FROM import_written WHERE batch_id = $1"};
const db::Sql kCountKept{
    "SELECT count(*) AS n FROM import_written WHERE batch_id = $1 AND undone_at IS NULL AND kept_json IS NOT "
    "NULL"};
const db::Sql kToUndo{
    "SELECT row_number, record_id, record_version, version_before FROM import_written WHERE batch_id = $1 "
    "AND undone_at IS "
    "NULL AND row_number < $2 "
    "ORDER BY row_number DESC LIMIT $3"};
const db::Sql kUndone{
    "UPDATE import_written SET undone_at = $3, kept_json = NULL WHERE batch_id = $1 AND row_number = $2"};
const db::Sql kKeep{"UPDATE import_written SET kept_json = $3 WHERE batch_id = $1 AND row_number = $2"};

/// Acts under the name of the person who saved: what that person may do was checked then.
identity::Actor actor_of(const Batch& batch) {
  identity::Actor actor = identity::Actor::system(batch.person_name);
  actor.person = identity::PersonId::from_trusted(batch.person_id);
  actor.name = batch.person_name;
  return actor;
}

Writing writing_of(const Batch& batch, const identity::Actor& actor, base::Instant now) {
  return {actor, batch.office_id ? batch.office_id->text() : std::string(), batch.id.text(), now};
}

/// A row that the dataset refused in the last moment, as the preview shows it.
void note_refusal(db::Transaction& transaction, const Batch& batch, const Dataset& dataset, const Row& row,
                  const base::Message& why) {
  base::Json texts = base::Json::object();
  for (std::size_t c = 0; c < row.values.size(); ++c)
    if (!row[c].blank()) texts[dataset.columns()[c].key] = std::string(row[c].text);
  const auto name = dataset.name_column();
  transaction.execute(
      kRefuseRow, batch.id, row.number, name ? std::string(row[*name].text) : std::string(), texts,
      base::Json::array({base::Json::object({{"message", message_json(why)}, {"late", true}})}));
}

/// A new record, or what the row gives to the one that it doubles. Where the row that it doubles was not
/// written, it stands for the thing itself.
base::Result<Written> write_row(db::Transaction& transaction, const Batch& batch, const Dataset& dataset,
                                const KeptRow& kept, const Writing& writing) {
  if (!merges(kept.twin())) return dataset.write(transaction, writing, kept.row());
  const auto target = kept.twin_row() ? transaction.one<std::string>(kRecordOfRow, batch.id, *kept.twin_row())
                                      : kept.twin_id();
  if (!target) return dataset.write(transaction, writing, kept.row());
  return dataset.merge(
      transaction, writing, kept.row(),
      {.id = *target, .place = kept.twin() != Twin::kFields, .fields = kept.twin() != Twin::kPlace});
}

struct Outcome {
  std::int64_t written = 0, refused = 0;
};

Outcome write_rows(db::Database& database, const Batch& batch, const Dataset& dataset,
                   const std::vector<KeptRow>& rows, base::Instant now) {
  const identity::Actor actor = actor_of(batch);
  return database.write([&](db::Transaction& transaction) {
    Outcome outcome;
    for (const KeptRow& kept : rows) {
      const Row& row = kept.row();
      // A job that was killed begins again: what it had written stays as it is.
      if (transaction.one<std::int64_t>(kIsWritten, batch.id, row.number)) continue;
      auto written = write_row(transaction, batch, dataset, kept, writing_of(batch, actor, now));
      if (!written) {
        const auto& fields = written.error().fields;
        note_refusal(transaction, batch, dataset, row,
                     fields.empty() ? written.error().message : fields.front().message);
        ++outcome.refused;
        continue;
      }
      transaction.execute(kAddWritten, batch.id, row.number, batch.dataset, kept.fingerprint(), written->id,
                          written->version, written->before);
      ++outcome.written;
    }
    return outcome;
  });
}

struct ToUndo {
  std::int64_t row_number = 0;
  std::string record_id, record_version;
  std::optional<std::string> version_before;
};
template <class Visit>
void fields(Visit& visit, ToUndo& u) {
  visit("row_number", u.row_number);
  visit("record_id", u.record_id);
  visit("record_version", u.record_version);
  visit("version_before", u.version_before);
}

}  // namespace

void ImportDesk::write(const BatchId& id, const OnProgress& on_progress) {
  const auto batch = database_.read([&](db::Reader& reader) { return reader.one<Batch>(sql::kFind, id); });
  if (!batch || batch->state != batch_state::kWriting) return;
  auto open = open_batch(database_, files_, datasets_, territory_, *batch);
  if (!open)
    throw base::Failure("the file of import " + id.text() +
                        " cannot be read any more: " + open.error().message.key);
  const Dataset& dataset = *(*open)->dataset;
  std::vector<KeptRow> waiting;
  std::int64_t refused = 0;
  const auto flush = [&] {
    refused += write_rows(database_, *batch, dataset, waiting, clock_.now()).refused;
    waiting.clear();
  };
  ReadingHooks hooks;
  hooks.on_row = [&](const Verdict& verdict) {
    const bool ready = verdict.state == RowState::kReady || verdict.state == RowState::kWarned;
    if (!ready || (*open)->choices.left_out.contains(verdict.row->number)) return;
    waiting.emplace_back(verdict);
    if (waiting.size() >= kRecordsInOneTransaction) flush();
  };
  hooks.on_progress = [&](double share) {
    database_.write([&](db::Transaction& transaction) {
      transaction.execute(sql::kSetProgress, id, static_cast<std::int64_t>(share * 1000), batch->generation);
    });
    return !on_progress || on_progress(share);
  };
  if (!read_rows((*open)->file, *(*open)->judge, (*open)->choices, hooks))
    return;  // stopped: the job goes on later
  flush();
  database_.write([&](db::Transaction& transaction) {
    if (transaction.one<std::string>(kState, id) != batch_state::kWriting) return;
    base::Json counts = batch->counts_json;
    counts["written"] = transaction.one<std::int64_t>(kCountWritten, id).value_or(0);
    counts["refused"] = batch->count("refused") + refused;
    transaction.execute(sql::kSetCounts, id, counts);
    transaction.execute(sql::kSetState, id, batch_state::kWritten, clock_.now());
  });
}

void ImportDesk::take_back(const BatchId& id, const OnProgress& on_progress) {
  const auto batch = database_.read([&](db::Reader& reader) { return reader.one<Batch>(sql::kFind, id); });
  if (!batch || batch->state != batch_state::kUndoing) return;
  const Dataset* dataset = datasets_.find(batch->dataset);
  if (dataset == nullptr) throw base::Failure("no dataset " + batch->dataset + " in this program");
  const identity::Actor actor = actor_of(*batch);
  std::int64_t below = INT64_MAX, done = 0;
  const double total = static_cast<double>(std::max<std::int64_t>(1, batch->count("written")));
  for (;;) {
    // The latest first: what came later may refer to what came before.
    const auto chunk = database_.read([&](db::Reader& reader) {
      return reader.all<ToUndo>(kToUndo, id, below, static_cast<std::int64_t>(kRecordsInOneTransaction));
    });
    if (chunk.empty()) break;
    const base::Instant now = clock_.now();
    database_.write([&](db::Transaction& transaction) {
      for (const ToUndo& record : chunk) {
        const auto undone = dataset->undo(transaction, writing_of(*batch, actor, now),
                                          {record.record_id, record.record_version, record.version_before});
        if (undone || undone.error().code == base::ErrorCode::kNotFound) {
          transaction.execute(kUndone, id, record.row_number, now);
        } else {
          transaction.execute(kKeep, id, record.row_number, message_json(undone.error().message));
        }
      }
    });
    below = chunk.back().row_number;
    done += static_cast<std::int64_t>(chunk.size());
    if (on_progress && !on_progress(std::min(1.0, static_cast<double>(done) / total))) return;
  }
  database_.write([&](db::Transaction& transaction) {
    base::Json counts = batch->counts_json;
    counts["kept"] = transaction.one<std::int64_t>(kCountKept, id).value_or(0);
    counts["undone"] = counts.at("written").as_int() - counts.at("kept").as_int();
    transaction.execute(sql::kSetCounts, id, counts);
    transaction.execute(sql::kSetState, id, batch_state::kUndone, clock_.now());
  });
}

base::Result<Batch> ImportDesk::take_whole(const identity::Actor& actor, const Batch& batch,
                                           const base::Json& columns, const Choices& choices) {
  read(batch.id);
  if (columns.is_object()) {
    if (auto chosen = choose_columns(actor, batch.id, columns); !chosen)
      return base::fail(std::move(chosen.error()));
    read(batch.id);
  }
  if (!choices.mends.empty()) {
    if (auto chosen = choose(actor, batch.id, choices); !chosen) return base::fail(std::move(chosen.error()));
    read(batch.id);
  }
  const auto now_read = database_.read([&](db::Reader& reader) { return find(reader, actor, batch.id); });
  if (!now_read || now_read->count("ready") == 0) return now_read;
  if (auto saved = save(actor, batch.id, now_read->generation); !saved)
    return base::fail(std::move(saved.error()));
  write(batch.id);
  return database_.read([&](db::Reader& reader) { return find(reader, actor, batch.id); });
}

std::unique_ptr<Earlier> ImportDesk::earlier(const std::string& dataset, const std::string& office) {
  return std::make_unique<WrittenRows>(database_, dataset, office);
}

}  // namespace imports
