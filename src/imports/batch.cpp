#include "imports/batch.h"

#include <algorithm>
#include <array>

namespace imports {
namespace {

constexpr std::array<std::string_view, 5> kTwinNames = {"leave", "different", "place", "fields", "whole"};

base::Json twins_json(const std::map<int, Twin>& twins) {
  base::Json json = base::Json::array();
  for (const auto& [row, twin] : twins) json.push_back(base::Json::array({row, name_of(twin)}));
  return json;
}

std::map<int, Twin> twins_from(const base::Json& json) {
  std::map<int, Twin> twins;
  for (const base::Json& item : json.as_array())
    if (item.as_array().size() == 2)
      if (const auto twin = parse_twin(item.as_array()[1].as_string()))
        twins.emplace(static_cast<int>(item.as_array()[0].as_int()), *twin);
  return twins;
}

base::Json rows_json(const std::set<int>& rows) {
  base::Json json = base::Json::array();
  for (const int row : rows) json.push_back(row);
  return json;
}

std::set<int> rows_from(const base::Json& json) {
  std::set<int> rows;
  for (const base::Json& row : json.as_array()) rows.insert(static_cast<int>(row.as_int()));
  return rows;
}

base::Json pairs_json(const std::set<std::pair<int, std::string>>& pairs) {
  base::Json json = base::Json::array();
  for (const auto& [row, mend] : pairs) json.push_back(base::Json::array({row, mend}));
  return json;
}

std::set<std::pair<int, std::string>> pairs_from(const base::Json& json) {
  std::set<std::pair<int, std::string>> pairs;
  for (const base::Json& item : json.as_array())
    if (item.as_array().size() == 2)
      pairs.emplace(static_cast<int>(item.as_array()[0].as_int()), item.as_array()[1].as_string());
  return pairs;
}

}  // namespace

std::string_view name_of(Twin twin) {
  return kTwinNames[static_cast<std::size_t>(twin)];
}

std::optional<Twin> parse_twin(std::string_view name) {
  const auto found = std::ranges::find(kTwinNames, name);
  if (found == kTwinNames.end()) return std::nullopt;
  return static_cast<Twin>(found - kTwinNames.begin());
}

std::string_view name_of(RowState state) {
  switch (state) {
    case RowState::kReady:
      return "ready";
    case RowState::kWarned:
      return "warned";
    case RowState::kDuplicate:
      return "duplicate";
    case RowState::kRefused:
      return "refused";
  }
  return "";
}

base::Json to_json(const Counts& counts) {
  return base::Json::object({{"rows", counts.rows},
                             {"ready", counts.ready},
                             {"warned", counts.warned},
                             {"refused", counts.refused},
                             {"duplicates", counts.duplicates},
                             {"twins", counts.twins},
                             {"merged", counts.merged},
                             {"mended", counts.mended}});
}

base::Json to_json(const Choices& choices) {
  base::Json mends = base::Json::array();
  for (const std::string& kind : choices.mends) mends.push_back(kind);
  return base::Json::object({{"mends", std::move(mends)},
                             {"row_mends", pairs_json(choices.row_mends)},
                             {"declined", pairs_json(choices.declined)},
                             {"twins", twins_json(choices.twins)},
                             {"other_twins", name_of(choices.other_twins)},
                             {"left_out", rows_json(choices.left_out)}});
}

Choices choices_from(const base::Json& json) {
  Choices choices;
  for (const base::Json& kind : json.at("mends").as_array()) choices.mends.insert(kind.as_string());
  choices.row_mends = pairs_from(json.at("row_mends"));
  choices.declined = pairs_from(json.at("declined"));
  choices.twins = twins_from(json.at("twins"));
  choices.other_twins = parse_twin(json.at("other_twins").as_string()).value_or(Twin::kLeave);
  choices.left_out = rows_from(json.at("left_out"));
  return choices;
}

}  // namespace imports
