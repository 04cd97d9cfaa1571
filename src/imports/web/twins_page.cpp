// Doubles beside each other, one pair at a time, and what may become of them.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "pages.h"

namespace imports_web {
namespace {

using base::Json;
using imports::Twin;

constexpr std::size_t kColumnsShown = 12;
constexpr std::array<Twin, 5> kTwins = {Twin::kLeave, Twin::kDifferent, Twin::kWhole, Twin::kPlace,
                                        Twin::kFields};

}  // namespace

/// What may become of a double; to change a record takes that this person may see it.
Json Page::twin_options(Twin chosen, bool may_merge) const {
  Json options = Json::array();
  for (const Twin twin : kTwins) {
    if (imports::merges(twin) && !may_merge) continue;
    const std::string name(imports::name_of(twin));
    options.push_back(Json::object(
        {{"value", name}, {"label", say({"imports_web.twin_" + name, {}})}, {"checked", twin == chosen}}));
  }
  return options;
}

/// The columns of which either says something, those that differ first.
Json Page::twin_lines(const imports::Dataset& dataset, const imports::StoredRow& row,
                      const std::vector<std::string>& other) const {
  std::vector<Json> lines;
  for (std::size_t c = 0; c < other.size(); ++c) {
    const std::string& mine = row.texts_json.at(dataset.columns()[c].key).as_string();
    if (mine.empty() && other[c].empty()) continue;
    lines.push_back(Json::object({{"name", say({dataset.columns()[c].label, {}})},
                                  {"mine", mine},
                                  {"other", other[c]},
                                  {"differs", mine != other[c]}}));
  }
  if (lines.size() > kColumnsShown)
    std::ranges::stable_sort(lines, std::greater{},
                             [](const Json& line) { return line.at("differs").as_bool(); });
  lines.resize(std::min(lines.size(), kColumnsShown));
  Json json = Json::array();
  for (Json& line : lines) json.push_back(std::move(line));
  return json;
}

/// The first pair from the row in the address on, or the first of all.
Json Page::twins_of(const imports::Batch& batch, const imports::Choices& choices) const {
  const imports::Dataset* dataset = context_.desk.datasets().find(batch.dataset);
  if (dataset == nullptr || batch.count("twins") == 0) return {};
  return context_.database.read([&](db::Reader& reader) -> Json {
    const std::int64_t from = std::atoll(std::string(request_.query_value("kembar")).c_str());
    auto pairs = context_.desk.rows(reader, batch, "twins", std::max<std::int64_t>(0, from - 1), 2);
    if (pairs.empty()) pairs = context_.desk.rows(reader, batch, "twins", 0, 2);
    if (pairs.empty()) return {};
    const imports::StoredRow& row = pairs.front();
    std::optional<std::vector<std::string>> other;
    if (row.twin_row) {
      const auto same = context_.desk.rows(reader, batch, "", *row.twin_row - 1, 1);
      other.emplace();
      for (const imports::Column& column : dataset->columns())
        other->push_back(same.empty() ? std::string() : same.front().texts_json.at(column.key).as_string());
    } else {
      other = dataset->describe(reader, actor_, *row.twin_id);
    }
    const bool seen = other.has_value();
    const std::string path = seen && row.twin_id && context_.record_path
                                 ? context_.record_path(batch.dataset, *row.twin_id)
                                 : std::string();
    const Twin chosen =
        row.state == "duplicate" ? Twin::kLeave : choices.twin(static_cast<int>(row.row_number));
    const std::int64_t number = context_.desk.twins_before(reader, batch, row.row_number) + 1;
    return Json::object(
        {{"row", row.row_number},
         {"of", row.twin_row ? say({"imports_web.in_row", {{"row", *row.twin_row}}})
                : seen       ? say({"imports_web.in_store", {}})
                             : say({"imports_web.in_other_office", {}})},
         {"of_path", path.empty() ? Json() : Json(path)},
         {"lines",
          twin_lines(*dataset, row, other.value_or(std::vector<std::string>(dataset->columns().size())))},
         {"name", row.name},
         {"options", twin_options(chosen, seen)},
         {"all_options", twin_options(choices.other_twins, true)},
         {"shown", say({"imports_web.pair", {{"n", number}, {"of", batch.count("twins")}}})},
         {"next", pairs.size() > 1
                      ? Json(path_of(batch.id) + "?kembar=" + std::to_string(pairs.back().row_number))
                      : Json()}});
  });
}

}  // namespace imports_web
