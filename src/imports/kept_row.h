#pragma once
// A row that outlives the next: its texts are its own.
#include <memory>
#include <string>
#include <vector>

#include "imports/judge.h"

namespace imports {

class KeptRow {
 public:
  KeptRow(const Row& row, std::string fingerprint) : row_(row), fingerprint_(std::move(fingerprint)) {
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

 private:
  Row row_;
  std::unique_ptr<char[]> texts_;
  std::string fingerprint_;
};

}  // namespace imports
