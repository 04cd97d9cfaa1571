#pragma once
// The history of objects: who changed what, with the whole record as it was; and the sealed audit trail
// beside it.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"
#include "identity/actor.h"
#include "potential/inventory_desk.h"

namespace potential {

void add_revision(db::Transaction& transaction, const identity::Actor& actor, const Object& object, Act act,
                  std::string_view reason);
std::vector<Revision> revisions_of(db::Reader& reader, const ObjectId& id);
std::optional<Record> record_at(db::Reader& reader, const ObjectId& id, std::int64_t version);
/// Whether the person wrote or submitted something of it since it was last published.
bool had_a_hand(db::Reader& reader, const identity::Actor& actor, const Object& object);
/// The last change after version `since` that was made for none of these reasons.
std::optional<Revision> changed_by_others(db::Reader& reader, const ObjectId& id, std::int64_t since,
                                          std::span<const std::string> reasons);
void forget_history(db::Transaction& transaction, const ObjectId& id);

struct Deed {
  std::string_view action;  ///< name_of(Act), or "take_back"
  std::string_view reason;
  const Record& before;
};
/// Writes the fields that changed into the sealed trail.
void record_for_audit(db::Transaction& transaction, const identity::Actor& actor, const Object& object,
                      const Deed& deed, base::Instant now);

}  // namespace potential
