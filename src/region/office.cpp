#include "region/office.h"

#include <algorithm>
#include <array>

#include "audit/audit.h"
#include "base/fields.h"
#include "identity/audit.h"
#include "office_limits.h"
#include "region/area_book.h"
#include "region/area_names.h"
#include "tables/text.h"

namespace region {
namespace {

constexpr std::array<std::string_view, 7> kOfficeKinds = {"dinas",     "badan", "sekretariat", "kecamatan",
                                                          "kelurahan", "desa",  "lainnya"};

const db::Sql kAll{
    "SELECT id, key, name, short_name, kind, area_id, sample, active, version FROM offices WHERE active OR "
    "$1 ORDER BY name, id"};
const db::Sql kById{
    "SELECT id, key, name, short_name, kind, area_id, sample, active, version FROM offices WHERE id = $1"};
const db::Sql kByKey{
    "SELECT id, key, name, short_name, kind, area_id, sample, active, version FROM offices WHERE key = $1"};
const db::Sql kItems{
    "SELECT id, office_id, number, text, legal_basis, sample, active FROM tupoksi_items"
    " WHERE office_id = $1 AND (active OR $2) ORDER BY position, id"};
const db::Sql kItem{
    "SELECT id, office_id, number, text, legal_basis, sample, active FROM tupoksi_items WHERE id = $1"};
const db::Sql kAdd{
    "INSERT INTO offices (id, key, name, short_name, kind, area_id, sample, active, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)"};
const db::Sql kChange{
    "UPDATE offices SET name = $3, short_name = $4, kind = $5, area_id = $6, sample = $7, active = $8, "
    "version = version + 1"
    " WHERE id = $1 AND version = $2"};
const db::Sql kTouch{"UPDATE offices SET version = version + 1 WHERE id = $1 AND version = $2"};
const db::Sql kAddItem{
    "INSERT INTO tupoksi_items (id, office_id, number, text, legal_basis, sample, active, position)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT coalesce(max(position), 0) + 1 FROM tupoksi_items WHERE "
    "office_id = $2))"};
const db::Sql kChangeItem{
    "UPDATE tupoksi_items SET number = $2, text = $3, legal_basis = $4, sample = $5, active = $6 WHERE id = "
    "$1"};

base::Message missing() {
  return {"region.office.field_missing", {}};
}
base::Message too_long(std::size_t limit) {
  return {"region.office.field_too_long", {{"limit", static_cast<std::int64_t>(limit)}}};
}

void check_text(std::vector<base::FieldError>& errors, const char* field, const std::string& text,
                std::size_t limit) {
  if (tables::trim(text).empty()) errors.push_back({field, missing()});
  if (tables::length(text) > limit) errors.push_back({field, too_long(limit)});
}

tl::unexpected<base::Error> invalid(std::vector<base::FieldError> errors) {
  return base::fail(base::ErrorCode::kInvalid, {"region.office.to_mend", {}}, std::move(errors));
}

tl::unexpected<base::Error> not_found() {
  return base::fail(base::ErrorCode::kNotFound, {"region.office.unknown", {}});
}
tl::unexpected<base::Error> changed() {
  return base::fail(base::ErrorCode::kChanged, {"region.office.changed", {}});
}

/// The edit's area, when all of the edit is in order.
base::Result<std::optional<AreaId>> judge(db::Reader& reader, const OfficeEdit& edit) {
  std::vector<base::FieldError> errors;
  check_text(errors, "name", edit.name, kMaxOfficeName);
  if (tables::length(edit.short_name) > kMaxOfficeName)
    errors.push_back({"short_name", too_long(kMaxOfficeName)});
  if (!is_office_kind(edit.kind)) errors.push_back({"kind", missing()});
  std::optional<AreaId> area;
  if (!edit.area_code.empty()) {
    const auto book = AreaBook::load(reader);
    if (const Area* found = book->find(edit.area_code))
      area = found->id;
    else
      errors.push_back({"area_code", {"region.import.code_unknown", {{"value", edit.area_code}}}});
  }
  if (!errors.empty()) return invalid(std::move(errors));
  return area;
}

std::vector<base::FieldError> judge(const TupoksiEdit& edit) {
  std::vector<base::FieldError> errors;
  check_text(errors, "number", edit.number, 20);
  check_text(errors, "text", edit.text, kMaxDutyText);
  check_text(errors, "legal_basis", edit.legal_basis, 300);
  return errors;
}

std::string free_key(db::Reader& reader, const std::string& name) {
  const std::string slug = slug_of_name(name);
  std::string key = slug;
  for (int n = 2; find_office(reader, key); ++n) key = slug + "-" + std::to_string(n);
  return key;
}

void record(db::Transaction& tx, const identity::Actor& actor, const char* action, const OfficeId& office,
            base::Json before, base::Json after, base::Instant now) {
  audit::record(tx,
                {.who = identity::who(actor),
                 .action = action,
                 .subject = "office/" + office.text(),
                 .before = std::move(before),
                 .after = std::move(after)},
                now);
}

}  // namespace

bool is_office_kind(std::string_view name) {
  return std::ranges::find(kOfficeKinds, name) != kOfficeKinds.end();
}

std::vector<Office> offices(db::Reader& reader, bool with_closed) {
  return reader.all<Office>(kAll, with_closed);
}

std::optional<Office> find_office(db::Reader& reader, const OfficeId& id) {
  return reader.one<Office>(kById, id);
}

std::optional<Office> find_office(db::Reader& reader, std::string_view key) {
  return reader.one<Office>(kByKey, key);
}

std::vector<TupoksiItem> tupoksi_of(db::Reader& reader, const OfficeId& office, bool with_retired) {
  return reader.all<TupoksiItem>(kItems, office, with_retired);
}

std::optional<TupoksiItem> find_tupoksi(db::Reader& reader, const TupoksiItemId& id) {
  return reader.one<TupoksiItem>(kItem, id);
}

base::Result<OfficeId> add_office(db::Transaction& tx, const identity::Actor& actor, const OfficeEdit& edit,
                                  base::Instant now) {
  if (auto no = identity::refuse(actor, identity::Permission::kManageOffices)) return base::fail(*no);
  const auto area = judge(tx, edit);
  if (!area) return base::fail(area.error());
  const auto id = OfficeId::make(now);
  tx.execute(kAdd, id, free_key(tx, edit.name), edit.name, edit.short_name, edit.kind, *area, false,
             edit.active);
  record(tx, actor, "region.office_added", id, {}, base::to_json(*find_office(tx, id)), now);
  return id;
}

base::Result<void> change_office(db::Transaction& tx, const identity::Actor& actor, const OfficeId& id,
                                 std::int64_t version, const OfficeEdit& edit, base::Instant now) {
  if (auto no = identity::refuse(actor, identity::Permission::kManageOffices)) return base::fail(*no);
  const auto before = find_office(tx, id);
  if (!before) return not_found();
  const auto area = judge(tx, edit);
  if (!area) return base::fail(area.error());
  if (tx.execute(kChange, id, version, edit.name, edit.short_name, edit.kind, *area, false, edit.active) == 0)
    return changed();
  record(tx, actor, "region.office_changed", id, base::to_json(*before), base::to_json(*find_office(tx, id)),
         now);
  return {};
}

base::Result<TupoksiItemId> add_tupoksi(db::Transaction& tx, const identity::Actor& actor,
                                        const OfficeId& office, std::int64_t version, const TupoksiEdit& edit,
                                        base::Instant now) {
  if (auto no = identity::refuse(actor, identity::Permission::kManageOffices)) return base::fail(*no);
  if (!find_office(tx, office)) return not_found();
  if (auto errors = judge(edit); !errors.empty()) return invalid(std::move(errors));
  if (tx.execute(kTouch, office, version) == 0) return changed();
  const auto id = TupoksiItemId::make(now);
  tx.execute(kAddItem, id, office, edit.number, edit.text, edit.legal_basis, false, edit.active);
  record(tx, actor, "region.tupoksi_added", office, {}, base::to_json(*find_tupoksi(tx, id)), now);
  return id;
}

base::Result<void> change_tupoksi(db::Transaction& tx, const identity::Actor& actor, const TupoksiItemId& id,
                                  std::int64_t version, const TupoksiEdit& edit, base::Instant now) {
  if (auto no = identity::refuse(actor, identity::Permission::kManageOffices)) return base::fail(*no);
  const auto before = find_tupoksi(tx, id);
  if (!before) return not_found();
  if (auto errors = judge(edit); !errors.empty()) return invalid(std::move(errors));
  if (tx.execute(kTouch, before->office_id, version) == 0) return changed();
  tx.execute(kChangeItem, id, edit.number, edit.text, edit.legal_basis, false, edit.active);
  record(tx, actor, "region.tupoksi_changed", before->office_id, base::to_json(*before),
         base::to_json(*find_tupoksi(tx, id)), now);
  return {};
}

}  // namespace region
