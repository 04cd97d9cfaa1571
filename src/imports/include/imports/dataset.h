#pragma once
// Dataset: how a domain module takes rows of files. The import reads the file, judges cells and places,
// proposes mends, finds doubles and keeps batches; the dataset knows its columns and how a row becomes a
// record, and a record goes again.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "imports/column.h"
#include "imports/remark.h"
#include "imports/row.h"

namespace db {
class Reader;
class Transaction;
}  // namespace db
namespace identity {
struct Actor;
}

namespace imports {

/// Made for one reading of one file; loads at the start what it needs of the store, so that a row costs no
/// query.
class Checker {
 public:
  virtual ~Checker() = default;
  /// The dataset's own rules: everything that kind, length, range, `required` and place have not said
  /// already. Called for every row that has not been refused yet; 200,000 rows a second must pass.
  virtual void check(const Row& row, Remarks& remarks) = 0;
  /// The record of the store that this row would double, by name and place. What this import wrote itself it
  /// remembers.
  virtual std::optional<std::string> twin(const Row& row) = 0;
};

/// For whom and when rows are written.
struct Writing {
  const identity::Actor& actor;
  std::string office;  ///< id of the owner office; empty when none was chosen
  std::string batch;   ///< for the history: "from import …"
  base::Instant now;
};

/// A record that was written, and its state then: undo refuses when it was changed since.
struct Written {
  std::string id;
  std::string version;
  std::optional<std::string> before = {};  ///< of a record that was there already: its state before
};

/// What a row gives to the record that it doubles.
struct Merge {
  std::string id;
  bool place = false, fields = false;
};

class Dataset {
 public:
  virtual ~Dataset() = default;

  virtual std::string key() const = 0;    ///< e.g. "potential/tourism"; stored with batches and mappings
  virtual std::string title() const = 0;  ///< key of the sentence that names it, e.g. "objek wisata"
  virtual const std::vector<Column>& columns() const = 0;
  /// The column by which doubles are found, together with the place: two rows with one name (case and
  /// punctuation do not count) in one village or within 500 m are doubles.
  virtual std::optional<std::size_t> name_column() const = 0;

  /// Doubles are looked for among the records of that office (its id; empty for none) and those that
  /// everybody sees: another office's drafts are not told to anyone.
  virtual std::unique_ptr<Checker> checker(db::Reader& reader, std::string_view office) const = 0;

  /// Writes one row as a new record (a draft, where the dataset has states). An error refuses the row alone.
  virtual base::Result<Written> write(db::Transaction& transaction, const Writing& writing,
                                      const Row& row) const = 0;
  /// Takes from a row into the record that it doubles what the row says; blank cells take nothing away. An
  /// error refuses the row alone.
  virtual base::Result<Written> merge(db::Transaction& transaction, const Writing& writing, const Row& row,
                                      const Merge& merge) const = 0;
  /// Takes a new record back, or what was merged into an old one. kChanged with the sentence why when others
  /// than this batch have changed it since: it then stays.
  virtual base::Result<void> undo(db::Transaction& transaction, const Writing& writing,
                                  const Written& written) const = 0;
  /// A record as texts in the order of columns(), to be shown beside a row; nothing when it is gone, or not
  /// for this person's eyes.
  virtual std::optional<std::vector<std::string>> describe(db::Reader& reader, const identity::Actor& actor,
                                                           std::string_view id) const = 0;
};

}  // namespace imports
