#include "potential/potential_dataset.h"

#include <algorithm>
#include <unordered_map>

#include "dataset_columns.h"
#include "geo/geojson.h"
#include "history.h"
#include "object_store.h"
#include "potential/words.h"

namespace potential {
namespace {

using imports::Precision;

constexpr double kSamePlace_m = 500;

const db::Sql kKnown{
    "SELECT id, name, area_code, lat, lon FROM potential_objects WHERE face = 'work' AND category = $1"};

std::size_t index_of(const std::vector<imports::Column>& columns, std::string_view key) {
  return static_cast<std::size_t>(std::ranges::find(columns, key, &imports::Column::key) - columns.begin());
}

/// "Goa Calau Petak" and "calau petak, gua": one name, however its words are put.
std::string name_key(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  std::ranges::replace(words, "goa", "gua");
  std::ranges::sort(words);
  std::string key;
  for (const std::string& word : words) key += word + ' ';
  return key;
}

std::string_view name_of(Precision precision) {
  switch (precision) {
    case Precision::kSurveyed:
      return "surveyed";
    case Precision::kGps:
      return "gps";
    case Precision::kVillageCentroid:
    case Precision::kDistrictCentroid:
      return "centroid";
    case Precision::kUnknown:
      return "stated";
  }
  return "stated";
}

base::Json number_json(const imports::Value& value) {
  if (const auto number = value.get<double>()) return *number;
  if (const auto number = value.get<std::int64_t>()) return *number;
  if (const auto amount = value.get<base::Rupiah>()) return amount->amount;
  if (const auto yes = value.get<bool>()) return *yes;
  return {};
}

/// The value of a field as the form wants it; null where the cell says nothing that fits.
base::Json value_of(const Category& category, const forms::Field& field, const imports::Value& value) {
  if (value.blank()) return {};
  if (field.kind == forms::Kind::kChoice) {
    const auto option = option_meant(category, field, value.text);
    if (option) return *option;
    const bool has_other =
        std::ranges::find(field.options, "other", &forms::Option::value) != field.options.end();
    return has_other ? base::Json("other") : base::Json();
  }
  if (const base::Json number = number_json(value); !number.is_null()) return number;
  return std::string(value.text);
}

struct Known {
  std::string id, name, area_code;
  double lat = 0, lon = 0;
};
template <class Visit>
void fields(Visit& visit, Known& k) {
  visit("id", k.id), visit("name", k.name), visit("area_code", k.area_code), visit("lat", k.lat),
      visit("lon", k.lon);
}

class PotentialChecker final : public imports::Checker {
 public:
  PotentialChecker(db::Reader& reader, const Category& category, const std::vector<imports::Column>& columns)
      : category_(category), columns_(columns) {
    for (Known& known : reader.all<Known>(kKnown, category.key)) {
      std::string key = name_key(known.name);
      known_.emplace(std::move(key), std::move(known));
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (const forms::Field* field = category.whole.find(columns[i].key);
          field != nullptr && !field->options.empty() && columns[i].kind == imports::Kind::kText)
        choices_.emplace_back(i, field);
  }

  void check(const imports::Row& row, imports::Remarks& remarks) override {
    if (name_key(row[0].text).empty()) remarks.refuse(0, {"potential.name_without_letters", {}});
    for (const auto& [column, field] : choices_) {
      const imports::Value& cell = row[column];
      if (cell.blank()) {
        if (field->required) remarks.warn(column, {"potential.choice_missing", {}});
      } else if (!option_meant(category_, *field, cell.text)) {
        remarks.warn(column, {"potential.choice_unknown", {}});
      }
    }
  }

  std::optional<std::string> twin(const imports::Row& row) override {
    const auto [begin, end] = known_.equal_range(name_key(row[0].text));
    for (auto it = begin; it != end; ++it) {
      const Known& known = it->second;
      const bool near =
          row.place && geo::distance_m(row.place->point, {known.lat, known.lon}) <= kSamePlace_m;
      if (near || known.area_code == row.area_code) return known.id;
    }
    return std::nullopt;
  }

 private:
  const Category& category_;
  const std::vector<imports::Column>& columns_;
  std::unordered_multimap<std::string, Known> known_;
  std::vector<std::pair<std::size_t, const forms::Field*>> choices_;
};

void take_place(Record& record, const imports::Row& row) {
  record.area_code = row.area_code;
  if (!row.place) return;
  record.shape = row.place->point;
  record.place_precision = name_of(row.place->precision);
  if (record.place_precision == "gps") record.accuracy_m = row.place->accuracy_m;
  // A device without its accuracy says no more than the source does.
  if (record.place_precision == "gps" && !record.accuracy_m) record.place_precision = "stated";
  if (row.geometry.empty()) return;
  if (const auto json = base::Json::parse(row.geometry))
    if (auto shape = geo::parse_geometry(*json)) record.shape = std::move(*shape);
}

}  // namespace

PotentialDataset::PotentialDataset(const InventoryDesk& desk, const Category& category)
    : desk_(desk), category_(category), columns_(columns_of(category, desk.categories().common())) {}

std::string PotentialDataset::key() const {
  return "potential/" + category_.key;
}
std::string PotentialDataset::title() const {
  return "potential.dataset." + category_.key;
}

std::unique_ptr<imports::Checker> PotentialDataset::checker(db::Reader& reader) const {
  return std::make_unique<PotentialChecker>(reader, category_, columns_);
}

base::Result<imports::Written> PotentialDataset::write(db::Transaction& transaction,
                                                       const imports::Writing& writing,
                                                       const imports::Row& row) const {
  Record record;
  record.category = category_.key;
  record.owner_office = identity::OfficeId::from_trusted(writing.office);
  take_place(record, row);
  const auto cell = [&](std::string_view key) -> const imports::Value& {
    return row[index_of(columns_, key)];
  };
  const base::Json no_date;
  text_fields(
      [&](const char* name, std::string& text) {
        if (name == std::string_view("place_precision")) return;
        const forms::Field* field = category_.whole.find(name);
        text = value_of(category_, *field, cell(name)).as_string();
      },
      record);
  record.links = parse_links(cell("links").text);
  for (const forms::Field& field : category_.own.fields) {
    const std::size_t column = index_of(columns_, field.key);
    if (column == columns_.size()) continue;
    if (base::Json value = value_of(category_, field, row[column]); !value.is_null())
      record.details[field.key] = std::move(value);
  }
  auto object =
      desk_.create(transaction, writing.actor, std::move(record), writing.now, "import " + writing.batch);
  if (!object) return base::fail(object.error());
  return imports::Written{object->id.text(), std::to_string(object->version)};
}

base::Result<void> PotentialDataset::undo(db::Transaction& transaction, const imports::Writing& writing,
                                          const imports::Written& written) const {
  const auto id = ObjectId::parse(written.id);
  if (!id) return base::fail(base::ErrorCode::kNotFound, {"potential.object_unknown", {}});
  const Seen seen{*id, std::atoll(written.version.c_str())};
  auto undone = desk_.take_back(transaction, writing.actor, seen, writing.now);
  if (undone || undone.error().code != base::ErrorCode::kChanged) return undone;
  const auto revisions = revisions_of(transaction, *id);
  if (revisions.empty()) return undone;
  // Who changed it, so that the two can talk.
  return base::fail(base::ErrorCode::kChanged, {"potential.changed_since_import",
                                                {{"person", revisions.front().person_name},
                                                 {"at", base::format_rfc3339(revisions.front().at)}}});
}

std::optional<std::vector<std::string>> PotentialDataset::describe(db::Reader& reader,
                                                                   std::string_view id) const {
  const auto parsed = ObjectId::parse(id);
  if (!parsed) return std::nullopt;
  const auto object = load_object(reader, *parsed, Face::kWork);
  if (!object) return std::nullopt;
  const base::Json values = values_of(object->record);
  std::vector<std::string> texts;
  for (const imports::Column& column : columns_) {
    const base::Json& value = values.at(column.key);
    if (column.key == "lat" || column.key == "lon")
      texts.push_back(values.at("place").at(column.key).dump());
    else if (column.key == "area_code")
      texts.push_back(object->record.area_code);
    else
      texts.push_back(value.is_string() ? value.as_string() : value.is_null() ? "" : value.dump());
  }
  return texts;
}

}  // namespace potential
