#pragma once
// Actor: who asks for something, and what that person may do at this moment. Every use case takes one.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "db/sql.h"
#include "identity/ids.h"
#include "identity/permission.h"

namespace identity {

/// A role, in one office or in all of them, for some days.
struct Grant {
  Role role = Role::kOfficer;
  std::optional<OfficeId> office = {};   ///< none: every office
  base::Date from = {};                  ///< first day
  std::optional<base::Date> until = {};  ///< last day; none: until further notice

  bool holds_on(base::Date day) const { return from <= day && (!until || day <= *until); }
};

struct Actor {
  PersonId person = {};
  std::string name = {};
  std::vector<Grant> grants = {};     ///< those that hold today
  std::string network = {};           ///< /24 or /64 of the request, for the audit record
  bool must_change_password = false;  ///< signed in with a temporary one: no grants until it is changed
  bool is_system = false;             ///< the program itself or its operator: commands, jobs

  bool signed_in() const { return is_system || !person.empty(); }
  /// In at least one office.
  bool may(Permission permission) const;
  /// In that office. A thing without an owner office is for those who may in every office.
  bool may(Permission permission, const std::optional<OfficeId>& office) const;

  static Actor nobody() { return {}; }
  static Actor system(std::string name = "system");
};

/// Nothing when allowed; else kSignInNeeded or kNotAllowed, for `if (auto no = refuse(…)) return
/// base::fail(*no);`
std::optional<base::Error> refuse(const Actor& actor, Permission permission);
std::optional<base::Error> refuse(const Actor& actor, Permission permission,
                                  const std::optional<OfficeId>& office);

/// The rows of the offices in which the actor may: a condition on `column` (an id of an office, of our own
/// text, never input) for list, count, search and export alike: query.append(" AND
/// ").append(office_scope(…)).
db::Query office_scope(const Actor& actor, Permission permission, std::string_view column);

}  // namespace identity
