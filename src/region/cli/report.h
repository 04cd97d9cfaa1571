#pragma once
// An import's report, for programs and for people.
#include "base/json.h"
#include "region/import_report.h"
#include "text/catalogue.h"

namespace region_cli {

/// With the sentences of region.
class Speaker {
 public:
  Speaker();
  std::string say(const base::Message& message) const { return catalogue_.say(text::Language::kId, message); }

 private:
  text::Catalogue catalogue_;
};

/// {"rows", "ready", "refused": [{"row", "column", "reason"}], "warned": […], "duplicates": []}
base::Json report_json(const region::ImportReport& report, const Speaker& speaker);

/// One line a remark on stderr, the counts on stdout. Answers the exit code.
int print_report(const char* what, const region::ImportReport& report, bool dry_run, const Speaker& speaker);
int exit_code(const region::ImportReport& report);
/// The error's sentence, and those of its fields.
int print_error(const base::Error& error, const Speaker& speaker);

}  // namespace region_cli
