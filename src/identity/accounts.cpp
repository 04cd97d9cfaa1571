#include "identity/accounts.h"

#include <algorithm>
#include <cctype>

#include "identity/audit.h"
#include "identity/password.h"

namespace identity {

namespace {

using base::ErrorCode;

const db::Sql kPeople{
    "SELECT id, account, name, must_change_password, created_at, disabled_at, version FROM people ORDER BY "
    "account"};
const db::Sql kPerson{
    "SELECT id, account, name, must_change_password, created_at, disabled_at, version FROM people WHERE id = "
    "$1"};
const db::Sql kPersonByAccount{
    "SELECT id, account, name, must_change_password, created_at, disabled_at, version FROM people WHERE "
    "account = $1"};
const db::Sql kAddPerson{
    "INSERT INTO people (id, account, name, password_hash, must_change_password, created_at, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, 1)"};
const db::Sql kSetDisabled{"UPDATE people SET disabled_at = $2, version = version + 1 WHERE id = $1"};
const db::Sql kSetPassword{
    "UPDATE people SET password_hash = $2, must_change_password = $3, version = version + 1 WHERE id = $1"};
const db::Sql kPasswordHash{"SELECT password_hash FROM people WHERE id = $1 AND disabled_at IS NULL"};
const db::Sql kEndSessions{"DELETE FROM sessions WHERE person_id = $1"};
const db::Sql kGrantsOf{
    "SELECT id, person_id, role, office_id, from_date, until_date FROM grants WHERE person_id = $1 ORDER BY "
    "from_date, id"};
const db::Sql kAllGrants{
    "SELECT id, person_id, role, office_id, from_date, until_date FROM grants ORDER BY from_date, id"};
const db::Sql kGrant{
    "SELECT id, person_id, role, office_id, from_date, until_date FROM grants WHERE id = $1"};
const db::Sql kAddGrant{
    "INSERT INTO grants (id, person_id, role, office_id, from_date, until_date) VALUES ($1, $2, $3, $4, $5, "
    "$6)"};
const db::Sql kRemoveGrant{"DELETE FROM grants WHERE id = $1"};
// Administrators of every office, today and without an end, besides this person.
const db::Sql kOtherAdmins{
    "SELECT COUNT(*) FROM grants g JOIN people p ON p.id = g.person_id WHERE g.role = 'admin' AND "
    "g.office_id IS NULL "
    "AND g.until_date IS NULL AND g.from_date <= $2 AND p.disabled_at IS NULL AND p.id <> $1"};

struct GrantRow {
  GrantId id;
  PersonId person_id;
  std::string role;
  std::optional<OfficeId> office_id;
  base::Date from_date;
  std::optional<base::Date> until_date;
};
template <class Visit>
void fields(Visit& visit, GrantRow& g) {
  visit("id", g.id), visit("person_id", g.person_id), visit("role", g.role), visit("office_id", g.office_id);
  visit("from_date", g.from_date), visit("until_date", g.until_date);
}

std::vector<KeptGrant> kept(const std::vector<GrantRow>& rows) {
  std::vector<KeptGrant> grants;
  for (const GrantRow& row : rows)
    if (const auto role = parse_role(row.role))
      grants.push_back({row.id, row.person_id, {*role, row.office_id, row.from_date, row.until_date}});
  return grants;
}

base::Json as_json(const Grant& grant) {
  return base::Json::object({{"role", name_of(grant.role)},
                             {"office", base::to_json(grant.office)},
                             {"from", base::to_json(grant.from)},
                             {"until", base::to_json(grant.until)}});
}

std::string subject_of(const PersonId& person) {
  return "person/" + person.text();
}

bool is_account(std::string_view text) {
  return text.size() >= 2 && text.size() <= 40 && std::ranges::all_of(text, [](unsigned char c) {
           return std::islower(c) || std::isdigit(c) || c == '.' || c == '-' || c == '_';
         });
}

std::vector<base::FieldError> faults_of(const NewPerson& person, std::string_view password) {
  std::vector<base::FieldError> faults;
  if (!is_account(person.account)) faults.push_back({"account", {"identity.account_form", {}}});
  if (person.name.empty()) faults.push_back({"name", {"identity.name_missing", {}}});
  if (person.name.size() > 200) faults.push_back({"name", {"identity.name_long", {}}});
  if (!password.empty())
    if (auto weakness = weakness_of(password, person.account)) faults.push_back({"password", *weakness});
  return faults;
}

bool would_leave_no_admin(db::Reader& reader, const PersonId& person, base::Instant now) {
  return reader.one<std::int64_t>(kOtherAdmins, person, base::local_date(now, {})).value_or(0) == 0;
}

bool is_admin(db::Reader& reader, const PersonId& person) {
  return std::ranges::any_of(kept(reader.all<GrantRow>(kGrantsOf, person)), [](const KeptGrant& g) {
    return g.grant.role == Role::kAdmin && !g.grant.office;
  });
}

tl::unexpected<base::Error> unknown_person() {
  return base::fail(ErrorCode::kNotFound, {"identity.person_unknown", {}});
}

}  // namespace

base::Result<std::vector<Person>> list_people(db::Reader& reader, const Actor& actor) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  return reader.all<Person>(kPeople);
}

base::Result<Person> find_person(db::Reader& reader, const Actor& actor, const PersonId& id) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  auto person = reader.one<Person>(kPerson, id);
  if (!person) return unknown_person();
  return *person;
}

base::Result<std::vector<KeptGrant>> grants_of(db::Reader& reader, const Actor& actor, const PersonId& id) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  return kept(reader.all<GrantRow>(kGrantsOf, id));
}

base::Result<std::vector<KeptGrant>> all_grants(db::Reader& reader, const Actor& actor) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  return kept(reader.all<GrantRow>(kAllGrants));
}

