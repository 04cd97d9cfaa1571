#include "imports/speak.h"

#include "imports/dataset.h"
#include "tables/text.h"

namespace imports {
namespace {

constexpr std::size_t kShownValue = 60;

/// Never in a cell: control characters are cleaned away.
constexpr char kSentence = '\x01';

}  // namespace

std::string sentence_value(std::string_view key) {
  return kSentence + std::string(key);
}

std::string say(const text::Catalogue& catalogue, text::Language language, const base::Message& message) {
  base::Message spoken = message;
  for (auto& [name, value] : spoken.values) {
    auto* words = std::get_if<std::string>(&value);
    if (words == nullptr || words->empty() || words->front() != kSentence) continue;
    const std::string key = words->substr(1);
    *words = catalogue.has(key) ? catalogue.say(language, {key, {}}) : key;
  }
  return catalogue.say(language, spoken);
}

base::Json message_json(const base::Message& message) {
  base::Json values = base::Json::object();
  for (const auto& named : message.values)
    std::visit([&](const auto& value) { values[named.first] = base::Json(value); }, named.second);
  return base::Json::object({{"key", message.key}, {"values", std::move(values)}});
}

base::Message message_from(const base::Json& json) {
  base::Message message{json.at("key").as_string(), {}};
  for (const auto& [name, value] : json.at("values").as_object()) {
    if (value.is_int()) {
      message.values.emplace_back(name, value.as_int());
    } else if (value.is_number()) {
      message.values.emplace_back(name, value.as_double());
    } else {
      message.values.emplace_back(name, value.as_string());
    }
  }
  return message;
}

std::string column_name(std::size_t column, const Dataset& dataset, const Mapping& mapping) {
  const std::string& header = mapping.header(column);
  return header.empty() ? sentence_value(dataset.columns()[column].label) : header;
}

base::Message full_message(const Remark& remark, const Dataset& dataset, const Mapping& mapping,
                           const Row& row) {
  base::Message message = remark.message;
  if (!remark.column) return message;
  message.values.emplace_back("column", column_name(*remark.column, dataset, mapping));
  message.values.emplace_back("value", tables::shorten(row.values[*remark.column].text, kShownValue));
  return message;
}

}  // namespace imports
