#include "report.h"

#include "base/failure.h"
#include "base/temporary.h"
#include "imports/speak.h"

namespace imports_cli {

using base::Json;

Report::Report(const text::Catalogue& catalogue, text::Language language, const imports::Dataset& dataset,
               const imports::Mapping& mapping)
    : catalogue_(catalogue), language_(language), dataset_(dataset), mapping_(mapping) {
  for (List* list : {&refused_, &warned_, &duplicates_, &refused_lines_, &warned_lines_, &duplicate_lines_}) {
    list->file.reset(fdopen(base::unnamed_file(), "w+b"));
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
  for (const imports::Remark& remark : *verdict.remarks) {
    const std::string reason =
        imports::say(catalogue_, language_, imports::full_message(remark, dataset_, mapping_, *verdict.row));
    Json entry = Json::object({{"row", row},
                               {"column", remark.column ? Json(mapping_.header(*remark.column)) : Json()},
                               {"reason", reason}});
    if (remark.mend) entry["mend"] = remark.mend->kind;
    put(remark.weight == imports::Weight::kRefused ? refused_ : warned_, entry, line_of(row, reason));
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
  put(duplicates_, entry, line_of(row, imports::say(catalogue_, language_, twin)));
}

void Report::refuse(std::int64_t row, const base::Message& message) {
  const std::string reason = imports::say(catalogue_, language_, message);
  put(refused_, Json::object({{"row", row}, {"column", Json()}, {"reason", reason}}), line_of(row, reason));
  ++late_;
}

std::string Report::line_of(std::int64_t row, const std::string& reason) const {
  return imports::say(catalogue_, language_, {"imports.row_reason", {{"row", row}, {"reason", reason}}});
}

void Report::copy(const List& list) {
  std::rewind(list.file.get());
  char buffer[1 << 16];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, list.file.get())) > 0;)
    std::fwrite(buffer, 1, got, stdout);
}

void Report::print(const imports::Counts& counts, bool json, const std::optional<Done>& done) const {
  if (json) {
    std::printf("{\"rows\":%lld,\"ready\":%lld,\"refused\":[", static_cast<long long>(counts.rows),
                static_cast<long long>(counts.ready - late_));
    copy(refused_);
    std::printf("],\"warned\":[");
    copy(warned_);
    std::printf("],\"duplicates\":[");
    copy(duplicates_);
    std::printf("]");
    if (done)
      std::printf(",\"written\":%lld,\"office\":%s,\"batch\":\"%s\"", static_cast<long long>(done->written),
                  Json(done->office_key).dump().c_str(), done->batch.c_str());
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
          {"ready", counts.ready - late_},
          {"refused", counts.refused + late_},
          {"duplicates", counts.duplicates}}});
    if (done && done->written == 0) say({"imports.summary_nothing", {}});
    if (done && done->written > 0)
      say({"imports.summary_written",
           {{"written", done->written}, {"office", done->office_name}, {"batch", done->batch}}});
  }
  if (std::fflush(stdout) != 0) throw base::Failure("cannot write to stdout");
}

}  // namespace imports_cli
