#pragma once
// People with an account: adding them, their roles with dates, temporary passwords, disabling.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "db/database.h"
#include "identity/actor.h"
#include "identity/password.h"

namespace identity {

struct Person {
  PersonId id = {};
  std::string username = {}, name = {};
  std::optional<base::Instant> temporary_until = {};  ///< has a temporary password, good until then
  std::optional<base::Instant> disabled_at = {};
  base::Instant created_at = {};
  std::int64_t version = 1;
};
template <class Visit>
void fields(Visit& visit, Person& p) {
  visit("id", p.id);
  visit("username", p.username);
  visit("name", p.name);
  visit("temporary_until", p.temporary_until);
  visit("disabled_at", p.disabled_at);
  visit("created_at", p.created_at);
  visit("version", p.version);
}

struct PersonGrant {
  GrantId id = {};
  PersonId person_id = {};
  std::string role = {};  ///< name_of(Role)
  std::optional<OfficeId> office_id = {};
  base::Date valid_from = {};
  std::optional<base::Date> valid_until = {};
};
template <class Visit>
void fields(Visit& visit, PersonGrant& g) {
  visit("id", g.id);
  visit("person_id", g.person_id);
  visit("role", g.role);
  visit("office_id", g.office_id);
  visit("valid_from", g.valid_from);
  visit("valid_until", g.valid_until);
}

struct NewPerson {
  std::string username = {}, name = {};
};

/// Every use case needs Permission::kManageUsers and leaves an audit record. The last account that may manage
/// users can be neither disabled nor lose that role, unless by the operator at the terminal.
class PeopleDesk {
 public:
  PeopleDesk(db::Database& database, const base::Clock& clock, PasswordHasher& hasher,
             base::UtcOffset zone = {})
      : database_(database), clock_(clock), hasher_(hasher), zone_(zone) {}

  /// By name.
  base::Result<std::vector<Person>> people(const Actor& actor);
  /// Of everyone, or of one person; past and future ones too.
  base::Result<std::vector<PersonGrant>> grants(const Actor& actor,
                                                const std::optional<PersonId>& person = {});
  base::Result<Person> find(const Actor& actor, const PersonId& id);
  base::Result<Person> find_by_username(const Actor& actor, std::string_view username);

  struct Added {
    PersonId id;
    std::string password;  ///< temporary, shown this once and kept nowhere
  };
  /// With a temporary password that must be changed within a week.
  base::Result<Added> add(const Actor& actor, const NewPerson& person);
  /// With a password of their own (the command line, the accounts of the demo).
  base::Result<PersonId> add_with_password(const Actor& actor, const NewPerson& person,
                                           const std::string& password);

  base::Result<GrantId> grant(const Actor& actor, const PersonId& person, const Grant& grant);
  /// Until yesterday: what was, stays on record. A grant that has not begun goes altogether.
  base::Result<void> revoke(const Actor& actor, const GrantId& grant);

  /// Ends the person's sessions. Answers the new temporary password.
  base::Result<std::string> reset_password(const Actor& actor, const PersonId& person);
  base::Result<void> set_password(const Actor& actor, const PersonId& person, const std::string& password);
  /// Ends the person's sessions; the account and its history stay.
  base::Result<void> disable(const Actor& actor, const PersonId& person);
  base::Result<void> enable(const Actor& actor, const PersonId& person);

 private:
  base::Result<PersonId> insert(const Actor& actor, const NewPerson& person, const std::string& password,
                                bool temporary);
  base::Result<void> replace_password(const Actor& actor, const PersonId& person, const std::string& password,
                                      bool temporary);
  base::Date today() const { return base::local_date(clock_.now(), zone_); }

  db::Database& database_;
  const base::Clock& clock_;
  PasswordHasher& hasher_;
  base::UtcOffset zone_;
};

/// How long a temporary password opens the way to one's own.
inline constexpr std::int64_t kTemporaryFor_ms = 7LL * 24 * 3600 * 1000;

}  // namespace identity
