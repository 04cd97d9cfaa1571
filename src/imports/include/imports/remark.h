#pragma once
// What is said of a row: reasons to refuse it, warnings, and the mends that are proposed.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"

namespace imports {

/// A proposal to replace cells. Nothing is replaced before a person accepts, all of one kind at once or row
/// by row.
struct Mend {
  struct Cell {
    std::size_t column;    ///< of the dataset
    std::string old_text;  ///< as typed
    std::string new_text;
  };
  std::string kind;  ///< proposals of one kind are accepted together, e.g. "swapped"
  std::vector<Cell> cells;
  base::Message why;  ///< "sesudah ditukar, titik jatuh di Desa Napal Melintang"
};

enum class Weight { kWarned, kRefused };

struct Remark {
  Weight weight = Weight::kRefused;
  std::optional<std::size_t> column = {};  ///< of the dataset; none when it concerns the whole row
  base::Message message;  ///< the import adds {column} (header as in the file) and {value} (as typed)
  std::optional<Mend> mend = {};
};

/// Collects the remarks on one row: one entry for each cause, never the consequences of a cause already
/// named.
class Remarks {
 public:
  void refuse(std::optional<std::size_t> column, base::Message message, std::optional<Mend> mend = {}) {
    all_.push_back({Weight::kRefused, column, std::move(message), std::move(mend)});
    refused_ = true;
  }
  void warn(std::optional<std::size_t> column, base::Message message, std::optional<Mend> mend = {}) {
    all_.push_back({Weight::kWarned, column, std::move(message), std::move(mend)});
  }
  bool refused() const { return refused_; }
  bool empty() const { return all_.empty(); }
  const std::vector<Remark>& all() const { return all_; }
  std::vector<Remark>& all() { return all_; }
  void clear() { all_.clear(), refused_ = false; }

 private:
  std::vector<Remark> all_;
  bool refused_ = false;
};

}  // namespace imports
