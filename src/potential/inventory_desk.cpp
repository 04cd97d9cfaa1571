#include "potential/inventory_desk.h"

#include <utility>

#include "files/store.h"
#include "forms/validate.h"
#include "history.h"
#include "imports/territory.h"
#include "indexed_words.h"
#include "object_store.h"
#include "potential/listing.h"

namespace potential {
namespace {

using base::ErrorCode;
using identity::Permission;

const db::Sql kOfficeWorks{"SELECT 1 FROM offices WHERE id = $1 AND active"};
const db::Sql kPhotoShown{
    "SELECT 1 FROM potential_photos p JOIN potential_objects o ON o.id = p.object_id AND o.face = p.face "
    "WHERE p.digest = $1 AND p.face = 'public' LIMIT 1"};
const db::Sql kItemOfOffice{"SELECT 1 FROM tupoksi_items WHERE id = $1 AND office_id = $2"};

base::Error changed() {
  return {ErrorCode::kChanged, {"potential.changed_meanwhile", {}}};
}

base::FieldError wrong(const char* field, const char* key) {
  return {field, {key, {}}};
}

/// The permissions of which one is enough.
std::vector<Permission> permissions_for(Act act, const Object& object) {
  switch (act) {
    case Act::kVerify:
      return {Permission::kVerifyInventory};
    case Act::kReturn:  // writers may take back what they submitted
      return {Permission::kVerifyInventory, Permission::kEditInventory};
    case Act::kPublish:
      return {Permission::kPublishInventory};
    case Act::kArchive:
      return {object.published_version ? Permission::kPublishInventory : Permission::kEditInventory};
    default:
      return {Permission::kEditInventory};
  }
}

/// For the store of files: the history shows every photo that an object ever had, so none is let go.
std::string owner_of(const ObjectId& id) {
  return "potential_object/" + id.text();
}

std::optional<base::Error> refuse_act(const identity::Actor& actor, Act act, const Object& object) {
  std::optional<base::Error> refusal;
  for (const Permission permission : permissions_for(act, object)) {
    refusal = identity::refuse(actor, permission, object.record.owner_office);
    if (!refusal) return std::nullopt;
  }
  return refusal;
}

/// The village that a place belongs to, as an import judges it: none where it lies outside the regency.
const region::Area* village_for(const region::AreaBook& book, geo::Point point) {
  const auto nearest = book.nearest(point);
  if (nearest.village == nullptr) return nullptr;
  const bool drawn = book.boundary_kind(*nearest.village) == region::BoundaryKind::kIndicative;
  const double reach_m = drawn ? imports::kEdge_m : imports::kReachWithoutBorders_m;
  return nearest.distance_m <= reach_m || book.inside(point) ? nearest.village : nullptr;
}

}  // namespace

std::optional<Object> InventoryDesk::published(db::Reader& reader, std::string_view slug) const {
  db::Query where = visible_to(identity::Actor::nobody(), Face::kPublic);
  return load_object(reader, where.append(" AND o.slug = ").bind(slug));
}

base::Result<Object> InventoryDesk::find(db::Reader& reader, const identity::Actor& actor,
                                         const ObjectId& id) const {
  db::Query where = visible_to(actor, Face::kWork);
  auto object = load_object(reader, where.append(" AND o.id = ").bind(id));
  if (!object) return base::fail(object_unknown());
  return std::move(*object);
}

base::Result<Object> InventoryDesk::find_to_edit(db::Reader& reader, const identity::Actor& actor,
                                                 const ObjectId& id) const {
  auto object = find(reader, actor, id);
  if (!object) return object;
  if (auto no = refuse_act(actor, Act::kEdit, *object)) return base::fail(*no);
  return object;
}

/// Whether the person may is told before whether the object was changed.
base::Result<Object> InventoryDesk::load_seen(db::Reader& reader, const identity::Actor& actor,
                                              const Seen& seen, Act act) const {
  auto object = find(reader, actor, seen.id);
  if (!object) return object;
  if (auto no = refuse_act(actor, act, *object)) return base::fail(*no);
  if (object->version != seen.version) return base::fail(changed());
  return object;
}

/// Imports leave drafts with gaps; what is submitted has none.
base::Result<void> InventoryDesk::check_whole(const Record& record) const {
  const Category* category = categories_.find(record.category);
  if (category == nullptr)
    return base::fail(ErrorCode::kInvalid, {"potential.record_wrong", {}},
                      {wrong("category", "potential.category_unknown")});
  auto errors = forms::validate(category->whole, values_of(record));
  if (errors.empty()) return {};
  return base::fail(ErrorCode::kInvalid, {"potential.record_incomplete", {}}, std::move(errors));
}

/// Finds the village, and judges what only the store can judge.
base::Result<void> InventoryDesk::settle(db::Reader& reader, Record& record) const {
  std::vector<base::FieldError> errors;
  if (categories_.find(record.category) == nullptr)
    errors.push_back(wrong("category", "potential.category_unknown"));
  if (!reader.one<std::int64_t>(kOfficeWorks, record.owner_office))
    errors.push_back(wrong("owner_office", "potential.office_unknown"));
  else if (record.tupoksi_item &&
           !reader.one<std::int64_t>(kItemOfOffice, *record.tupoksi_item, record.owner_office))
    errors.push_back(wrong("tupoksi_item", "potential.item_of_other_office"));
  const auto book = areas_.current(reader);
  const bool known_area = record.place_precision == "centroid" && book->find(record.area_code) != nullptr;
  if (!known_area) {
    if (const region::Area* village = village_for(*book, record.point()))
      record.area_code = village->code;
    else
      errors.push_back(wrong("place", "potential.place_outside"));
  }
  if (!errors.empty())
    return base::fail(ErrorCode::kInvalid, {"potential.record_wrong", {}}, std::move(errors));
  return {};
}

base::Result<void> InventoryDesk::keep(db::Transaction& transaction, const identity::Actor& actor,
                                       const Object& object, Act act, std::string_view reason,
                                       const Record& before) const {
  for (const PhotoRef& photo : object.record.photos)
    for (const std::string& digest : {photo.page, photo.thumbnail})
      if (auto held = files::refer(transaction, {digest}, owner_of(object.id)); !held)
        return base::fail(held.error());
  const auto book = areas_.current(transaction);
  save_object(transaction, object, indexed_words(object.record, categories_, *book));
  add_revision(transaction, actor, object, act, reason);
  record_for_audit(transaction, actor, object, {name_of(act), reason, before}, object.updated_at);
  return {};
}

base::Result<Object> InventoryDesk::create(db::Transaction& transaction, const identity::Actor& actor,
                                           Record record, base::Instant now, std::string_view reason) const {
  if (auto no = identity::refuse(actor, Permission::kEditInventory, record.owner_office))
    return base::fail(*no);
  if (auto settled = settle(transaction, record); !settled) return base::fail(settled.error());
  Object object{.id = ObjectId::make(now),
                .slug = free_slug(transaction, record.name),
                .version = 1,
                .created_at = now,
                .updated_at = now,
                .record = std::move(record)};
  if (auto kept = keep(transaction, actor, object, Act::kCreate, reason, {}); !kept)
    return base::fail(kept.error());
  return object;
}

base::Result<Object> InventoryDesk::edit(db::Transaction& transaction, const identity::Actor& actor,
                                         const Seen& seen, Record record, base::Instant now,
                                         std::string_view reason) const {
  auto object = load_seen(transaction, actor, seen, Act::kEdit);
  if (!object) return object;
  if (auto no = identity::refuse(actor, Permission::kEditInventory, record.owner_office))
    return base::fail(*no);
  if (auto settled = settle(transaction, record); !settled) return base::fail(settled.error());
  const auto state = next_state(object->state, Act::kEdit, {});
  if (!state) return base::fail(state.error());
  if (record == object->record) return object;
  const Record before = std::exchange(object->record, std::move(record));
  object->state = *state;
  object->version += 1;
  object->updated_at = now;
  if (auto kept = keep(transaction, actor, *object, Act::kEdit, reason, before); !kept)
    return base::fail(kept.error());
  return object;
}

base::Result<Object> InventoryDesk::act(db::Transaction& transaction, const identity::Actor& actor,
                                        const Seen& seen, Act act, std::string_view reason,
                                        base::Instant now) const {
  auto object = load_seen(transaction, actor, seen, act);
  if (!object) return object;
  const bool hand = had_a_hand(transaction, actor, *object);
  const auto state = next_state(object->state, act, {.had_a_hand = hand, .reason = reason});
  if (!state) return base::fail(state.error());
  if (act == Act::kSubmit)
    if (auto whole = check_whole(object->record); !whole) return base::fail(whole.error());
  object->state = *state;
  object->version += 1;
  object->updated_at = now;
  if (act == Act::kPublish) {
    object->published_version = object->version;
    show_to_public(transaction, *object);
  }
  if (act == Act::kArchive) {
    object->published_version.reset();
    remove_public_face(transaction, object->id);
  }
  if (auto kept = keep(transaction, actor, *object, act, reason, object->record); !kept)
    return base::fail(kept.error());
  return object;
}

void InventoryDesk::show_to_public(db::Transaction& transaction, const Object& work) const {
  Object face = work;
  face.face = Face::kPublic;
  const auto book = areas_.current(transaction);
  save_object(transaction, face, indexed_words(face.record, categories_, *book));
}

base::Result<Object> InventoryDesk::restore(db::Transaction& transaction, const identity::Actor& actor,
                                            const Seen& seen, std::int64_t version, base::Instant now) const {
  auto record = revision(transaction, actor, {seen.id, version});
  if (!record) return base::fail(record.error());
  return edit(transaction, actor, seen, std::move(*record), now, "restore " + std::to_string(version));
}

base::Result<void> InventoryDesk::take_back(db::Transaction& transaction, const identity::Actor& actor,
                                            const Seen& seen, base::Instant now,
                                            std::span<const std::string> reasons) const {
  const auto object = load_seen(transaction, actor, seen, Act::kEdit);
  if (!object) return base::fail(object.error());
  if (auto no = identity::refuse(actor, Permission::kImportInventory, object->record.owner_office))
    return base::fail(*no);
  if (object->state != State::kDraft || changed_by_others(transaction, object->id, 1, reasons))
    return base::fail(changed());
  record_for_audit(transaction, actor, *object, {"take_back", {}, object->record}, now);
  remove_object(transaction, object->id);
  forget_history(transaction, object->id);
  files::release_all(transaction, owner_of(object->id));
  return {};
}

base::Result<std::vector<Revision>> InventoryDesk::history(db::Reader& reader, const identity::Actor& actor,
                                                           const ObjectId& id) const {
  if (const auto object = find(reader, actor, id); !object) return base::fail(object.error());
  return revisions_of(reader, id);
}

base::Result<Record> InventoryDesk::revision(db::Reader& reader, const identity::Actor& actor,
                                             const Seen& seen) const {
  if (const auto object = find(reader, actor, seen.id); !object) return base::fail(object.error());
  auto record = record_at(reader, seen.id, seen.version);
  if (!record) return base::fail(object_unknown());
  return std::move(*record);
}

bool InventoryDesk::may_see_photo(db::Reader& reader, const identity::Actor& actor,
                                  std::string_view digest) const {
  if (reader.one<std::int64_t>(kPhotoShown, digest)) return true;
  db::Query query(
      "SELECT 1 FROM potential_photos p JOIN potential_objects o ON o.id = p.object_id AND o.face = p.face "
      "WHERE p.digest = ");
  query.bind(digest).append(" AND ").append(visible_to(actor, Face::kWork)).append(" LIMIT 1");
  return reader.one<std::int64_t>(query).has_value();
}

std::vector<Act> InventoryDesk::possible_acts(db::Reader& reader, const identity::Actor& actor,
                                              const Object& object) const {
  std::vector<Act> acts;
  for (const Act act :
       {Act::kEdit, Act::kSubmit, Act::kVerify, Act::kReturn, Act::kPublish, Act::kReopen, Act::kArchive}) {
    if (!follows(object.state, act) || refuse_act(actor, act, object)) continue;
    if (act == Act::kVerify && had_a_hand(reader, actor, object)) continue;
    acts.push_back(act);
  }
  return acts;
}

}  // namespace potential
