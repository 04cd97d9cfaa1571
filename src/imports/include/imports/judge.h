#pragma once
// RowJudge: what becomes of one row of a file: ready, ready with a warning, a double, or refused with its
// reasons.
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "imports/dataset.h"
#include "imports/mapping.h"
#include "imports/territory.h"
#include "tables/rows.h"

namespace imports {

/// What becomes of a row that doubles a record or an earlier row.
enum class Twin {
  kLeave,      ///< not written
  kDifferent,  ///< another thing: written as any row
  kPlace,      ///< the same thing, and the row knows better where it is
  kFields,     ///< the same thing: what the row says of it replaces what was said; its place stays
  kWhole,      ///< both
};
std::string_view name_of(Twin twin);  ///< "leave", "different", "place", "fields", "whole"
std::optional<Twin> parse_twin(std::string_view name);
/// Whether the row then changes the other one's record.
constexpr bool merges(Twin twin) {
  return twin == Twin::kPlace || twin == Twin::kFields || twin == Twin::kWhole;
}

/// What a person has decided about a file so far.
struct Choices {
  std::set<std::string, std::less<>> mends = {};         ///< kinds of mends accepted for every row
  std::set<std::pair<int, std::string>> row_mends = {};  ///< accepted for one row
  std::set<std::pair<int, std::string>> declined = {};   ///< not for this row, though its kind is accepted
  std::map<int, Twin> twins = {};                        ///< of doubles, row by row
  Twin other_twins = Twin::kLeave;                       ///< of doubles that are not named in `twins`
  std::set<int> left_out = {};                           ///< rows not to be written

  bool accepts(int row, const std::string& mend) const;
  Twin twin(int row) const;
};

/// Rows that this dataset has taken before, by fingerprint.
class Earlier {
 public:
  virtual ~Earlier() = default;
  /// The id of the record that came of such a row and was not undone.
  virtual std::optional<std::string> find(std::string_view fingerprint) = 0;
};

enum class RowState { kReady, kWarned, kDuplicate, kRefused };

struct Verdict {
  RowState state = RowState::kReady;
  const Row* row = nullptr;  ///< lives until the next row
  const std::vector<Remark>* remarks = nullptr;
  std::vector<Mend> applied = {};  ///< mends that were accepted and used
  std::optional<int> twin_row = {};
  std::optional<std::string> twin_id = {};
  Twin twin = Twin::kLeave;      ///< what was decided about it, where there is one
  bool written_before = false;   ///< the twin came of the very same row of an earlier file
  std::string fingerprint = {};  ///< of a row that is not refused: 32 hex digits
};

class RowJudge {
 public:
  /// All must outlive it.
  RowJudge(const Dataset& dataset, const Mapping& mapping, const Territory& territory, Checker& checker,
           Earlier* earlier);
  ~RowJudge();

  /// Whether a first pass is needed: some column's cells must be seen together.
  bool must_look() const;
  /// First pass: what the cells of each column say about its numbers and dates.
  void look_at(const tables::RawRow& raw);
  void finish_looking();

  /// Nothing for rows that say nothing: blank ones, numbered empty ones, headers repeated.
  std::optional<Verdict> judge(const tables::RawRow& raw, const Choices& choices);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace imports
