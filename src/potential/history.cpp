#include "history.h"

#include <algorithm>

#include "audit/audit.h"
#include "identity/audit.h"

namespace potential {
namespace {

const db::Sql kAddRevision{
    "INSERT INTO potential_revisions (object_id, version, at, person_id, person_name, act, state, reason, "
    "record) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const db::Sql kOf{
    "SELECT version, at, person_name, act, state, reason FROM potential_revisions WHERE object_id = $1 "
    "ORDER BY version DESC"};
const db::Sql kRecordAt{"SELECT record FROM potential_revisions WHERE object_id = $1 AND version = $2"};
const db::Sql kHand{
    "SELECT 1 FROM potential_revisions WHERE object_id = $1 AND person_id = $2 AND version > $3 "
    "AND act IN ('create', 'edit', 'submit') LIMIT 1"};
const db::Sql kForgetRevisions{"DELETE FROM potential_revisions WHERE object_id = $1"};

}  // namespace

void add_revision(db::Transaction& transaction, const identity::Actor& actor, const Object& object, Act act,
                  std::string_view reason) {
  transaction.execute(kAddRevision, object.id, object.version, object.updated_at, actor.person, actor.name,
                      name_of(act), name_of(object.state), reason, to_json(object.record));
}

std::vector<Revision> revisions_of(db::Reader& reader, const ObjectId& id) {
  return reader.all<Revision>(kOf, id);
}

std::optional<Record> record_at(db::Reader& reader, const ObjectId& id, std::int64_t version) {
  const auto json = reader.one<base::Json>(kRecordAt, id, version);
  if (!json) return std::nullopt;
  return record_from_json(*json);
}

bool had_a_hand(db::Reader& reader, const identity::Actor& actor, const Object& object) {
  return reader.one<std::int64_t>(kHand, object.id, actor.person, object.published_version.value_or(0))
      .has_value();
}

std::optional<Revision> changed_by_others(db::Reader& reader, const ObjectId& id, std::int64_t since,
                                          std::span<const std::string> reasons) {
  const std::string edit(name_of(Act::kEdit));
  for (Revision& revision : revisions_of(reader, id)) {
    const bool ours = revision.act == edit && std::ranges::find(reasons, revision.reason) != reasons.end();
    if (revision.version > since && !ours) return std::move(revision);
  }
  return std::nullopt;
}

void forget_history(db::Transaction& transaction, const ObjectId& id) {
  transaction.execute(kForgetRevisions, id);
}

void record_for_audit(db::Transaction& transaction, const identity::Actor& actor, const Object& object,
                      const Deed& deed, base::Instant now) {
  base::Json before = base::Json::object(), after = base::Json::object({{"state", name_of(object.state)}});
  for (const Difference& difference : differences(deed.before, object.record)) {
    before[difference.field] = difference.before;
    after[difference.field] = difference.after;
  }
  audit::record(transaction,
                {.who = identity::who(actor),
                 .action = "potential." + std::string(deed.action),
                 .subject = "potential_object/" + object.id.text(),
                 .before = std::move(before),
                 .after = std::move(after),
                 .why = std::string(deed.reason)},
                now);
}

}  // namespace potential
