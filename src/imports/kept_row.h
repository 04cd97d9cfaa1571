#pragma once
// A row that outlives the next: its texts are its own.
#include <memory>
#include <string>
#include <vector>

#include "imports/judge.h"

namespace imports {

class KeptRow {
 public:
  explicit KeptRow(const Verdict& verdict)
      : row_(*verdict.row),
        fingerprint_(verdict.fingerprint),
        twin_(verdict.twin),
        twin_row_(verdict.twin_row),
        twin_id_(verdict.twin_id) {
    const Row& row = *verdict.row;
    std::size_t bytes = row.geometry.size() + row.area_code.size();
    for (const Value& value : row.values) bytes += value.text.size();
    texts_ = std::make_unique<char[]>(bytes);
    char* at = texts_.get();
    const auto own = [&](std::string_view& text) {
      std::copy(text.begin(), text.end(), at);
      text = std::string_view(at, text.size());
      at += text.size();
    };
    // What a choice means lives in the dataset; only what was typed lives in the row.
    for (Value& value : row_.values) own(value.text);
    own(row_.geometry);
    own(row_.area_code);
  }

  const Row& row() const { return row_; }
  const std::string& fingerprint() const { return fingerprint_; }
  Twin twin() const { return twin_; }
  const std::optional<int>& twin_row() const { return twin_row_; }
  const std::optional<std::string>& twin_id() const { return twin_id_; }

 private:
  Row row_;
  std::unique_ptr<char[]> texts_;
  std::string fingerprint_;
  Twin twin_;
  std::optional<int> twin_row_;
  std::optional<std::string> twin_id_;
};

}  // namespace imports
