#pragma once
// ImportDesk: what pages and commands may ask of the import: take a file, look at it, choose, save, take
// back.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/csv.h"
#include "db/database.h"
#include "files/store.h"
#include "identity/actor.h"
#include "imports/batch.h"
#include "imports/dataset.h"
#include "imports/territory.h"

namespace imports {

/// Every dataset that takes files.
class Datasets {
 public:
  void add(std::unique_ptr<Dataset> dataset);
  const Dataset* find(std::string_view key) const;
  const std::vector<std::unique_ptr<Dataset>>& all() const { return all_; }

 private:
  std::vector<std::unique_ptr<Dataset>> all_;
};

using TerritorySource = std::function<std::shared_ptr<const Territory>(db::Reader&)>;
/// Told the share of the work done; false ends it.
using OnProgress = std::function<bool(double)>;

struct Upload {
  std::string dataset;
  std::optional<identity::OfficeId> office = {};
  std::string file_name;
};

/// A page does the work of so small a file itself, so that its answer is already the result; beyond that the
/// job does it. What must be unpacked first may be larger than it looks.
inline constexpr std::int64_t kAtOnce_bytes = 4 << 20;
inline constexpr std::int64_t kUnpackedAtOnce_bytes = 512 << 10;

class ImportDesk {
 public:
  /// All outlive the desk.
  ImportDesk(db::Database& database, files::Store& files, const Datasets& datasets, TerritorySource territory,
             const base::Clock& clock);

  const Datasets& datasets() const { return datasets_; }

  /// Whether a page does this batch's work itself.
  bool at_once(const Batch& batch) const;
  /// Stores the file and its batch, in state "reading", and a job that reads it. Needs kImportInventory in
  /// the office, as all below.
  base::Result<Batch> upload(const identity::Actor& actor, const Upload& upload,
                             const base::ByteSource& content);
  /// Reads the file by the choices made so far, to the state "preview" or "refused". May be called by the
  /// page for a small file and by the job: a batch that waits for no reading is left alone.
  void read(const BatchId& id, const OnProgress& progress = {});

  /// kNotFound where there is none, and where this person may not know of it.
  base::Result<Batch> find(db::Reader& reader, const identity::Actor& actor, const BatchId& id) const;
  /// The latest first, those that this person may see.
  std::vector<Batch> latest(db::Reader& reader, const identity::Actor& actor, int limit = 50) const;
  /// Rows after `after`, of one state ("ready", …), of one mend ("mend:swapped"), of any mend ("mends"), all
  /// that double something ("twins"), or all ("").
  std::vector<StoredRow> rows(db::Reader& reader, const Batch& batch, std::string_view which,
                              std::int64_t after, int limit) const;
  /// How many rows before `row` double something.
  std::int64_t twins_before(db::Reader& reader, const Batch& batch, std::int64_t row) const;
  /// What this office chose last for the dataset; an empty object where it never did.
  base::Json remembered_columns(db::Reader& reader, const std::string& dataset,
                                const std::optional<identity::OfficeId>& office) const;

  /// In state "preview" or "refused": reads anew with other columns, which the office remembers.
  base::Result<void> choose_columns(const identity::Actor& actor, const BatchId& id,
                                    const base::Json& columns);
  /// In state "preview": reads anew with these choices.
  base::Result<void> choose(const identity::Actor& actor, const BatchId& id, const Choices& choices);
  /// Forgets a file that was not saved.
  base::Result<void> drop(const identity::Actor& actor, const BatchId& id);

  /// From "preview": the job then writes the ready rows. `generation` is the preview that the person saw;
  /// kChanged when there is a newer one.
  base::Result<void> save(const identity::Actor& actor, const BatchId& id, std::int64_t generation);
  void write(const BatchId& id, const OnProgress& progress = {});

  /// From "written" or "undone" (for what was kept): the job then takes the records back, but those changed
  /// since.
  base::Result<void> undo(const identity::Actor& actor, const BatchId& id);
  void take_back(const BatchId& id, const OnProgress& progress = {});
  std::vector<KeptRecord> kept(db::Reader& reader, const BatchId& id) const;

  /// Reads, saves and writes in one go, for the command line: with these columns and choices, and nobody
  /// asked in between.
  base::Result<Batch> take_whole(const identity::Actor& actor, const Batch& batch, const base::Json& columns,
                                 const Choices& choices);
  /// The rows of a dataset that were written for that office (its id; empty for none) and not undone.
  std::unique_ptr<Earlier> earlier(const std::string& dataset, const std::string& office);

  /// The refused rows as CSV, as they stand in the file, with a column for the row and one for its reasons,
  /// said by `say`.
  using Say = std::function<std::string(const base::Message&)>;
  void refused_csv(const Batch& batch, const Say& say, const std::function<void(std::string_view)>& out);

 private:
  friend class BatchReader;
  base::Result<Batch> change(const identity::Actor& actor, const BatchId& id,
                             std::initializer_list<const char*> from,
                             const std::function<base::Result<void>(db::Transaction&, Batch&)>& f);
  base::Result<Batch> visible(db::Reader& reader, const identity::Actor& actor, const BatchId& id) const;

  db::Database& database_;
  files::Store& files_;
  const Datasets& datasets_;
  TerritorySource territory_;
  const base::Clock& clock_;
};

/// Kinds of jobs; the program gives each to its method of the desk.
inline constexpr const char* kReadJob = "imports.read";
inline constexpr const char* kWriteJob = "imports.write";
inline constexpr const char* kUndoJob = "imports.undo";

}  // namespace imports
