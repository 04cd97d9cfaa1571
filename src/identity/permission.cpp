#include "identity/permission.h"

#include <algorithm>
#include <initializer_list>

#include "base/check.h"

namespace identity {
namespace {

using enum Role;

/// One row a permission: change who may do what here and nowhere else.
std::initializer_list<Role> roles_with(Permission permission) {
  static constexpr std::initializer_list<Role> kAllWhoWorkOnIt = {kOfficer, kVerifier, kHead, kPlanner};
  static constexpr std::initializer_list<Role> kWriters = {kOfficer};
  static constexpr std::initializer_list<Role> kSecondPersons = {kVerifier, kHead};
  static constexpr std::initializer_list<Role> kOffice = {kOfficer, kVerifier, kHead};
  static constexpr std::initializer_list<Role> kKeepers = {kPlanner, kAdmin};
  static constexpr std::initializer_list<Role> kAdmins = {kAdmin};
  switch (permission) {
    case Permission::kSeeInventory:
      return kAllWhoWorkOnIt;
    case Permission::kEditInventory:
    case Permission::kImportInventory:
      return kWriters;
    case Permission::kVerifyInventory:
    case Permission::kPublishInventory:
      return kSecondPersons;
    case Permission::kAnswerReports:
      return kOffice;
    case Permission::kManageFigures:
      return kKeepers;
    case Permission::kManageOffices:
    case Permission::kManageAreas:
    case Permission::kManageUsers:
    case Permission::kManageJobs:
    case Permission::kReadAudit:
      return kAdmins;
  }
  base::check(false, "a permission without a row in the table");
  return {};
}

}  // namespace

bool allows(Role role, Permission permission) {
  const auto roles = roles_with(permission);
  return std::ranges::find(roles, role) != roles.end();
}

std::string_view name_of(Role role) {
  switch (role) {
    case kOfficer:
      return "officer";
    case kVerifier:
      return "verifier";
    case kHead:
      return "head";
    case kPlanner:
      return "planner";
    case kAdmin:
      return "admin";
  }
  base::check(false, "a role without a name");
  return {};
}

std::optional<Role> parse_role(std::string_view name) {
  for (const Role role : kRoles)
    if (name_of(role) == name) return role;
  return std::nullopt;
}

std::string_view label_of(Role role) {
  switch (role) {
    case kOfficer:
      return "identity.role.officer";
    case kVerifier:
      return "identity.role.verifier";
    case kHead:
      return "identity.role.head";
    case kPlanner:
      return "identity.role.planner";
    case kAdmin:
      return "identity.role.admin";
  }
  base::check(false, "a role without a label");
  return {};
}

}  // namespace identity
