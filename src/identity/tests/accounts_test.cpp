#include "identity/accounts.h"

#include "audit/audit.h"
#include "store.h"

namespace identity::testing {
namespace {

class AccountsTest : public StoreTest {
 protected:
  template <class F>
  auto change(F f) {
    return database().write([&](db::Transaction& tx) { return f(tx); });
  }
};
ON_BOTH_DATABASES(AccountsTest);

TEST_P(AccountsTest, OnlyAnAdministratorKeepsAccounts) {
  person("officer", Role::kOfficer);
  const Actor officer = actor(sign_in("officer")->secret);
  EXPECT_EQ(change([&](auto& tx) {
              return add_person(tx, officer, {"baru", "Baru"}, now);
            })
                .error()
                .code,
            base::ErrorCode::kNotAllowed);
  EXPECT_EQ(change([&](auto& tx) { return list_people(tx, Actor::nobody()); }).error().code,
            base::ErrorCode::kSignInNeeded);
  EXPECT_EQ(change([&](auto& tx) { return reset_password(tx, officer, officer.person, now); }).error().code,
            base::ErrorCode::kNotAllowed);
  EXPECT_EQ(
      change([&](auto& tx) { return add_grant(tx, officer, officer.person, {.role = Role::kAdmin}, now); })
          .error()
          .code,
      base::ErrorCode::kNotAllowed);
}

TEST_P(AccountsTest, AnAccountNameIsTakenOnce) {
  person("siti");
  const auto again = change([&](auto& tx) {
    return add_person(tx, Actor::system(), {"SITI", "Siti lain"}, now);
  });
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, base::ErrorCode::kDuplicate);
}

TEST_P(AccountsTest, AllFaultsOfANewAccountComeAtOnce) {
  const auto refused = change([&](auto& tx) {
    return add_person(tx, Actor::system(), {"a b", ""}, now, "pendek");
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.size(), 3u);
}

TEST_P(AccountsTest, TheLastAdministratorStays) {
  const PersonId only = person("admin", Role::kAdmin);
  const auto grant = change([&](auto& tx) { return grants_of(tx, Actor::system(), only); })->front().id;
  EXPECT_EQ(change([&](auto& tx) { return set_disabled(tx, Actor::system(), only, true, now); }).error().code,
            base::ErrorCode::kInUse);
  EXPECT_EQ(change([&](auto& tx) { return remove_grant(tx, Actor::system(), grant, now); }).error().code,
            base::ErrorCode::kInUse);
  person("second", Role::kAdmin);
  EXPECT_TRUE(change([&](auto& tx) { return remove_grant(tx, Actor::system(), grant, now); }));
}

TEST_P(AccountsTest, NobodyDisablesThemselves) {
  person("admin", Role::kAdmin), person("second", Role::kAdmin);
  const Actor admin = actor(sign_in("admin")->secret);
  EXPECT_EQ(change([&](auto& tx) { return set_disabled(tx, admin, admin.person, true, now); }).error().code,
            base::ErrorCode::kInUse);
}

TEST_P(AccountsTest, DisablingEndsTheSessions) {
  const PersonId id = person("siti");
  person("admin", Role::kAdmin);
  const std::string secret = sign_in("siti")->secret;
  EXPECT_TRUE(change([&](auto& tx) { return set_disabled(tx, Actor::system(), id, true, now); }));
  EXPECT_FALSE(actor(secret).signed_in());
}

TEST_P(AccountsTest, ANewPasswordNeedsTheOldOne) {
  person("siti");
  const Actor siti = actor(sign_in("siti")->secret);
  const auto wrong =
      change_own_password(database(), siti, {"bukan ini katanya", "lima belas gunung biru"}, now);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fields.at(0).field, "old_password");
  EXPECT_EQ(change_own_password(database(), siti, {kPassword, "pendek"}, now).error().fields.at(0).field,
            "new_password");
  EXPECT_TRUE(change_own_password(database(), siti, {kPassword, "lima belas gunung biru"}, now));
  EXPECT_FALSE(sign_in("siti"));
  EXPECT_TRUE(sign_in("siti", "lima belas gunung biru"));
}

TEST_P(AccountsTest, EveryChangeIsInTheAudit) {
  const PersonId id = person("siti", Role::kOfficer);
  const auto entries =
      database().read([&](db::Reader& reader) { return audit::of_subject(reader, "person/" + id.text()); });
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].action, "identity.person_added");
  EXPECT_EQ(entries[1].action, "identity.grant_added");
  for (const audit::Entry& entry : entries)
    EXPECT_EQ(entry.after_json.dump().find(kPassword), std::string::npos);
}

}  // namespace
}  // namespace identity::testing
