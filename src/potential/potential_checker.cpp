#include "potential_checker.h"

#include <algorithm>

#include "dataset_columns.h"
#include "potential/words.h"

namespace potential {
namespace {

constexpr double kSamePlace_m = 500;

const db::Sql kKnown{
    "SELECT id, name, area_code, lat, lon FROM potential_objects WHERE category = $1 AND "
    "CASE WHEN owner_office = $2 THEN face = 'work' ELSE face = 'public' END"};

/// "Goa Calau Petak" and "calau petak, gua": one name, however its words are put.
std::string name_key(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  std::ranges::replace(words, "goa", "gua");
  std::ranges::sort(words);
  std::string key;
  for (const std::string& word : words) key += word + ' ';
  return key.empty() ? fold(name) : key;  // of small words only: "A", "The One"
}

}  // namespace

PotentialChecker::PotentialChecker(db::Reader& reader, std::string_view office, const Category& category,
                                   const std::vector<imports::Column>& columns)
    : category_(category) {
  for (Known& known : reader.all<Known>(kKnown, category.key, office)) {
    std::string key = name_key(known.name);
    known_.emplace(std::move(key), std::move(known));
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const forms::Field* field = category.whole.find(columns[i].key);
    if (field == nullptr || columns[i].kind != imports::Kind::kText) continue;
    if (!field->options.empty()) choices_.emplace_back(i, field);
    if (field->kind == forms::Kind::kDate) dates_.emplace_back(i, field);
  }
}

void PotentialChecker::check(const imports::Row& row, imports::Remarks& remarks) {
  if (name_key(row[0].text).empty()) remarks.refuse(0, {"potential.name_without_letters", {}});
  for (const auto& [column, field] : choices_) {
    const imports::Value& cell = row[column];
    if (cell.blank()) {
      if (field->required) remarks.warn(column, {"potential.choice_missing", {}});
    } else if (!option_meant(category_, *field, cell.text)) {
      remarks.warn(column, {"potential.choice_unknown", {}});
    }
  }
  for (const auto& [column, field] : dates_)
    if (!row[column].blank() && !date_meant(*field, row[column].text))
      remarks.warn(column, {"potential.date_unknown", {}});
}

std::optional<std::string> PotentialChecker::twin(const imports::Row& row) {
  const auto [begin, end] = known_.equal_range(name_key(row[0].text));
  for (auto it = begin; it != end; ++it) {
    const Known& known = it->second;
    const bool near = row.place && geo::distance_m(row.place->point, {known.lat, known.lon}) <= kSamePlace_m;
    if (near || known.area_code == row.area_code) return known.id;
  }
  return std::nullopt;
}

}  // namespace potential
