#include "identity/people.h"

#include "accounts.h"
#include "audit/audit.h"

namespace {

using namespace identity_test;

class PeopleTest : public Accounts {
 protected:
  Actor admin(const std::string& username = "admin") {
    const PersonId id = add(username);
    give(id, Role::kAdmin);
    return actor(*enter(username));
  }
};

TEST_P(PeopleTest, ANameIsTakenOnce) {
  add("sari");
  const auto again = people->add(kOperator, {"Sari", "Sari yang lain"});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().fields.at(0).message.key, "identity.username_taken");
}

TEST_P(PeopleTest, AllMistakesAreNamedAtOnce) {
  const auto refused = people->add_with_password(kOperator, {"x!", " "}, "pendek");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.size(), 3u);
}

TEST_P(PeopleTest, OnlyWhoManagesUsersMayLookOrChange) {
  const PersonId sari = add("sari");
  give(sari, Role::kOfficer);
  const Actor officer = actor(*enter("sari"));
  EXPECT_FALSE(people->people(officer));
  EXPECT_FALSE(people->grants(officer));
  EXPECT_FALSE(people->find(officer, sari));
  EXPECT_FALSE(people->add(officer, {"budi", "Budi"}));
  EXPECT_FALSE(people->grant(officer, sari, {Role::kAdmin, std::nullopt, {2026, 1, 1}, std::nullopt}));
  EXPECT_FALSE(people->reset_password(officer, sari));
  EXPECT_FALSE(people->set_password(officer, sari, "gua di kaki bukit"));
  EXPECT_FALSE(people->disable(officer, sari));
  EXPECT_FALSE(people->enable(officer, sari));
  EXPECT_EQ(people->people(Actor::nobody()).error().code, base::ErrorCode::kSignInNeeded);
}

TEST_P(PeopleTest, TheLastManagerOfAccountsStays) {
  const Actor admin = this->admin();
  EXPECT_EQ(people->disable(admin, admin.person).error().message.key, "identity.last_admin");
  const auto grant = people->grants(admin, admin.person)->at(0).id;
  EXPECT_EQ(people->revoke(admin, grant).error().message.key, "identity.last_admin");
  this->admin("lain");
  EXPECT_TRUE(people->revoke(admin, grant));
}

TEST_P(PeopleTest, ARoleTakenBackStaysOnRecordUntilYesterday) {
  const Actor admin = this->admin();
  const PersonId sari = add("sari");
  const auto past = people->grant(admin, sari, {Role::kOfficer, std::nullopt, {2026, 1, 1}, std::nullopt});
  const auto future = people->grant(admin, sari, {Role::kOfficer, std::nullopt, {2027, 1, 1}, std::nullopt});
  ASSERT_TRUE(people->revoke(admin, *past));
  ASSERT_TRUE(people->revoke(admin, *future));
  const auto grants = *people->grants(admin, sari);
  ASSERT_EQ(grants.size(), 1u);
  EXPECT_EQ(grants[0].valid_until, (base::Date{2026, 11, 23}));
  EXPECT_FALSE(actor(*enter("sari")).may(Permission::kEditInventory));
}

TEST_P(PeopleTest, ARoleMustEndAfterItBegins) {
  const PersonId sari = add("sari");
  const auto refused =
      people->grant(kOperator, sari, {Role::kHead, std::nullopt, {2026, 5, 1}, base::Date{2026, 4, 1}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).field, "until");
}

TEST_P(PeopleTest, AResetPasswordReplacesTheOldOneAndEndsSessions) {
  const PersonId sari = add("sari");
  const auto secret = enter("sari");
  const auto temporary = people->reset_password(kOperator, sari);
  ASSERT_TRUE(temporary);
  EXPECT_FALSE(actor(*secret).signed_in());
  EXPECT_FALSE(enter("sari"));
  EXPECT_TRUE(enter("sari", *temporary));
}

TEST_P(PeopleTest, EveryChangeIsInTheAuditWithoutThePassword) {
  const Actor admin = this->admin();
  const auto added = people->add(admin, {"sari", "Sari"});
  pass(1);
  people->disable(admin, added->id);
  pass(1);
  people->enable(admin, added->id);
  const auto entries =
      database().read([&](db::Reader& r) { return audit::of_subject(r, "person/" + added->id.text()); });
  ASSERT_EQ(entries.size(), 3u);
  std::vector<std::string> actions;
  for (const auto& entry : entries) {
    actions.push_back(entry.action);
    EXPECT_EQ(entry.person_name, "Nama admin");
    EXPECT_EQ(entry.after_json.dump().find(added->password), std::string::npos);
  }
  EXPECT_EQ(actions, (std::vector<std::string>{"identity.person_added", "identity.person_disabled",
                                               "identity.person_enabled"}));
}

ON_BOTH_DATABASES(PeopleTest);

}  // namespace
