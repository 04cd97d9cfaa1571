#include "identity/actor.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace identity;

const OfficeId kTourism = OfficeId::from_trusted("0190a5c0-0000-7000-8000-000000000001");
const OfficeId kRoads = OfficeId::from_trusted("0190a5c0-0000-7000-8000-000000000002");

Actor with(std::vector<Grant> grants) {
  Actor actor;
  actor.person = PersonId::from_trusted("0190a5c0-0000-7000-8000-0000000000aa");
  actor.grants = std::move(grants);
  return actor;
}

TEST(Permission, WhoWritesIsNotWhoVerifies) {
  for (const Role role : kRoles)
    EXPECT_FALSE(allows(role, Permission::kEditInventory) && allows(role, Permission::kVerifyInventory));
}

TEST(Permission, EveryPermissionHasARole) {
  for (const Permission permission : kPermissions)
    EXPECT_TRUE(std::ranges::any_of(kRoles, [&](Role role) { return allows(role, permission); }));
}

TEST(Role, NamesReadBack) {
  for (const Role role : kRoles) EXPECT_EQ(parse_role(name_of(role)), role);
  EXPECT_EQ(parse_role("root"), std::nullopt);
}

TEST(Actor, AGrantCountsInItsOfficeOnly) {
  const Actor officer = with({{Role::kOfficer, kTourism}});
  EXPECT_TRUE(officer.may(Permission::kEditInventory, kTourism));
  EXPECT_FALSE(officer.may(Permission::kEditInventory, kRoads));
  EXPECT_FALSE(officer.may(Permission::kEditInventory, std::nullopt));
  EXPECT_FALSE(officer.may(Permission::kPublishInventory, kTourism));
}

TEST(Actor, AGrantWithoutAnOfficeCountsInAll) {
  const Actor admin = with({{Role::kAdmin, std::nullopt}});
  EXPECT_TRUE(admin.may(Permission::kManageUsers, kRoads));
  EXPECT_TRUE(admin.may(Permission::kManageUsers, std::nullopt));
}

TEST(Actor, NobodyMayNothingAndIsAskedToSignIn) {
  for (const Permission permission : kPermissions) EXPECT_FALSE(Actor::nobody().may(permission));
  EXPECT_EQ(refuse(Actor::nobody(), Permission::kReadAudit)->code, base::ErrorCode::kSignInNeeded);
  EXPECT_EQ(refuse(with({}), Permission::kReadAudit)->code, base::ErrorCode::kNotAllowed);
  EXPECT_EQ(refuse(Actor::system(), Permission::kReadAudit), std::nullopt);
}

TEST(Grant, HoldsFromItsFirstToItsLastDay) {
  const Grant grant{Role::kHead, kTourism, {2026, 1, 1}, base::Date{2026, 6, 30}};
  EXPECT_FALSE(grant.holds_on({2025, 12, 31}));
  EXPECT_TRUE(grant.holds_on({2026, 1, 1}));
  EXPECT_TRUE(grant.holds_on({2026, 6, 30}));
  EXPECT_FALSE(grant.holds_on({2026, 7, 1}));
}

TEST(OfficeScope, NamesTheOfficesWithTheirValuesBound) {
  const auto scope =
      office_scope(with({{Role::kOfficer, kTourism}, {Role::kOfficer, kRoads}, {Role::kHead, kRoads}}),
                   Permission::kEditInventory, "o.owner_office");
  EXPECT_EQ(scope.text(), "o.owner_office IN ($1, $2)");
  ASSERT_EQ(scope.parameters().size(), 2u);
  EXPECT_EQ(scope.parameters()[0].text, kTourism.text());
}

TEST(OfficeScope, IsEverythingOrNothingOtherwise) {
  EXPECT_EQ(office_scope(Actor::nobody(), Permission::kSeeInventory, "x").text(), "1 = 0");
  EXPECT_EQ(office_scope(with({{Role::kPlanner, std::nullopt}}), Permission::kSeeInventory, "x").text(),
            "1 = 1");
  EXPECT_EQ(office_scope(Actor::system(), Permission::kSeeInventory, "x").text(), "1 = 1");
}

}  // namespace
