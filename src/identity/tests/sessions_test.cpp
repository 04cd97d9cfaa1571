#include "identity/sessions.h"

#include "accounts.h"

namespace {

using namespace identity_test;

class SessionsTest : public Accounts {};

TEST_P(SessionsTest, NoOtherSecretOpensAnything) {
  add("sari");
  const auto secret = enter("sari");
  for (const std::string& other : {std::string(), std::string("x"), *secret + "x", std::string(43, 'A')})
    EXPECT_FALSE(actor(other).signed_in());
}

TEST_P(SessionsTest, TheStoreHoldsNoSecret) {
  add("sari");
  const auto secret = enter("sari");
  const db::Query query("SELECT secret_hash FROM sessions");
  const auto kept = database().read([&](db::Reader& r) { return r.all<std::string>(query); });
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].find(*secret), std::string::npos);
}

TEST_P(SessionsTest, EndAfterHalfAnHourWithoutUse) {
  add("sari");
  const auto secret = enter("sari");
  for (int i = 0; i < 5; ++i) {
    pass(29 * 60);
    EXPECT_TRUE(actor(*secret).signed_in()) << "use keeps it";
  }
  pass(31 * 60);
  EXPECT_FALSE(actor(*secret).signed_in());
}

TEST_P(SessionsTest, EndAfterTwelveHoursHoweverUsed) {
  add("sari");
  const auto secret = enter("sari");
  for (int i = 0; i < 48; ++i) {
    pass(15 * 60);
    EXPECT_TRUE(actor(*secret).signed_in());
  }
  pass(15 * 60);
  EXPECT_FALSE(actor(*secret).signed_in());
}

TEST_P(SessionsTest, AreListedAndEndedByTheirOwner) {
  add("sari");
  add("budi");
  const auto here = enter("sari");
  pass(10);
  const auto there = enter("sari");
  const auto stranger = enter("budi");
  const auto list = sessions->list(actor(*here), *here);
  ASSERT_EQ(list.size(), 2u);
  EXPECT_FALSE(list[0].is_current) << "the latest use first";
  EXPECT_TRUE(list[1].is_current);
  EXPECT_EQ(sessions->end(actor(*stranger), list[0].id).error().code, base::ErrorCode::kNotFound);
  EXPECT_TRUE(sessions->end(actor(*here), list[0].id));
  EXPECT_FALSE(actor(*there).signed_in());
  EXPECT_TRUE(actor(*here).signed_in());
}

TEST_P(SessionsTest, AllOthersEndAtOnce) {
  add("sari");
  const auto here = enter("sari");
  enter("sari"), enter("sari");
  EXPECT_EQ(*sessions->end_others(actor(*here), *here), 2);
  EXPECT_TRUE(actor(*here).signed_in());
}

TEST_P(SessionsTest, DisablingAPersonEndsTheirSessions) {
  const PersonId sari = add("sari");
  const auto secret = enter("sari");
  ASSERT_TRUE(people->disable(kOperator, sari));
  EXPECT_FALSE(actor(*secret).signed_in());
}

TEST_P(SessionsTest, SigningOutEndsTheSession) {
  add("sari");
  const auto secret = enter("sari");
  sessions->sign_out(*secret);
  sessions->sign_out("unknown");
  EXPECT_FALSE(actor(*secret).signed_in());
}

TEST_P(SessionsTest, GrantsCountOnTheirDaysOnly) {
  const PersonId sari = add("sari");
  ASSERT_TRUE(
      people->grant(kOperator, sari, {Role::kHead, std::nullopt, {2026, 11, 25}, base::Date{2026, 11, 25}}));
  EXPECT_FALSE(actor(*enter("sari")).may(Permission::kPublishInventory));
  pass(24 * 3600);
  EXPECT_TRUE(actor(*enter("sari")).may(Permission::kPublishInventory));
  pass(24 * 3600);
  EXPECT_FALSE(actor(*enter("sari")).may(Permission::kPublishInventory));
}

ON_BOTH_DATABASES(SessionsTest);

}  // namespace
