// Rows one by one, and which column is which.
#include <algorithm>

#include "pages.h"

namespace imports_web {

using base::Json;

namespace {

constexpr int kRowsOnPage = 100;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

http::Response Page::rows() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  const imports::Choices choices = imports::choices_from(batch->choices_json);
  const std::string which(request_.query_value("yang"));
  const std::int64_t after = std::atoll(std::string(request_.query_value("sesudah")).c_str());
  Json rows = Json::array();
  std::int64_t last = 0;
  bool more = false;
  context_.database.read([&](db::Reader& reader) {
    auto found = context_.desk.rows(reader, *batch, which, after, kRowsOnPage + 1);
    more = found.size() > kRowsOnPage;
    if (more) found.resize(kRowsOnPage);
    for (const imports::StoredRow& row : found) rows.push_back(row_of(row, choices));
    if (!found.empty()) last = found.back().row_number;
  });
  Json filters = Json::array();
  const auto filter = [&](const char* value, const char* label, std::int64_t count) {
    filters.push_back(Json::object({{"path", path_of(batch->id) + "/baris?yang=" + value},
                                    {"label", say({label, {}})},
                                    {"count", count},
                                    {"current", which == value}}));
  };
  filter("", "imports_web.filter_all", batch->count("rows"));
  filter("ready", "imports_web.row_ready", batch->count("ready") - batch->count("warned"));
  filter("warned", "imports_web.row_warned", batch->count("warned"));
  filter("duplicate", "imports_web.row_duplicate", batch->count("duplicates"));
  filter("refused", "imports_web.row_refused", batch->count("refused"));
  Json data = heading(*batch);
  data["label"] = say({"imports_web.filters", {}});
  data["items"] = std::move(filters);
  data["any"] = !rows.as_array().empty();
  data["rows"] = std::move(rows);
  data["which"] = which;
  data["can_choose_rows"] = batch->state == imports::batch_state::kPreview;
  data["next"] =
      more ? Json(path_of(batch->id) + "/baris?yang=" + which + "&sesudah=" + std::to_string(last)) : Json();
  return show({"imports_web.rows_title", {{"file", batch->file_name}}}, "imports/rows", std::move(data));
}

/// A tick means: this row is to be written. What that asks for depends on what stands in the way.
http::Response Page::choose_rows() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  const http::Form& form = request_.form();
  std::set<int> shown, ticked;
  for (const std::string_view row : form.all("tampil")) shown.insert(std::atoi(std::string(row).c_str()));
  for (const std::string_view row : form.all("pilih")) ticked.insert(std::atoi(std::string(row).c_str()));
  imports::Choices choices = imports::choices_from(batch->choices_json);
  context_.database.read([&](db::Reader& reader) {
    for (const int number : shown) {
      const auto found = context_.desk.rows(reader, *batch, "", number - 1, 1);
      if (found.empty() || found.front().row_number != number) continue;
      const imports::StoredRow& row = found.front();
      const bool wanted = ticked.contains(number);
      if (row.state == "duplicate") {
        if (wanted) choices.twins[number] = imports::Twin::kDifferent;
      } else if (row.state == "refused") {
        for (const std::string& kind : words_of(row.mends))
          if (wanted) choices.row_mends.emplace(number, kind), choices.declined.erase({number, kind});
      } else if (wanted) {
        choices.left_out.erase(number);
      } else if (!row.mends.empty() && row.mends.find("choice") == std::string::npos) {
        for (const std::string& kind : words_of(row.mends))
          choices.declined.emplace(number, kind), choices.row_mends.erase({number, kind});
      } else if (row.twin_row || row.twin_id) {
        choices.twins[number] = imports::Twin::kLeave;
      } else {
        choices.left_out.insert(number);
      }
    }
  });
  if (const auto chosen = context_.desk.choose(actor_, batch->id, choices); !chosen)
    return error(chosen.error());
  read_at_once(*batch);
  return context_.site.done(request_, path_of(batch->id), {"imports_web.checked_again", {}});
}

http::Response Page::columns() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  const imports::Dataset* dataset = context_.desk.datasets().find(batch->dataset);
  if (dataset == nullptr) return error({base::ErrorCode::kNotFound, {"imports.dataset_unknown", {}}});
  const auto& headers = batch->preview_json.at("headers").as_array();
  const Json& chosen = batch->preview_json.at("columns");
  Json columns = Json::array();
  for (const imports::Column& column : dataset->columns()) {
    const std::string& now = chosen.at(column.key).as_string();
    Json options = Json::array();
    for (const Json& header : headers)
      if (!header.as_string().empty())
        options.push_back(
            Json::object({{"value", header.as_string()}, {"selected", header.as_string() == now}}));
    columns.push_back(Json::object({{"key", column.key},
                                    {"label", say({column.label, {}})},
                                    {"required", column.required},
                                    {"options", std::move(options)},
                                    {"none", now.empty()}}));
  }
  Json data = heading(*batch);
  data["columns"] = std::move(columns);
  data["encoding"] = batch->preview_json.at("encoding").as_string();
  data["header_row"] = batch->preview_json.at("header_row").as_int();
  const std::string& separator = batch->preview_json.at("separator").as_string();
  data["separator"] = separator == "\t" ? say({"imports_web.tab", {}}) : separator;
  data["sheet"] =
      batch->preview_json.at("sheet").as_string().empty() ? Json() : batch->preview_json.at("sheet");
  data["text_file"] = batch->preview_json.at("format").as_string() == "CSV";
  return show({"imports_web.columns_title", {{"file", batch->file_name}}}, "imports/columns",
              std::move(data));
}

http::Response Page::choose_columns() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  const imports::Dataset* dataset = context_.desk.datasets().find(batch->dataset);
  if (dataset == nullptr) return error({base::ErrorCode::kNotFound, {"imports.dataset_unknown", {}}});
  Json columns = Json::object();
  for (const imports::Column& column : dataset->columns())
    columns[column.key] = std::string(request_.form().get("kolom-" + column.key));
  if (const auto chosen = context_.desk.choose_columns(actor_, batch->id, columns); !chosen)
    return error(chosen.error());
  read_at_once(*batch);
  return context_.site.done(request_, path_of(batch->id), {"imports_web.columns_kept", {}});
}

}  // namespace imports_web
