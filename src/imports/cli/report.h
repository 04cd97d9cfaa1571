#pragma once
// The report of an import, written as rows are judged: lists wait in files without a name, so that memory
// stays flat.
#include <cstdio>
#include <memory>
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
  /// `batch`, where rows were written, is what `import undo` takes.
  void print(const imports::Counts& counts, bool json, const std::string& batch = {},
             std::int64_t written = 0) const;

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
  static void copy(const List& list);

  const text::Catalogue& catalogue_;
  text::Language language_;
  const imports::Dataset& dataset_;
  const imports::Mapping& mapping_;
  List refused_, warned_, duplicates_;
  List refused_lines_, warned_lines_, duplicate_lines_;
};

}  // namespace imports_cli
