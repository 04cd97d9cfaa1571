#pragma once
// Accounts: who works with the system, and in which roles; kept by administrators, each change in the audit.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "identity/actor.h"

namespace identity {

struct Person {
  PersonId id;
  std::string account, name;
  bool must_change_password = false;
  base::Instant created_at;
  std::optional<base::Instant> disabled_at;
  std::int64_t version = 0;
};
template <class Visit>
void fields(Visit& visit, Person& p) {
  visit("id", p.id), visit("account", p.account), visit("name", p.name);
  visit("must_change_password", p.must_change_password), visit("created_at", p.created_at);
  visit("disabled_at", p.disabled_at), visit("version", p.version);
}

/// A grant with its id, past and future ones included.
struct KeptGrant {
  GrantId id;
  PersonId person_id;
  Grant grant;
};

struct NewPerson {
  std::string account;  ///< 2 to 40 of a-z 0-9 . - _; taken as lower case
  std::string name;     ///< as colleagues know the person
};

/// An account and the password that it begins with, to be shown once and changed at the first sign-in.
struct NewAccount {
  Person person;
  std::string password;
};

// All of these need Permission::kManageUsers.

base::Result<std::vector<Person>> list_people(db::Reader& reader, const Actor& actor);
/// kNotFound "identity.person_unknown".
base::Result<Person> find_person(db::Reader& reader, const Actor& actor, const PersonId& id);
base::Result<std::vector<KeptGrant>> grants_of(db::Reader& reader, const Actor& actor, const PersonId& id);
/// Of everybody, for the list.
base::Result<std::vector<KeptGrant>> all_grants(db::Reader& reader, const Actor& actor);

/// kInvalid with both fields' errors at once; kDuplicate "identity.account_taken". `password`: empty, and one
/// is made.
base::Result<NewAccount> add_person(db::Transaction& transaction, const Actor& actor, const NewPerson& person,
                                    base::Instant now, std::string_view password = {});
/// kInvalid when it ends before it begins.
base::Result<GrantId> add_grant(db::Transaction& transaction, const Actor& actor, const PersonId& person,
                                const Grant& grant, base::Instant now);
/// From now on, whatever its dates. The last administrator keeps the role (kInUse "identity.last_admin").
base::Result<void> remove_grant(db::Transaction& transaction, const Actor& actor, const GrantId& grant,
                                base::Instant now);
/// Ends the sessions too. Nobody disables themselves (kInUse "identity.not_yourself"), nor the last
/// administrator.
base::Result<void> set_disabled(db::Transaction& transaction, const Actor& actor, const PersonId& person,
                                bool disabled, base::Instant now);
/// A new first password; ends the sessions.
base::Result<std::string> reset_password(db::Transaction& transaction, const Actor& actor,
                                         const PersonId& person, base::Instant now);

struct PasswordChange {
  std::string old_password, new_password;
};
/// The actor's own. kInvalid with field "old_password" or "new_password". The caller ends the other sessions.
base::Result<void> change_own_password(db::Database& database, const Actor& actor,
                                       const PasswordChange& change, base::Instant now);

/// For the terminal, where an account is known by what is typed.
std::optional<Person> person_by_account(db::Reader& reader, std::string_view account);

}  // namespace identity
