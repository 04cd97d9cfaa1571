#include "identity/people.h"

#include <algorithm>

#include "audit/audit.h"
#include "base/fields.h"
#include "identity/audit.h"
#include "identity/sessions.h"
#include "identity/sign_in.h"

namespace identity {
namespace {

#define PERSON_COLUMNS "id, username, name, temporary_until, disabled_at, created_at, version"
const db::Sql kAll{"SELECT " PERSON_COLUMNS " FROM people ORDER BY name, id"};
const db::Sql kPersonById{"SELECT " PERSON_COLUMNS " FROM people WHERE id = $1"};
const db::Sql kPersonByName{"SELECT " PERSON_COLUMNS " FROM people WHERE username = $1"};
#undef PERSON_COLUMNS
const db::Sql kAllGrants{
    "SELECT id, person_id, role, office_id, valid_from, valid_until FROM grants ORDER BY person_id, "
    "valid_from, id"};
const db::Sql kGrantsOf{
    "SELECT id, person_id, role, office_id, valid_from, valid_until FROM grants WHERE person_id = $1"
    " ORDER BY valid_from, id"};
const db::Sql kGrant{
    "SELECT id, person_id, role, office_id, valid_from, valid_until FROM grants WHERE id = $1"};
const db::Sql kAdd{
    "INSERT INTO people (id, username, name, password_hash, temporary_until, created_at, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, 1)"};
const db::Sql kResetPassword{
    "UPDATE people SET password_hash = $2, temporary_until = $3, version = version + 1 WHERE id = $1"};
const db::Sql kSetDisabled{"UPDATE people SET disabled_at = $2, version = version + 1 WHERE id = $1"};
const db::Sql kAddGrant{
    "INSERT INTO grants (id, person_id, role, office_id, valid_from, valid_until) VALUES ($1, $2, $3, $4, "
    "$5, $6)"};
const db::Sql kEndGrant{"UPDATE grants SET valid_until = $2 WHERE id = $1"};
const db::Sql kDropGrant{"DELETE FROM grants WHERE id = $1"};
const db::Sql kManagers{
    "SELECT count(DISTINCT p.id) FROM people p JOIN grants g ON g.person_id = p.id WHERE p.disabled_at IS "
    "NULL"
    " AND g.role = $1 AND g.office_id IS NULL AND g.valid_from <= $2 AND (g.valid_until IS NULL OR "
    "g.valid_until >= $2)"};

tl::unexpected<base::Error> invalid(const char* field, base::Message message) {
  return base::fail(base::ErrorCode::kInvalid, {"identity.to_mend", {}}, {{field, std::move(message)}});
}
tl::unexpected<base::Error> not_found() {
  return base::fail(base::ErrorCode::kNotFound, {"identity.person_unknown", {}});
}

bool is_username(const std::string& name) {
  const bool letters = std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  });
  return letters && name.size() >= 3 && name.size() <= 40;
}

/// Fails when the change left nobody who may manage users; the operator may do even that.
base::Result<void> keep_a_manager(db::Transaction& tx, const Actor& actor, base::Date today) {
  if (actor.is_system || *tx.one<std::int64_t>(kManagers, name_of(Role::kAdmin), today) > 0) return {};
  return base::fail(base::ErrorCode::kInUse, {"identity.last_admin", {}});
}

void record(db::Transaction& tx, const Actor& actor, const char* action, const PersonId& person,
            base::Instant now, base::Json before = {}, base::Json after = {}) {
  audit::record(tx,
                {.who = who(actor),
                 .action = action,
                 .subject = "person/" + person.text(),
                 .before = std::move(before),
                 .after = std::move(after)},
                now);
}

}  // namespace

base::Result<std::vector<Person>> PeopleDesk::people(const Actor& actor) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  return database_.read([](db::Reader& r) { return r.all<Person>(kAll); });
}

base::Result<std::vector<PersonGrant>> PeopleDesk::grants(const Actor& actor,
                                                          const std::optional<PersonId>& person) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  return database_.read([&](db::Reader& r) {
    return person ? r.all<PersonGrant>(kGrantsOf, *person) : r.all<PersonGrant>(kAllGrants);
  });
}

base::Result<Person> PeopleDesk::find(const Actor& actor, const PersonId& id) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  auto person = database_.read([&](db::Reader& r) { return r.one<Person>(kPersonById, id); });
  if (!person) return not_found();
  return std::move(*person);
}

base::Result<Person> PeopleDesk::find_by_username(const Actor& actor, std::string_view username) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  auto person = database_.read([&](db::Reader& r) { return r.one<Person>(kPersonByName, username); });
  if (!person) return not_found();
  return std::move(*person);
}

