#include "identity/actor.h"

#include <algorithm>

namespace identity {

bool Actor::may(Permission permission) const {
  return is_system || std::ranges::any_of(grants, [&](const Grant& g) { return allows(g.role, permission); });
}

bool Actor::may(Permission permission, const std::optional<OfficeId>& office) const {
  return is_system || std::ranges::any_of(grants, [&](const Grant& g) {
           return allows(g.role, permission) && (!g.office || (office && *g.office == *office));
         });
}

Actor Actor::system(std::string name) {
  Actor actor;
  actor.name = std::move(name);
  actor.is_system = true;
  return actor;
}

namespace {

base::Error refusal(const Actor& actor) {
  if (!actor.signed_in()) return {base::ErrorCode::kSignInNeeded, {"identity.sign_in_needed", {}}};
  if (actor.must_change_password)
    return {base::ErrorCode::kNotAllowed, {"identity.password_change_needed", {}}};
  return {base::ErrorCode::kNotAllowed, {"identity.not_allowed", {}}};
}

}  // namespace

std::optional<base::Error> refuse(const Actor& actor, Permission permission) {
  if (actor.may(permission)) return std::nullopt;
  return refusal(actor);
}

std::optional<base::Error> refuse(const Actor& actor, Permission permission,
                                  const std::optional<OfficeId>& office) {
  if (actor.may(permission, office)) return std::nullopt;
  return refusal(actor);
}

db::Query office_scope(const Actor& actor, Permission permission, std::string_view column) {
  std::vector<const OfficeId*> offices;
  for (const Grant& grant : actor.grants) {
    if (!allows(grant.role, permission)) continue;
    if (!grant.office) return db::Query("1 = 1");
    offices.push_back(&*grant.office);
  }
  if (actor.is_system) return db::Query("1 = 1");
  if (offices.empty()) return db::Query("1 = 0");
  db::Query query(column);
  query.append(" IN (");
  for (std::size_t i = 0; i < offices.size(); ++i) {
    if (i > 0) query.append(", ");
    query.bind(*offices[i]);
  }
  return query.append(")");
}

}  // namespace identity
