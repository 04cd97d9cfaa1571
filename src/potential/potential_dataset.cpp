#include "potential/potential_dataset.h"

#include <algorithm>

#include "dataset_columns.h"
#include "geo/geojson.h"
#include "history.h"
#include "object_store.h"
#include "potential/duty.h"
#include "potential_checker.h"

namespace potential {
namespace {

using imports::Precision;

std::size_t index_of(const std::vector<imports::Column>& columns, std::string_view key) {
  return static_cast<std::size_t>(std::ranges::find(columns, key, &imports::Column::key) - columns.begin());
}

std::string_view name_of(Precision precision) {
  switch (precision) {
    case Precision::kSurveyed:
      return "surveyed";
    case Precision::kGps:
      return "gps";
    case Precision::kPointed:
      return "pointed";
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
  if (field.kind == forms::Kind::kDate) {
    const auto date = date_meant(field, value.text);
    return date ? base::Json(*date) : base::Json();
  }
  if (const base::Json number = number_json(value); !number.is_null()) return number;
  return std::string(value.text);
}

/// In the history of every object that a batch touches.
std::string reason_of(const std::string& batch) {
  return "import " + batch;
}
std::string undo_reason_of(const std::string& batch) {
  return "undo import " + batch;
}

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

std::unique_ptr<imports::Checker> PotentialDataset::checker(db::Reader& reader,
                                                            std::string_view office) const {
  return std::make_unique<PotentialChecker>(reader, office, category_, columns_);
}

/// Takes every cell that says something; what a blank one could have said stays as it is.
void PotentialDataset::take_cells(Record& record, const imports::Row& row) const {
  const auto cell = [&](std::string_view key) -> const imports::Value& {
    return row[index_of(columns_, key)];
  };
  text_fields(
      [&](const char* name, std::string& text) {
        if (name == std::string_view("place_precision") || cell(name).blank()) return;
        const base::Json value = value_of(category_, *category_.whole.find(name), cell(name));
        if (value.is_string()) text = value.as_string();
      },
      record);
  if (!cell("links").blank()) record.links = parse_links(cell("links").text);
  for (const forms::Field& field : category_.own.fields) {
    const std::size_t column = index_of(columns_, field.key);
    if (column == columns_.size()) continue;
    if (base::Json value = value_of(category_, field, row[column]); !value.is_null())
      record.details[field.key] = std::move(value);
  }
}

base::Result<imports::Written> PotentialDataset::write(db::Transaction& transaction,
                                                       const imports::Writing& writing,
                                                       const imports::Row& row) const {
  Record record;
  record.category = category_.key;
  record.owner_office = identity::OfficeId::from_trusted(writing.office);
  if (const auto duty = duty_of(transaction, record.owner_office, category_))
    record.tupoksi_item = duty->id.text();
  take_place(record, row);
  take_cells(record, row);
  auto object =
      desk_.create(transaction, writing.actor, std::move(record), writing.now, reason_of(writing.batch));
  if (!object) return base::fail(object.error());
  return imports::Written{object->id.text(), std::to_string(object->version)};
}

base::Result<imports::Written> PotentialDataset::merge(db::Transaction& transaction,
                                                       const imports::Writing& writing,
                                                       const imports::Row& row,
                                                       const imports::Merge& merge) const {
  const auto id = ObjectId::parse(merge.id);
  if (!id) return base::fail(object_unknown());
  const auto object = desk_.find(transaction, writing.actor, *id);
  if (!object) return base::fail(object.error());
  if (!writing.office.empty() && object->record.owner_office.text() != writing.office)
    return base::fail(base::ErrorCode::kNotAllowed, {"potential.merge_other_office", {}});
  Record record = object->record;
  // The middle of its village is no news of where it is.
  if (merge.place && row.typed) take_place(record, row);
  if (merge.fields) take_cells(record, row);
  record.name = object->record.name;  // the same but for its writing, or it would be no double
  auto edited = desk_.edit(transaction, writing.actor, {*id, object->version}, std::move(record), writing.now,
                           reason_of(writing.batch));
  if (!edited) return base::fail(edited.error());
  return imports::Written{merge.id, std::to_string(edited->version), std::to_string(object->version)};
}

base::Result<void> PotentialDataset::undo(db::Transaction& transaction, const imports::Writing& writing,
                                          const imports::Written& written) const {
  const auto id = ObjectId::parse(written.id);
  if (!id) return base::fail(object_unknown());
  const auto object = desk_.find(transaction, writing.actor, *id);
  if (!object) return base::fail(object.error());
  const std::string reasons[] = {reason_of(writing.batch), undo_reason_of(writing.batch)};
  // Who changed it, so that the two can talk.
  if (const auto other = changed_by_others(transaction, *id, std::atoll(written.version.c_str()), reasons))
    return base::fail(base::ErrorCode::kChanged,
                      {"potential.changed_since_import",
                       {{"person", other->person_name}, {"at", base::format_rfc3339(other->at)}}});
  const Seen seen{*id, object->version};
  if (!written.before) return desk_.take_back(transaction, writing.actor, seen, writing.now, reasons);
  auto record = desk_.revision(transaction, writing.actor, {*id, std::atoll(written.before->c_str())});
  if (!record) return base::fail(record.error());
  const auto edited =
      desk_.edit(transaction, writing.actor, seen, std::move(*record), writing.now, reasons[1]);
  if (!edited) return base::fail(edited.error());
  return {};
}

std::optional<std::vector<std::string>> PotentialDataset::describe(db::Reader& reader,
                                                                   const identity::Actor& actor,
                                                                   std::string_view id) const {
  const auto parsed = ObjectId::parse(id);
  if (!parsed) return std::nullopt;
  const auto work = desk_.find(reader, actor, *parsed);
  const auto object = work ? std::optional(*work) : load_object(reader, *parsed, Face::kPublic);
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