base::Result<PersonId> PeopleDesk::insert(const Actor& actor, const NewPerson& given,
                                          const std::string& password, bool temporary) {
  const std::string username = folded_username(given.username);
  std::vector<base::FieldError> errors;
  if (!is_username(username)) errors.push_back({"username", {"identity.username_malformed", {}}});
  if (given.name.find_first_not_of(' ') == std::string::npos || given.name.size() > 160)
    errors.push_back({"name", {"identity.name_missing", {}}});
  if (!temporary)
    if (auto refusal = refuse_password(password, username))
      errors.push_back({"password", std::move(*refusal)});
  if (!errors.empty())
    return base::fail(base::ErrorCode::kInvalid, {"identity.to_mend", {}}, std::move(errors));
  const std::string hash = hasher_.hash(password);
  const base::Instant now = clock_.now();
  const auto until = temporary ? std::optional(base::Instant{now.ms + kTemporaryFor_ms}) : std::nullopt;
  return database_.write([&](db::Transaction& tx) -> base::Result<PersonId> {
    const auto id = PersonId::make(now);
    if (!tx.try_execute(kAdd, id, username, given.name, hash, until, now))
      return invalid("username", {"identity.username_taken", {{"username", username}}});
    record(tx, actor, "identity.person_added", id, now, {},
           base::Json::object({{"username", username}, {"name", given.name}}));
    return id;
  });
}

base::Result<PeopleDesk::Added> PeopleDesk::add(const Actor& actor, const NewPerson& person) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  std::string password = temporary_password();
  const auto id = insert(actor, person, password, true);
  if (!id) return base::fail(id.error());
  return Added{*id, std::move(password)};
}

base::Result<PersonId> PeopleDesk::add_with_password(const Actor& actor, const NewPerson& person,
                                                     const std::string& password) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  return insert(actor, person, password, false);
}

base::Result<GrantId> PeopleDesk::grant(const Actor& actor, const PersonId& person, const Grant& grant) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  if (!base::is_valid(grant.from)) return invalid("from", {"identity.date_missing", {}});
  if (grant.until && *grant.until < grant.from) return invalid("until", {"identity.until_before_from", {}});
  const base::Instant now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> base::Result<GrantId> {
    if (!tx.one<Person>(kPersonById, person)) return not_found();
    const auto id = GrantId::make(now);
    tx.execute(kAddGrant, id, person, name_of(grant.role), grant.office, grant.from, grant.until);
    record(tx, actor, "identity.role_given", person, now, {},
           base::to_json(*tx.one<PersonGrant>(kGrant, id)));
    return id;
  });
}

base::Result<void> PeopleDesk::revoke(const Actor& actor, const GrantId& id) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  const base::Instant now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> base::Result<void> {
    const auto grant = tx.one<PersonGrant>(kGrant, id);
    if (!grant) return base::fail(base::ErrorCode::kNotFound, {"identity.grant_unknown", {}});
    const base::Date yesterday = base::date_from_days(base::days_since_epoch(today()) - 1);
    if (grant->valid_until && *grant->valid_until <= yesterday) return {};
    if (yesterday < grant->valid_from)
      tx.execute(kDropGrant, id);
    else
      tx.execute(kEndGrant, id, yesterday);
    record(tx, actor, "identity.role_taken", grant->person_id, now, base::to_json(*grant));
    return keep_a_manager(tx, actor, today());
  });
}

base::Result<void> PeopleDesk::replace_password(const Actor& actor, const PersonId& person,
                                                const std::string& password, bool temporary) {
  const std::string hash = hasher_.hash(password);
  const base::Instant now = clock_.now();
  const auto until = temporary ? std::optional(base::Instant{now.ms + kTemporaryFor_ms}) : std::nullopt;
  return database_.write([&](db::Transaction& tx) -> base::Result<void> {
    if (tx.execute(kResetPassword, person, hash, until) == 0) return not_found();
    end_sessions_of(tx, person);
    record(tx, actor, "identity.password_reset", person, now);
    return {};
  });
}

base::Result<std::string> PeopleDesk::reset_password(const Actor& actor, const PersonId& person) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  std::string password = temporary_password();
  if (const auto done = replace_password(actor, person, password, true); !done)
    return base::fail(done.error());
  return password;
}

base::Result<void> PeopleDesk::set_password(const Actor& actor, const PersonId& person,
                                            const std::string& password) {
  const auto known = find(actor, person);
  if (!known) return base::fail(known.error());
  if (auto refusal = refuse_password(password, known->username))
    return invalid("password", std::move(*refusal));
  return replace_password(actor, person, password, false);
}

base::Result<void> PeopleDesk::disable(const Actor& actor, const PersonId& person) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  const base::Instant now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> base::Result<void> {
    if (tx.execute(kSetDisabled, person, std::optional(now)) == 0) return not_found();
    end_sessions_of(tx, person);
    record(tx, actor, "identity.person_disabled", person, now);
    return keep_a_manager(tx, actor, today());
  });
}

base::Result<void> PeopleDesk::enable(const Actor& actor, const PersonId& person) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  const base::Instant now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> base::Result<void> {
    if (tx.execute(kSetDisabled, person, std::optional<base::Instant>{}) == 0) return not_found();
    record(tx, actor, "identity.person_enabled", person, now);
    return {};
  });
}

}  // namespace identity
