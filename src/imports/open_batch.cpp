#include "open_batch.h"

#include <charconv>
#include <unordered_set>

namespace imports {
namespace {

const db::Sql kFingerprints{
    "SELECT w.fingerprint FROM import_written w JOIN import_batches b ON b.id = w.batch_id "
    "WHERE w.dataset = $1 AND coalesce(b.office_id, '') = $2 AND w.undone_at IS NULL"};
const db::Sql kRecordOf{
    "SELECT w.record_id FROM import_written w JOIN import_batches b ON b.id = w.batch_id "
    "WHERE w.dataset = $1 AND w.fingerprint = $3 AND coalesce(b.office_id, '') = $2 AND w.undone_at IS NULL "
    "ORDER BY w.record_id LIMIT 1"};
const db::Sql kColumnsOf{"SELECT columns_json FROM import_mappings WHERE office_id = $1 AND dataset = $2"};

/// The first half of a fingerprint: enough to know that none is like it, for eight bytes a row.
std::uint64_t half_of(std::string_view fingerprint) {
  std::uint64_t half = 0;
  std::from_chars(fingerprint.data(), fingerprint.data() + std::min<std::size_t>(16, fingerprint.size()),
                  half, 16);
  return half;
}

}  // namespace

struct WrittenRows::State {
  db::Database& database;
  std::string dataset, office;
  std::unordered_set<std::uint64_t> halves = {};
};

WrittenRows::WrittenRows(db::Database& database, std::string dataset, std::string office)
    : state_(new State{database, std::move(dataset), std::move(office)}) {
  database.read([&](db::Reader& reader) {
    reader.each(
        kFingerprints, [&](const db::Row& row) { state_->halves.insert(half_of(row.text(0))); },
        state_->dataset, state_->office);
  });
}
WrittenRows::~WrittenRows() = default;

std::optional<std::string> WrittenRows::find(std::string_view fingerprint) {
  if (!state_->halves.contains(half_of(fingerprint))) return std::nullopt;
  return state_->database.read([&](db::Reader& reader) {
    return reader.one<std::string>(kRecordOf, state_->dataset, state_->office, fingerprint);
  });
}

base::Result<std::unique_ptr<OpenBatch>> open_batch(db::Database& database, files::Store& files,
                                                    const Datasets& datasets,
                                                    const TerritorySource& territory, const Batch& batch) {
  const Dataset* dataset = datasets.find(batch.dataset);
  if (dataset == nullptr) return base::fail(base::ErrorCode::kNotFound, {"imports.dataset_unknown", {}});
  const auto digest = files::parse_digest(batch.file_digest);
  if (!digest) return base::fail(base::ErrorCode::kNotFound, {"imports.file_gone", {}});
  const auto path = files.find(*digest);
  if (!path) return base::fail(base::ErrorCode::kNotFound, {"imports.file_gone", {}});
  auto file = TableFile::open({*path, batch.file_name}, known_headers(*dataset));
  if (!file) return base::fail(std::move(file.error()));
  base::Json chosen = batch.choices_json.at("columns");
  auto open = std::make_unique<OpenBatch>(OpenBatch{
      dataset, std::move(*file), {}, nullptr, nullptr, nullptr, nullptr, choices_from(batch.choices_json)});
  const std::string office = batch.office_id ? batch.office_id->text() : std::string();
  database.read([&](db::Reader& reader) {
    open->territory = territory(reader);
    open->checker = dataset->checker(reader, office);
    if (!chosen.is_object() && batch.office_id) {
      if (const auto remembered = reader.one<base::Json>(kColumnsOf, batch.office_id->text(), batch.dataset))
        chosen = *remembered;
    }
  });
  if (open->territory == nullptr) return base::fail(base::ErrorCode::kUnavailable, {"imports.no_areas", {}});
  open->mapping = map_columns(*dataset, open->file.layout().headers, chosen);
  open->earlier = std::make_unique<WrittenRows>(database, batch.dataset, office);
  open->judge = std::make_unique<RowJudge>(*dataset, open->mapping, *open->territory, *open->checker,
                                           open->earlier.get());
  return open;
}

}  // namespace imports
