#pragma once
// Batch: one uploaded file on its way into a dataset, and the rows of it that people look at.
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/id.h"
#include "identity/ids.h"
#include "imports/judge.h"
#include "imports/reading.h"

namespace imports {

using BatchId = base::Id<struct BatchTag>;

/// uploaded → reading → preview → writing → written → undoing → undone; or refused as a whole, or dropped by
/// its owner.
namespace batch_state {
inline constexpr const char* kReading = "reading";
inline constexpr const char* kPreview = "preview";
inline constexpr const char* kRefused = "refused";
inline constexpr const char* kWriting = "writing";
inline constexpr const char* kWritten = "written";
inline constexpr const char* kUndoing = "undoing";
inline constexpr const char* kUndone = "undone";
inline constexpr const char* kDropped = "dropped";
}  // namespace batch_state

struct Batch {
  BatchId id = {};
  std::string dataset = {};
  std::optional<identity::OfficeId> office_id = {};
  std::string person_id = {}, person_name = {};
  std::string file_name = {}, file_digest = {};
  std::int64_t file_bytes = 0;
  std::string state = {};
  std::int64_t generation = 0;
  std::int64_t progress_permille = 0;
  base::Json counts_json =
      {};  ///< rows, ready, warned, refused, duplicates, twins, merged, mended, written, undone, kept
  base::Json preview_json = {};  ///< see reading_notes.h
  base::Json choices_json = {};
  std::optional<base::Json> failure_json = {};
  base::Instant created_at = {}, changed_at = {};

  std::int64_t count(std::string_view name) const { return counts_json.at(name).as_int(); }
  bool busy() const {
    return state == batch_state::kReading || state == batch_state::kWriting || state == batch_state::kUndoing;
  }
};
template <class Visit>
void fields(Visit& visit, Batch& b) {
  visit("id", b.id);
  visit("dataset", b.dataset);
  visit("office_id", b.office_id);
  visit("person_id", b.person_id);
  visit("person_name", b.person_name);
  visit("file_name", b.file_name);
  visit("file_digest", b.file_digest);
  visit("file_bytes", b.file_bytes);
  visit("state", b.state);
  visit("generation", b.generation);
  visit("progress_permille", b.progress_permille);
  visit("counts_json", b.counts_json);
  visit("preview_json", b.preview_json);
  visit("choices_json", b.choices_json);
  visit("failure_json", b.failure_json);
  visit("created_at", b.created_at);
  visit("changed_at", b.changed_at);
}

struct StoredRow {
  std::int64_t row_number = 0;
  std::string state = {}, name = {};
  base::Json texts_json = {};  ///< by key of the dataset's column, those that are not blank
  base::Json remarks_json =
      {};                  ///< [{"column","message","mend":{"kind","why","cells":[{"column","old","new"}]}}];
                           ///< "late" where the row was refused when it was written
  std::string mends = {};  ///< kinds of the accepted mends that were used, joined by blanks
  std::optional<double> lat = {}, lon = {};
  std::optional<std::int64_t> twin_row = {};
  std::optional<std::string> twin_id = {};
};
template <class Visit>
void fields(Visit& visit, StoredRow& r) {
  visit("row_number", r.row_number);
  visit("state", r.state);
  visit("name", r.name);
  visit("texts_json", r.texts_json);
  visit("remarks_json", r.remarks_json);
  visit("mends", r.mends);
  visit("lat", r.lat);
  visit("lon", r.lon);
  visit("twin_row", r.twin_row);
  visit("twin_id", r.twin_id);
}

/// What undo could not take back.
struct KeptRecord {
  std::int64_t row_number = 0;
  std::string record_id = {};
  base::Json kept_json = {};
};
template <class Visit>
void fields(Visit& visit, KeptRecord& k) {
  visit("row_number", k.row_number);
  visit("record_id", k.record_id);
  visit("kept_json", k.kept_json);
}

std::string_view name_of(RowState state);  ///< "ready", "warned", "duplicate", "refused"
base::Json to_json(const Counts& counts);
base::Json to_json(const Choices& choices);
Choices choices_from(const base::Json& json);

}  // namespace imports