base::Result<NewAccount> add_person(db::Transaction& transaction, const Actor& actor, const NewPerson& wanted,
                                    base::Instant now, std::string_view password) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  NewPerson person = wanted;
  std::ranges::transform(person.account, person.account.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (auto faults = faults_of(person, password); !faults.empty())
    return base::fail(ErrorCode::kInvalid, {"identity.person_wrong", {}}, std::move(faults));
  NewAccount made{{PersonId::make(now), person.account, person.name, password.empty(), now, {}, 1},
                  password.empty() ? new_password() : std::string(password)};
  const auto added =
      transaction.try_execute(kAddPerson, made.person.id, person.account, person.name,
                              hash_password(made.password), made.person.must_change_password, now);
  if (!added)
    return base::fail(ErrorCode::kDuplicate, {"identity.account_taken", {}},
                      {{"account", {"identity.account_taken", {}}}});
  audit::record(transaction,
                {.who = who(actor),
                 .action = "identity.person_added",
                 .subject = subject_of(made.person.id),
                 .after = base::Json::object({{"account", person.account}, {"name", person.name}})},
                now);
  return made;
}

base::Result<GrantId> add_grant(db::Transaction& transaction, const Actor& actor, const PersonId& person,
                                const Grant& grant, base::Instant now) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  if (!transaction.one<Person>(kPerson, person)) return unknown_person();
  if (grant.until && *grant.until < grant.from)
    return base::fail(ErrorCode::kInvalid, {"identity.grant_wrong", {}},
                      {{"until", {"identity.until_before_from", {}}}});
  const auto id = GrantId::make(now);
  transaction.execute(kAddGrant, id, person, name_of(grant.role), grant.office, grant.from, grant.until);
  audit::record(transaction,
                {.who = who(actor),
                 .action = "identity.grant_added",
                 .subject = subject_of(person),
                 .after = as_json(grant)},
                now);
  return id;
}

base::Result<void> remove_grant(db::Transaction& transaction, const Actor& actor, const GrantId& id,
                                base::Instant now) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  const auto found = kept(transaction.all<GrantRow>(kGrant, id));
  if (found.empty()) return base::fail(ErrorCode::kNotFound, {"identity.grant_unknown", {}});
  const KeptGrant& old = found.front();
  if (old.grant.role == Role::kAdmin && would_leave_no_admin(transaction, old.person_id, now))
    return base::fail(ErrorCode::kInUse, {"identity.last_admin", {}});
  transaction.execute(kRemoveGrant, id);
  audit::record(transaction,
                {.who = who(actor),
                 .action = "identity.grant_removed",
                 .subject = subject_of(old.person_id),
                 .before = as_json(old.grant)},
                now);
  return {};
}

base::Result<void> set_disabled(db::Transaction& transaction, const Actor& actor, const PersonId& person,
                                bool disabled, base::Instant now) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  if (!transaction.one<Person>(kPerson, person)) return unknown_person();
  if (disabled && person == actor.person) return base::fail(ErrorCode::kInUse, {"identity.not_yourself", {}});
  if (disabled && is_admin(transaction, person) && would_leave_no_admin(transaction, person, now))
    return base::fail(ErrorCode::kInUse, {"identity.last_admin", {}});
  transaction.execute(kSetDisabled, person, disabled ? std::optional(now) : std::nullopt);
  if (disabled) transaction.execute(kEndSessions, person);
  audit::record(transaction,
                {.who = who(actor),
                 .action = disabled ? "identity.person_disabled" : "identity.person_enabled",
                 .subject = subject_of(person)},
                now);
  return {};
}

base::Result<std::string> reset_password(db::Transaction& transaction, const Actor& actor,
                                         const PersonId& person, base::Instant now) {
  if (auto no = refuse(actor, Permission::kManageUsers)) return base::fail(*no);
  std::string password = new_password();
  if (transaction.execute(kSetPassword, person, hash_password(password), true) == 0) return unknown_person();
  transaction.execute(kEndSessions, person);
  audit::record(transaction,
                {.who = who(actor), .action = "identity.password_reset", .subject = subject_of(person)}, now);
  return password;
}

base::Result<void> change_own_password(db::Database& database, const Actor& actor,
                                       const PasswordChange& change, base::Instant now) {
  const auto wrong = [](const char* field, base::Message message) {
    return base::fail(ErrorCode::kInvalid, {"identity.password_not_changed", {}},
                      {{field, std::move(message)}});
  };
  struct Known {
    std::string account, hash;
  };
  const auto known = database.read([&](db::Reader& reader) -> std::optional<Known> {
    const auto person = reader.one<Person>(kPerson, actor.person);
    const auto hash = reader.one<std::string>(kPasswordHash, actor.person);
    if (!person || !hash) return std::nullopt;
    return Known{person->account, *hash};
  });
  if (!known) return base::fail(ErrorCode::kSignInNeeded, {"identity.sign_in_needed", {}});
  if (!password_matches(known->hash, change.old_password))
    return wrong("old_password", {"identity.old_password_wrong", {}});
  if (auto weakness = weakness_of(change.new_password, known->account))
    return wrong("new_password", *weakness);
  if (change.new_password == change.old_password)
    return wrong("new_password", {"identity.password_same", {}});
  const std::string hash = hash_password(change.new_password);
  database.write([&](db::Transaction& transaction) {
    transaction.execute(kSetPassword, actor.person, hash, false);
    audit::record(
        transaction,
        {.who = who(actor), .action = "identity.password_changed", .subject = subject_of(actor.person)}, now);
  });
  return {};
}

std::optional<Person> person_by_account(db::Reader& reader, std::string_view account) {
  return reader.one<Person>(kPersonByAccount, account);
}

}  // namespace identity
