#include "radio/thresholds.h"

#include <algorithm>

#include "base/check.h"
#include "base/json.h"
#include "embedded/radio.h"

namespace radio {

std::optional<double> Thresholds::outdoor_dbm(Technology technology) const {
  const auto found = std::ranges::find(list, technology, &Threshold::technology);
  return found == list.end() ? std::nullopt : std::optional(found->outdoor_dbm);
}

base::Result<Thresholds> parse_thresholds(std::string_view text) {
  const auto json = base::Json::parse(text);
  if (!json) return base::fail(json.error());
  Thresholds all{json->at("date").as_string(), json->at("note").as_string(), {}};
  if (all.date.empty()) return base::fail(base::ErrorCode::kInvalid, {"radio.thresholds_no_source", {}});
  for (const base::Json& item : json->at("thresholds").as_array()) {
    const auto technology = parse_technology(item.at("technology").as_string());
    const double level = item.at("outdoor_dbm").as_double();
    if (!technology || !(level >= -150 && level <= -20))
      return base::fail(base::ErrorCode::kInvalid,
                        {"radio.thresholds_item", {{"technology", item.at("technology").as_string()}}});
    all.list.push_back({*technology, item.at("use").as_string(), level, item.at("source").as_string(),
                        item.at("date").as_string(), item.at("checked").as_bool()});
    if (all.list.back().source.empty() || all.list.back().date.empty())
      return base::fail(base::ErrorCode::kInvalid, {"radio.thresholds_no_source", {}});
  }
  return all;
}

const Thresholds& shipped_thresholds() {
  static const Thresholds shipped = [] {
    for (const base::EmbeddedFile& file : embedded::radio())
      if (file.name == "data/thresholds.json") {
        auto parsed = parse_thresholds(file.content);
        base::check(parsed.has_value(), "the shipped thresholds are valid");
        return *std::move(parsed);
      }
    base::check(false, "the thresholds are compiled in");
    return Thresholds{};
  }();
  return shipped;
}

}  // namespace radio
