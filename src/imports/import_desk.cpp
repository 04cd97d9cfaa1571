#include "imports/import_desk.h"

#include <algorithm>
#include <fstream>

#include "identity/audit.h"
#include "imports/speak.h"
#include "jobs/job.h"
#include "store_sql.h"
#include "tables/format.h"

namespace imports {
namespace {

using identity::Permission;

constexpr Permission kPermission = Permission::kImportInventory;
/// A page reads a small file itself; should it be killed in between, the job does it after this.
constexpr std::int64_t kJobAfter_ms = 20'000;
constexpr std::size_t kLongestFileName = 200;

const db::Sql kInsert{
    "INSERT INTO import_batches (id, dataset, office_id, person_id, person_name, file_name, file_digest, "
    "file_bytes, state, generation, "
    "progress_permille, counts_json, preview_json, choices_json, failure_json, created_at, changed_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'reading', 1, 0, $9, $9, $9, NULL, $10, $10)"};
const db::Sql kChoose{
    "UPDATE import_batches SET state = 'reading', generation = generation + 1, progress_permille = 0, "
    "choices_json = $2, "
    "failure_json = NULL, changed_at = $3 WHERE id = $1"};
const db::Sql kRemember{
    "INSERT INTO import_mappings (office_id, dataset, columns_json, changed_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (office_id, dataset) DO UPDATE SET columns_json = excluded.columns_json, changed_at = "
    "excluded.changed_at"};
const db::Sql kRemembered{"SELECT columns_json FROM import_mappings WHERE office_id = $1 AND dataset = $2"};
const db::Sql kTwinsBefore{
    "SELECT count(*) AS n FROM import_rows WHERE batch_id = $1 AND row_number < $2 AND (twin_row IS NOT NULL "
    "OR "
    "twin_id IS NOT NULL)"};
const db::Sql kKept{
    "SELECT row_number, record_id, kept_json FROM import_written WHERE batch_id = $1 AND undone_at IS NULL "
    "AND kept_json IS NOT NULL "
    "ORDER BY row_number"};

constexpr const char* kBatchColumns =
    "SELECT id, dataset, office_id, person_id, person_name, file_name, file_digest, file_bytes, state, "
    "generation, "
    "progress_permille, counts_json, preview_json, choices_json, failure_json, created_at, changed_at FROM "
    "import_batches";

void audit_batch(db::Transaction& transaction, const identity::Actor& actor, const Batch& batch,
                 const char* action, base::Instant now) {
  audit::record(transaction,
                {.who = identity::who(actor),
                 .action = action,
                 .subject = "import_batch/" + batch.id.text(),
                 .after = base::Json::object(
                     {{"dataset", batch.dataset}, {"file", batch.file_name}, {"counts", batch.counts_json}})},
                now);
}

void enqueue(db::Transaction& transaction, const char* kind, const BatchId& id, bool at_once,
             base::Instant now) {
  const base::Instant due{at_once ? now.ms + kJobAfter_ms : now.ms};
  jobs::enqueue(transaction,
                {.kind = kind, .payload = base::Json::object({{"batch", id.text()}}), .not_before = due},
                now);
}

std::string plain_name(std::string name) {
  if (const std::size_t slash = name.find_last_of("/\\"); slash != name.npos) name.erase(0, slash + 1);
  std::erase_if(name, [](unsigned char c) { return c < 0x20; });
  if (name.size() > kLongestFileName) {
    std::size_t end = kLongestFileName;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
    name.resize(end);
  }
  return name.empty() ? "berkas" : name;
}

}  // namespace

void Datasets::add(std::unique_ptr<Dataset> dataset) {
  all_.push_back(std::move(dataset));
}

const Dataset* Datasets::find(std::string_view key) const {
  const auto found =
      std::find_if(all_.begin(), all_.end(), [&](const auto& dataset) { return dataset->key() == key; });
  return found == all_.end() ? nullptr : found->get();
}

ImportDesk::ImportDesk(db::Database& database, files::Store& files, const Datasets& datasets,
                       TerritorySource territory, const base::Clock& clock)
    : database_(database),
      files_(files),
      datasets_(datasets),
      territory_(std::move(territory)),
      clock_(clock) {}

base::Result<Batch> ImportDesk::upload(const identity::Actor& actor, const Upload& upload,
                                       const base::ByteSource& content) {
  if (auto no = identity::refuse(actor, kPermission, upload.office)) return base::fail(std::move(*no));
  if (datasets_.find(upload.dataset) == nullptr)
    return base::fail(base::ErrorCode::kNotFound, {"imports.dataset_unknown", {}});
  auto stored = files_.put(content);
  if (!stored) return base::fail(std::move(stored.error()));
  const base::Instant now = clock_.now();
  const BatchId id = BatchId::make(now);
  return database_.write([&](db::Transaction& transaction) -> base::Result<Batch> {
    transaction.execute(kInsert, id, upload.dataset, upload.office, actor.person.text(), actor.name,
                        plain_name(upload.file_name), stored->digest.text, stored->size_bytes,
                        base::Json::object(), now);
    if (auto kept = files::refer(transaction, stored->digest, "import_batch/" + id.text()); !kept)
      return base::fail(kept.error());
    const Batch batch = transaction.one<Batch>(sql::kFind, id).value();
    enqueue(transaction, kReadJob, id, at_once(batch), now);
    audit_batch(transaction, actor, batch, "imports.uploaded", now);
    return batch;
  });
}

bool ImportDesk::at_once(const Batch& batch) const {
  if (batch.file_bytes > kAtOnce_bytes) return false;
  if (batch.file_bytes <= kUnpackedAtOnce_bytes) return true;
  const auto digest = files::parse_digest(batch.file_digest);
  const auto path = digest ? files_.find(*digest)
                           : base::Result<std::filesystem::path>(
                                 base::fail(base::ErrorCode::kNotFound, {"imports.file_gone", {}}));
  if (!path) return true;
  char start[512] = {};
  std::ifstream in(*path, std::ios::binary);
  in.read(start, sizeof start);
  return tables::format_of({start, static_cast<std::size_t>(in.gcount())}) == tables::Format::kText;
}

base::Result<Batch> ImportDesk::visible(db::Reader& reader, const identity::Actor& actor,
                                        const BatchId& id) const {
  if (auto no = identity::refuse(actor, kPermission)) return base::fail(std::move(*no));
  auto batch = reader.one<Batch>(sql::kFind, id);
  // Someone else's batch and one that is not there look the same.
  if (!batch || !actor.may(kPermission, batch->office_id))
    return base::fail(base::ErrorCode::kNotFound, {"imports.batch_unknown", {}});
  return std::move(*batch);
}

base::Result<Batch> ImportDesk::find(db::Reader& reader, const identity::Actor& actor,
                                     const BatchId& id) const {
  return visible(reader, actor, id);
}

std::vector<Batch> ImportDesk::latest(db::Reader& reader, const identity::Actor& actor, int limit) const {
  db::Query query(kBatchColumns);
  query.append(" WHERE state <> 'dropped' AND ")
      .append(identity::office_scope(actor, kPermission, "office_id"));
  query.append(" ORDER BY created_at DESC, id DESC LIMIT ").bind(limit);
  return reader.all<Batch>(query);
}

std::vector<StoredRow> ImportDesk::rows(db::Reader& reader, const Batch& batch, std::string_view which,
                                        std::int64_t after, int limit) const {
  db::Query query(
      "SELECT row_number, state, name, texts_json, remarks_json, mends, lat, lon, twin_row, twin_id FROM "
      "import_rows WHERE batch_id = ");
  query.bind(batch.id).append(" AND row_number > ").bind(after);
  if (which.starts_with("mend:")) {
    query.append(" AND mends LIKE ").bind("% " + std::string(which.substr(5)) + " %");
  } else if (which == "twins") {
    query.append(" AND (twin_row IS NOT NULL OR twin_id IS NOT NULL)");
  } else if (which == "mends") {
    query.append(" AND mends <> ''");
  } else if (!which.empty()) {
    query.append(" AND state = ").bind(std::string(which));
  }
  query.append(" ORDER BY row_number LIMIT ").bind(limit);
  return reader.all<StoredRow>(query);
}

std::int64_t ImportDesk::twins_before(db::Reader& reader, const Batch& batch, std::int64_t row) const {
  return reader.one<std::int64_t>(kTwinsBefore, batch.id, row).value_or(0);
}

base::Json ImportDesk::remembered_columns(db::Reader& reader, const std::string& dataset,
                                          const std::optional<identity::OfficeId>& office) const {
  if (!office) return base::Json::object();
  return reader.one<base::Json>(kRemembered, office->text(), dataset).value_or(base::Json::object());
}

/// Runs `f` on a batch that this person may see and that is in one of the states.
base::Result<Batch> ImportDesk::change(const identity::Actor& actor, const BatchId& id,
                                       std::initializer_list<const char*> from,
                                       const std::function<base::Result<void>(db::Transaction&, Batch&)>& f) {
  return database_.write([&](db::Transaction& transaction) -> base::Result<Batch> {
    auto batch = visible(transaction, actor, id);
    if (!batch) return batch;
    if (std::none_of(from.begin(), from.end(), [&](const char* state) { return batch->state == state; }))
      return base::fail(base::ErrorCode::kChanged, {"imports.batch_moved_on", {}});
    if (auto done = f(transaction, *batch); !done) return base::fail(std::move(done.error()));
    return batch;
  });
}

base::Result<void> ImportDesk::choose_columns(const identity::Actor& actor, const BatchId& id,
                                              const base::Json& columns) {
  const base::Instant now = clock_.now();
  auto changed =
      change(actor, id, {batch_state::kPreview, batch_state::kRefused},
             [&](db::Transaction& transaction, Batch& batch) -> base::Result<void> {
               base::Json choices = batch.choices_json;
               choices["columns"] = columns;
               transaction.execute(kChoose, id, choices, now);
               if (batch.office_id)
                 transaction.execute(kRemember, batch.office_id->text(), batch.dataset, columns, now);
               enqueue(transaction, kReadJob, id, at_once(batch), now);
               return {};
             });
  return changed.map([](const Batch&) {});
}

base::Result<void> ImportDesk::choose(const identity::Actor& actor, const BatchId& id,
                                      const Choices& choices) {
  const base::Instant now = clock_.now();
  auto changed = change(actor, id, {batch_state::kPreview},
                        [&](db::Transaction& transaction, Batch& batch) -> base::Result<void> {
                          base::Json json = to_json(choices);
                          if (const base::Json* columns = batch.choices_json.find("columns"))
                            json["columns"] = *columns;
                          transaction.execute(kChoose, id, json, now);
                          enqueue(transaction, kReadJob, id, at_once(batch), now);
                          return {};
                        });
  return changed.map([](const Batch&) {});
}

base::Result<void> ImportDesk::drop(const identity::Actor& actor, const BatchId& id) {
  const base::Instant now = clock_.now();
  auto changed = change(actor, id, {batch_state::kReading, batch_state::kPreview, batch_state::kRefused},
                        [&](db::Transaction& transaction, Batch& batch) -> base::Result<void> {
                          transaction.execute(sql::kSetState, id, batch_state::kDropped, now);
                          transaction.execute(sql::kForgetRows, id);
                          files::release_all(transaction, "import_batch/" + id.text());
                          audit_batch(transaction, actor, batch, "imports.dropped", now);
                          return {};
                        });
  return changed.map([](const Batch&) {});
}

base::Result<void> ImportDesk::save(const identity::Actor& actor, const BatchId& id,
                                    std::int64_t generation) {
  const base::Instant now = clock_.now();
  auto changed = change(actor, id, {batch_state::kPreview},
                        [&](db::Transaction& transaction, Batch& batch) -> base::Result<void> {
                          if (batch.generation != generation)
                            return base::fail(base::ErrorCode::kChanged, {"imports.preview_is_old", {}});
                          if (batch.count("ready") == 0)
                            return base::fail(base::ErrorCode::kInvalid, {"imports.nothing_to_save", {}});
                          transaction.execute(sql::kSetState, id, batch_state::kWriting, now);
                          enqueue(transaction, kWriteJob, id, at_once(batch), now);
                          audit_batch(transaction, actor, batch, "imports.saved", now);
                          return {};
                        });
  return changed.map([](const Batch&) {});
}

base::Result<void> ImportDesk::undo(const identity::Actor& actor, const BatchId& id) {
  const base::Instant now = clock_.now();
  auto changed = change(actor, id, {batch_state::kWritten, batch_state::kUndone},
                        [&](db::Transaction& transaction, Batch& batch) -> base::Result<void> {
                          transaction.execute(sql::kSetState, id, batch_state::kUndoing, now);
                          enqueue(transaction, kUndoJob, id, at_once(batch), now);
                          audit_batch(transaction, actor, batch, "imports.undone", now);
                          return {};
                        });
  return changed.map([](const Batch&) {});
}

std::vector<KeptRecord> ImportDesk::kept(db::Reader& reader, const BatchId& id) const {
  return reader.all<KeptRecord>(kKept, id);
}

}  // namespace imports
