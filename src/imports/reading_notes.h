#pragma once
// What a reading leaves for its page: the layout found, proposals by kind, points of the map, rows to look
// at.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "imports/batch.h"
#include "open_batch.h"

namespace imports {

/// All rows of a file of so many are kept to be looked at; of a longer one only those with a remark.
inline constexpr std::int64_t kAllRowsKept = 5'000;
inline constexpr std::int64_t kRemarkedRowsKept = 20'000;

class ReadingNotes {
 public:
  explicit ReadingNotes(const OpenBatch& open);

  void note(const Verdict& verdict);
  /// The rows kept since the last call.
  std::vector<StoredRow> take_rows();
  std::size_t waiting() const { return rows_.size(); }
  /// {"format","encoding","separator","header_row","headers","sheet","sheets","columns","recognised",
  ///  "mends":[{"kind","rows","row","accepted","why","cells":[…]}],"points":{"inside":[…],"mended":[…],"outside":[…],"without":n},"kept"}
  /// Points are x + 1000 y on a grid of 400 × 400 over the regency, y from the north, beyond it for points
  /// outside.
  base::Json preview() const;

 private:
  struct Proposal {
    std::int64_t rows = 0, accepted = 0;
    int first_row = 0;
    Mend first;
  };
  void note_mends(const Verdict& verdict);
  void note_point(const Verdict& verdict);
  void keep(const Verdict& verdict);
  base::Json mend_json(const Mend& mend) const;
  int grid_of(geo::Point point) const;

  const OpenBatch& open_;
  geo::Box box_;
  std::vector<StoredRow> rows_;
  std::int64_t seen_ = 0, kept_ = 0;
  std::map<std::string, Proposal> proposals_;
  std::set<int> inside_, mended_, outside_;
  std::int64_t without_ = 0, inside_rows_ = 0, mended_rows_ = 0, outside_rows_ = 0;
};

}  // namespace imports
