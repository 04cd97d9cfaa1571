#include "report.h"

#include "base/failure.h"
#include "imports/speak.h"

namespace imports_cli {

using base::Json;

Report::Report(const text::Catalogue& catalogue, text::Language language, const imports::Dataset& dataset,
               const imports::Mapping& mapping)
    : catalogue_(catalogue), language_(language), dataset_(dataset), mapping_(mapping) {
  for (List* list : {&refused_, &warned_, &duplicates_, &refused_lines_, &warned_lines_, &duplicate_lines_}) {
    list->file.reset(std::tmpfile());
    if (list->file == nullptr) throw base::Failure("cannot make a temporary file: is the disk full?");
  }
}

void Report::put(List& list, const Json& entry, const std::string& line) {
  List& lines = &list == &refused_ ? refused_lines_ : &list == &warned_ ? warned_lines_ : duplicate_lines_;
  std::fprintf(list.file.get(), "%s%s", list.any ? "," : "", entry.dump().c_str());
  if (std::fprintf(lines.file.get(), "%s\n", line.c_str()) < 0)
    throw base::Failure("cannot write a temporary file: is the disk full?");
  list.any = lines.any = true;
}

void Report::add(const imports::Verdict& verdict) {
  const std::int64_t row = verdict.row->number;
  const auto line = [&](const std::string& reason) {
    return imports::say(catalogue_, language_, {"imports.row_reason", {{"row", row}, {"reason", reason}}});
  };
  for (const imports::Remark& remark : *verdict.remarks) {
    const std::string reason =
        imports::say(catalogue_, language_, imports::full_message(remark, dataset_, mapping_, *verdict.row));
    Json entry = Json::object({{"row", row},
                               {"column", remark.column ? Json(mapping_.header(*remark.column)) : Json()},
                               {"reason", reason}});
    if (remark.mend) entry["mend"] = remark.mend->kind;
    put(remark.weight == imports::Weight::kRefused ? refused_ : warned_, entry, line(reason));
  }
  if (verdict.state != imports::RowState::kDuplicate) return;
  Json entry = Json::object({{"row", row}});
  base::Message twin;
  if (verdict.twin_row) {
    entry["of_row"] = *verdict.twin_row;
    twin = {"imports.twin_row", {{"of", std::int64_t{*verdict.twin_row}}}};
  } else {
    entry["of_id"] = *verdict.twin_id;
    twin = {"imports.twin_record", {{"of", *verdict.twin_id}}};
  }
  put(duplicates_, entry, line(imports::say(catalogue_, language_, twin)));
}

void Report::copy(const List& list) {
  std::rewind(list.file.get());
  char buffer[1 << 16];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, list.file.get())) > 0;)
    std::fwrite(buffer, 1, got, stdout);
}

void Report::print(const imports::Counts& counts, bool json, const std::string& batch,
                   std::int64_t written) const {
  if (json) {
    std::printf("{\"rows\":%lld,\"ready\":%lld,\"refused\":[", static_cast<long long>(counts.rows),
                static_cast<long long>(counts.ready));
    copy(refused_);
    std::printf("],\"warned\":[");
    copy(warned_);
    std::printf("],\"duplicates\":[");
    copy(duplicates_);
    std::printf("]");
    if (!batch.empty())
      std::printf(",\"written\":%lld,\"batch\":\"%s\"", static_cast<long long>(written), batch.c_str());
    std::printf("}\n");
  } else {
    copy(refused_lines_);
    copy(warned_lines_);
    copy(duplicate_lines_);
    const auto say = [&](const base::Message& message) {
      std::printf("%s\n", imports::say(catalogue_, language_, message).c_str());
    };
    say({"imports.summary",
         {{"rows", counts.rows},
          {"ready", counts.ready},
          {"refused", counts.refused},
          {"duplicates", counts.duplicates}}});
    if (!batch.empty()) say({"imports.summary_written", {{"written", written}, {"batch", batch}}});
  }
  if (std::fflush(stdout) != 0) throw base::Failure("cannot write to stdout");
}

}  // namespace imports_cli
