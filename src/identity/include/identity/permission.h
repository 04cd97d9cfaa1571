#pragma once
// Who may do what: the one table of roles and permissions.
#include <optional>
#include <span>
#include <string_view>

namespace identity {

enum class Role { kOfficer, kVerifier, kHead, kPlanner, kAdmin };
inline constexpr Role kRoles[] = {Role::kOfficer, Role::kVerifier, Role::kHead, Role::kPlanner, Role::kAdmin};

enum class Permission {
  kSeeInventory,      ///< objects that are not published yet
  kEditInventory,     ///< write drafts, submit them, attach photos
  kImportInventory,   ///< take files in, undo a batch
  kVerifyInventory,   ///< confirm what someone else submitted
  kPublishInventory,  ///< publish, archive
  kAnswerReports,     ///< "something is wrong here"
  kManageFigures,     ///< observations with source and date
  kManageOffices,     ///< offices and their tupoksi
  kManageAreas,       ///< codes, names, boundaries, working days
  kManageUsers,       ///< accounts and roles
  kManageJobs,        ///< work behind the scenes that stopped
  kReadAudit,
};
inline constexpr Permission kPermissions[] = {
    Permission::kSeeInventory,    Permission::kEditInventory,    Permission::kImportInventory,
    Permission::kVerifyInventory, Permission::kPublishInventory, Permission::kAnswerReports,
    Permission::kManageFigures,   Permission::kManageOffices,    Permission::kManageAreas,
    Permission::kManageUsers,     Permission::kManageJobs,       Permission::kReadAudit};

bool allows(Role role, Permission permission);

/// As stored and as typed on the command line: "officer", "verifier", "head", "planner", "admin".
std::string_view name_of(Role role);
std::optional<Role> parse_role(std::string_view name);
/// The key of the sentence that names the role to people.
std::string_view label_of(Role role);

}  // namespace identity
