#include "report.h"

#include <cstdio>
#include <span>

#include "cli/command.h"
#include "embedded/geo.h"
#include "embedded/identity.h"
#include "embedded/region.h"
#include "embedded/text.h"

namespace region_cli {
namespace {

using base::Json;

std::span<const base::EmbeddedFiles> texts() {
  static const base::EmbeddedFiles all[] = {embedded::text(), embedded::geo(), embedded::identity(),
                                            embedded::region()};
  return all;
}

Json remarks_json(const std::vector<region::RowRemark>& remarks, const Speaker& speaker) {
  Json out = Json::array();
  for (const region::RowRemark& remark : remarks)
    out.push_back(Json::object(
        {{"row", remark.row}, {"column", remark.column}, {"reason", speaker.say(remark.reason)}}));
  return out;
}

void print_remarks(const std::vector<region::RowRemark>& remarks, const char* weight,
                   const Speaker& speaker) {
  for (const region::RowRemark& remark : remarks)
    std::fprintf(stderr, "%s %d%s%s: %s\n", weight, remark.row, remark.column.empty() ? "" : ", ",
                 remark.column.c_str(), speaker.say(remark.reason).c_str());
}

}  // namespace

Speaker::Speaker() : catalogue_(texts()) {}

Json report_json(const region::ImportReport& report, const Speaker& speaker) {
  Json duplicates = Json::array();
  for (const auto& [row, of_row] : report.duplicates)
    duplicates.push_back(Json::object({{"row", row}, {"of_row", of_row}}));
  return Json::object({{"rows", report.rows},
                       {"ready", report.ready},
                       {"changed", report.changed},
                       {"refused", remarks_json(report.refused, speaker)},
                       {"warned", remarks_json(report.warned, speaker)},
                       {"duplicates", std::move(duplicates)}});
}

int exit_code(const region::ImportReport& report) {
  return report.refused.empty() ? cli::kDone : cli::kRefused;
}

int print_report(const char* what, const region::ImportReport& report, bool dry_run, const Speaker& speaker) {
  print_remarks(report.refused, "refused: row", speaker);
  print_remarks(report.warned, "warning: row", speaker);
  const char* outcome = !report.refused.empty() ? "nothing was stored"
                        : dry_run               ? "dry run, nothing was stored"
                                                : "stored";
  std::printf("%s: %d rows, %d ready, %d changed, %zu refused, %zu warned; %s\n", what, report.rows,
              report.ready, report.changed, report.refused.size(), report.warned.size(), outcome);
  return exit_code(report);
}

int print_error(const base::Error& error, const Speaker& speaker) {
  std::fprintf(stderr, "serumpun: %s\n", speaker.say(error.message).c_str());
  return cli::kRefused;
}

}  // namespace region_cli
