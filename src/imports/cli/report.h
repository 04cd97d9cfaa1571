#pragma once
// The report of an import, written as rows are judged: lists wait in files without a name, so that memory
// stays flat.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "imports/judge.h"
#include "imports/reading.h"
#include "text/catalogue.h"

namespace imports_cli {

class Report {
 public:
  Report(const text::Catalogue& catalogue, text::Language language, const imports::Dataset& dataset,
         const imports::Mapping& mapping);

  void add(const imports::Verdict& verdict);
  /// A row that the store did not take, though it was ready.
  void refuse(std::int64_t row, const base::Message& reason);
  /// What was written, and for whom; `batch` is what `import undo` takes.
  struct Done {
    std::string batch, office_key, office_name;
    std::int64_t written = 0;
  };
  void print(const imports::Counts& counts, bool json, const std::optional<Done>& done = {}) const;

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;
  struct List {
    File file;
    bool any = false;
  };
  void put(List& list, const base::Json& entry, const std::string& line);
  std::string line_of(std::int64_t row, const std::string& reason) const;
  static void copy(const List& list);

  const text::Catalogue& catalogue_;
  text::Language language_;
  const imports::Dataset& dataset_;
  const imports::Mapping& mapping_;
  List refused_, warned_, duplicates_;
  List refused_lines_, warned_lines_, duplicate_lines_;
  std::int64_t late_ = 0;  ///< refused though they were ready
};

}  // namespace imports_cli
