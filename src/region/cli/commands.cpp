#include "region_cli/commands.h"

#include <cstdio>

#include "cli/files.h"
#include "region/area_import.h"
#include "region/calendar.h"
#include "region/founding.h"
#include "region/observation.h"
#include "region/office_import.h"
#include "report.h"

namespace region_cli {
namespace {

constexpr std::size_t kMaxFile = 256u << 20;
/// Some programs put a byte-order mark before UTF-8.
constexpr std::string_view kMark = "\xEF\xBB\xBF";

std::string read_whole(const std::string& path) {
  const base::ByteSource input = cli::open_input(path);
  std::string content;
  for (char buffer[65536];;) {
    const std::size_t got = input(buffer, sizeof buffer);
    if (got == 0) return content.starts_with(kMark) ? content.substr(kMark.size()) : content;
    content.append(buffer, got);
    if (content.size() > kMaxFile) throw cli::RefusedInput(path + " is larger than 256 MB");
  }
}

struct ImportOptions {
  std::string file = {}, data = "var/demo", decree = {}, source = {};
  std::optional<std::string> database = {};
  bool dry_run = false, json = false;

  std::optional<int> parse(const char* name, const char* summary, const cli::Arguments& arguments,
                           bool areas) {
    cli::Options options(name, summary, std::string("serumpun ") + name + " FILE --dry-run");
    options.positional("file", file, "the file, or - for stdin");
    options.required();
    options.value("--data", data, "folder of the store");
    options.value("--database", database, "sqlite:FILE or postgresql://…, where it is not in the folder");
    options.flag("--dry-run", dry_run, "judges the rows and stores nothing");
    options.flag("--json", json, "prints the report as JSON");
    if (areas) {
      options.value("--decree", decree, "the decree that gives the codes and names");
      options.value("--source", source, "where the file comes from, shown with boundaries");
    }
    return options.parse(arguments);
  }
};

using Import = std::function<base::Result<region::ImportReport>(db::Transaction&, const identity::Actor&,
                                                                const std::string& content)>;

int run_import(const char* what, const ImportOptions& options, const OpenStore& open, const Import& import) {
  const Speaker speaker;
  const std::string content = read_whole(options.file);
  const auto database = open(options.data, options.database);
  const identity::Actor actor = identity::Actor::system("operator");
  const auto report = database->write([&](db::Transaction& tx) { return import(tx, actor, content); });
  if (!report) return print_error(report.error(), speaker);
  if (!options.json) return print_report(what, *report, options.dry_run, speaker);
  std::printf("%s\n", report_json(*report, speaker).dump().c_str());
  return exit_code(*report);
}

bool is_json(const std::string& content) {
  const auto first = content.find_first_not_of(" \t\r\n");
  return first != std::string::npos && content[first] == '{';
}

int print_founding(const region::FoundingReport& report, const Speaker& speaker) {
  const std::pair<const char*, const std::optional<region::ImportReport>*> parts[] = {
      {"areas", &report.areas},
      {"boundaries", &report.boundaries},
      {"offices", &report.offices},
      {"observations", &report.observations},
      {"holidays", &report.holidays}};
  for (const auto& [what, part] : parts)
    if (*part) print_report(what, **part, report.refused(), speaker);
  if (report.sample_cells > 0)
    std::printf("no boundaries: %d sample cells drawn around the villages' centres\n", report.sample_cells);
  return report.refused() ? cli::kRefused : cli::kDone;
}

}  // namespace

int init(const cli::Arguments& arguments, const OpenStore& open) {
  std::string data = "var/demo";
  std::optional<std::string> database, from, areas, boundaries, offices;
  cli::Options options("init", "Founds a store: its regency, areas, offices and figures",
                       "serumpun init --data var/demo --from data/regencies/sarolangun");
  options.value("--data", data, "folder of the store, made when missing");
  options.value("--database", database, "sqlite:FILE or postgresql://…, where it is not in the folder");
  options.value("--from", from, "a regency's folder");
  options.value("--areas", areas, "CSV of codes and names, instead of the folder's");
  options.value("--boundaries", boundaries, "GeoJSON joined by kode; without it sample cells are drawn");
  options.value("--offices", offices, "CSV of offices and their duties, instead of the folder's");
  if (const auto stop = options.parse(arguments)) return *stop;
  const Speaker speaker;
  region::FoundingFiles files;
  if (from) {
    auto read = region::read_regency_folder(*from);
    if (!read) return print_error(read.error(), speaker);
    files = std::move(*read);
  }
  if (areas) files.areas = read_whole(*areas);
  if (boundaries) files.boundaries = read_whole(*boundaries);
  if (offices) files.offices = read_whole(*offices);
  if (!files.areas)
    throw cli::RefusedInput("which regency? Name its folder with --from, or a list with --areas");
  const auto store = open(data, database);
  const auto report =
      region::found(*store, identity::Actor::system("operator"), files, base::system_clock().now());
  return report ? print_founding(*report, speaker) : print_error(report.error(), speaker);
}

int import_areas(const cli::Arguments& arguments, const OpenStore& open) {
  ImportOptions options;
  if (const auto stop =
          options.parse("import areas", "Codes and names (CSV) or boundaries (GeoJSON)", arguments, true))
    return *stop;
  const base::Instant now = base::system_clock().now();
  return run_import(
      "areas", options, open, [&](db::Transaction& tx, const auto& actor, const std::string& content) {
        const region::AreaImport how{options.decree, options.source, options.dry_run, now};
        return is_json(content) ? region::import_boundaries(tx, actor, content, how)
                                : region::import_areas(tx, actor, base::source_of(content), how);
      });
}

int import_offices(const cli::Arguments& arguments, const OpenStore& open) {
  ImportOptions options;
  if (const auto stop = options.parse("import offices", "Offices with their duties (CSV)", arguments, false))
    return *stop;
  const base::Instant now = base::system_clock().now();
  return run_import(
      "offices", options, open, [&](db::Transaction& tx, const auto& actor, const std::string& content) {
        return region::import_offices(tx, actor, base::source_of(content), {options.dry_run, now});
      });
}

int import_observations(const cli::Arguments& arguments, const OpenStore& open) {
  ImportOptions options;
  if (const auto stop =
          options.parse("import observations", "Figures with source and date (CSV)", arguments, false))
    return *stop;
  const base::Instant now = base::system_clock().now();
  return run_import(
      "observations", options, open, [&](db::Transaction& tx, const auto& actor, const std::string& content) {
        return region::import_observations(tx, actor, base::source_of(content), {options.dry_run, now});
      });
}

int import_holidays(const cli::Arguments& arguments, const OpenStore& open) {
  ImportOptions options;
  if (const auto stop =
          options.parse("import holidays", "Days off with who declared them (CSV)", arguments, false))
    return *stop;
  const base::Instant now = base::system_clock().now();
  return run_import(
      "holidays", options, open, [&](db::Transaction& tx, const auto& actor, const std::string& content) {
        return region::import_holidays(tx, actor, base::source_of(content), {options.dry_run, now});
      });
}

}  // namespace region_cli
