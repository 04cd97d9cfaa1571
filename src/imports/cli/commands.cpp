#include "imports_cli/commands.h"

#include <algorithm>

#include "base/temporary.h"
#include "cli/files.h"
#include "imports/speak.h"
#include "report.h"

namespace imports_cli {
namespace {

using base::Json;

/// A file on disk under any name: stdin is kept in one that goes with this.
class LocalFile {
 public:
  explicit LocalFile(const std::string& path) : path_(path) {
    const base::ByteSource in = cli::open_input(path);
    if (path != "-") return;
    std::string buffer(1 << 16, '\0');
    path_ = kept_.emplace().path();
    for (std::size_t got = 0; (got = in(buffer.data(), buffer.size())) > 0;)
      kept_->write(std::string_view(buffer).substr(0, got));
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::optional<base::TemporaryFile> kept_;
};

Json read_mapping(const std::optional<std::string>& path) {
  if (!path) return {};
  const base::ByteSource in = cli::open_input(*path);
  std::string text, buffer(1 << 16, '\0');
  for (std::size_t got = 0; (got = in(buffer.data(), buffer.size())) > 0;) text.append(buffer.data(), got);
  auto json = Json::parse(text);
  if (!json || !json->is_object())
    throw cli::RefusedInput(*path + ": wants JSON like {\"name\": \"Nama Objek\"}");
  return std::move(*json);
}

imports::Choices choices_of(const ImportFile& file) {
  imports::Choices choices;
  for (const std::string& word : file.mends)
    for (std::size_t at = 0; at <= word.size();) {
      const std::size_t end = std::min(word.find(',', at), word.size());
      const std::string kind = word.substr(at, end - at);
      if (kind == "all") choices.mends.insert({"swapped", "sign", "swapped_sign", "decimal", "utm"});
      if (!kind.empty() && kind != "all") choices.mends.insert(kind);
      at = end + 1;
    }
  return choices;
}

int refuse(const Tools& tools, const ImportFile& file, const base::Error& error) {
  const std::string sentence = imports::say(tools.catalogue, file.language, error.message);
  if (file.json)
    std::printf("%s\n",
                Json::object({{"rows", 0},
                              {"ready", 0},
                              {"refused", Json::array({Json::object(
                                              {{"row", Json()}, {"column", Json()}, {"reason", sentence}})})},
                              {"warned", Json::array()},
                              {"duplicates", Json::array()}})
                    .dump()
                    .c_str());
  else
    std::fprintf(stderr, "%s\n", sentence.c_str());
  return cli::kRefused;
}

/// Rows that were ready, and that the store did not take in the end.
void add_late_refusals(const Tools& tools, const imports::Batch& batch, Report& report) {
  constexpr int kPage = 500;
  std::int64_t after = 0;
  for (std::vector<imports::StoredRow> page; after == 0 || page.size() == kPage;) {
    page = tools.database.read(
        [&](db::Reader& reader) { return tools.desk.rows(reader, batch, "refused", after, kPage); });
    for (const imports::StoredRow& row : page) {
      for (const Json& remark : row.remarks_json.as_array())
        if (remark.at("late").as_bool())
          report.refuse(row.row_number, imports::message_from(remark.at("message")));
      after = row.row_number;
    }
    if (page.empty()) return;
  }
}

}  // namespace

void declare(cli::Options& options, ImportFile& file) {
  options.positional("FILE", file.path, "CSV, XLSX, ODS or GeoJSON; - is stdin");
  options.required();
  options.flag("--dry-run", file.dry_run,
               "say what would be written, refused, warned about and double; write nothing");
  options.value("--mapping", file.mapping_path,
                "JSON file {\"name\": \"Nama Objek\"}: which header is which column");
  options.values("--mend", file.mends,
                 "accept these mends: swapped, sign, swapped_sign, decimal, utm, centre, village, code, "
                 "district; or all (the first five)");
  options.flag("--json", file.json, "a machine-readable summary");
}

int import_file(const Tools& tools, const ImportFile& file) {
  const imports::Dataset* dataset = tools.desk.datasets().find(file.dataset);
  if (dataset == nullptr)
    return refuse(tools, file, {base::ErrorCode::kNotFound, {"imports.dataset_unknown", {}}});
  if (!file.owner && !file.dry_run) return refuse(tools, file, file.owner.error());
  const Owner owner = file.owner.value_or(Owner{});
  const std::optional<identity::OfficeId> office = owner.id.empty() ? std::nullopt : std::optional(owner.id);
  const LocalFile local(file.path);
  const Json chosen = read_mapping(file.mapping_path);
  auto table = imports::TableFile::open({local.path(), file.path}, imports::known_headers(*dataset));
  if (!table) return refuse(tools, file, table.error());
  std::shared_ptr<const imports::Territory> territory;
  std::unique_ptr<imports::Checker> checker;
  Json columns = chosen;
  tools.database.read([&](db::Reader& reader) {
    territory = tools.territory(reader);
    checker = dataset->checker(reader, owner.id.text());
    if (!chosen.is_object()) columns = tools.desk.remembered_columns(reader, file.dataset, office);
  });
  if (territory == nullptr)
    return refuse(tools, file, {base::ErrorCode::kUnavailable, {"imports.no_areas", {}}});
  const imports::Mapping mapping = imports::map_columns(*dataset, table->layout().headers, columns);
  if (const auto fits = imports::check_mapping(*dataset, mapping); !fits)
    return refuse(tools, file, fits.error());
  const auto earlier = tools.desk.earlier(file.dataset, owner.id.text());
  imports::RowJudge judge(*dataset, mapping, *territory, *checker, earlier.get());
  Report report(tools.catalogue, file.language, *dataset, mapping);
  const auto counts =
      imports::read_rows(*table, judge, choices_of(file),
                         {.on_row = [&](const imports::Verdict& verdict) { report.add(verdict); }});
  if (!counts) return refuse(tools, file, counts.error());
  if (file.dry_run) {
    report.print(*counts, file.json);
    if (!file.owner)
      std::fprintf(stderr, "%s\n",
                   imports::say(tools.catalogue, file.language, file.owner.error().message).c_str());
    return cli::kDone;
  }
  auto batch =
      tools.desk.upload(tools.actor, {file.dataset, office, file.path}, cli::open_input(local.path()));
  if (!batch) return refuse(tools, file, batch.error());
  auto done = tools.desk.take_whole(tools.actor, *batch, chosen, choices_of(file));
  if (!done) return refuse(tools, file, done.error());
  if (done->failure_json)
    return refuse(tools, file, {base::ErrorCode::kInvalid, imports::message_from(*done->failure_json)});
  add_late_refusals(tools, *done, report);
  report.print(*counts, file.json,
               Report::Done{done->id.text(), owner.key, owner.name, done->count("written")});
  return done->count("refused") > 0 ? cli::kRefused : cli::kDone;
}

int undo_batch(const Tools& tools, const std::string& text, bool json) {
  const auto id = imports::BatchId::parse(text);
  const auto say = [&](const base::Message& message) {
    return imports::say(tools.catalogue, text::Language::kId, message);
  };
  const auto fail = [&](const base::Error& error) {
    std::fprintf(stderr, "%s\n", say(error.message).c_str());
    return static_cast<int>(cli::kRefused);
  };
  if (!id) return fail({base::ErrorCode::kNotFound, {"imports.batch_unknown", {}}});
  if (const auto undone = tools.desk.undo(tools.actor, *id); !undone) return fail(undone.error());
  tools.desk.take_back(*id);
  const auto batch =
      tools.database.read([&](db::Reader& reader) { return tools.desk.find(reader, tools.actor, *id); });
  if (!batch) return fail(batch.error());
  const auto kept = tools.database.read([&](db::Reader& reader) { return tools.desk.kept(reader, *id); });
  Json list = Json::array();
  for (const imports::KeptRecord& record : kept) {
    const std::string reason = say(imports::message_from(record.kept_json));
    list.push_back(Json::object({{"row", record.row_number}, {"id", record.record_id}, {"reason", reason}}));
    if (!json)
      std::printf("%s\n",
                  say({"imports.row_reason", {{"row", record.row_number}, {"reason", reason}}}).c_str());
  }
  if (json)
    std::printf("%s\n",
                Json::object({{"batch", text}, {"undone", batch->count("undone")}, {"kept", std::move(list)}})
                    .dump()
                    .c_str());
  else
    std::printf("%s\n", say({"imports.summary_undone",
                             {{"undone", batch->count("undone")}, {"kept", batch->count("kept")}}})
                            .c_str());
  return kept.empty() ? cli::kDone : cli::kRefused;
}

}  // namespace imports_cli
