#include "identity/sign_in.h"

#include "accounts.h"
#include "identity/throttle.h"

namespace {

using namespace identity_test;
using identity::kByAccount, identity::wait_after;

class SignInTest : public Accounts {
 protected:
  static std::string key(const base::Result<std::string>& answer) {
    return answer ? "" : answer.error().message.key;
  }
};

TEST_P(SignInTest, ThePasswordOpensASession) {
  const PersonId sari = add("sari");
  const auto secret = enter("sari");
  ASSERT_TRUE(secret);
  EXPECT_EQ(actor(*secret).person, sari);
  EXPECT_EQ(actor(*secret).name, "Nama sari");
  EXPECT_TRUE(enter(" SARI ")) << "case and blanks of a name do not matter";
}

TEST_P(SignInTest, OneAnswerForWrongUnknownAndDisabled) {
  const PersonId sari = add("sari");
  add("budi");
  ASSERT_TRUE(people->disable(kOperator, sari));
  const auto wrong = enter("budi", "salah sama sekali");
  const auto unknown = enter("tidak-ada");
  const auto disabled = enter("sari");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error(), unknown.error());
  EXPECT_EQ(wrong.error(), disabled.error());
}

TEST_P(SignInTest, FailuresSlowAnAccountDownWhetherItExistsOrNot) {
  add("sari");
  for (const char* name : {"sari", "tidak-ada"}) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(key(enter(name, "salah sama sekali")), "identity.sign_in_wrong");
    EXPECT_EQ(key(enter(name)), "identity.sign_in_wait") << "even with the right password";
  }
  pass(1);
  EXPECT_TRUE(enter("sari"));
  EXPECT_EQ(key(enter("sari", "salah sama sekali")), "identity.sign_in_wrong") << "a success forgives";
}

TEST_P(SignInTest, FailuresSlowANetworkDownAcrossAccounts) {
  for (int i = 0; i < 30; ++i) enter("akun" + std::to_string(i), "salah sama sekali");
  EXPECT_EQ(key(enter("akun-lain")), "identity.sign_in_wait");
  EXPECT_EQ(key(enter("akun-lain", "x", "198.51.100.0/24")), "identity.sign_in_wrong") << "others go on";
}

TEST(Throttle, WaitsDoubleUpToAMinute) {
  EXPECT_EQ(wait_after(kByAccount, 4), 0);
  EXPECT_EQ(wait_after(kByAccount, 5), 1);
  EXPECT_EQ(wait_after(kByAccount, 8), 8);
  EXPECT_EQ(wait_after(kByAccount, 11), 60);
  EXPECT_EQ(wait_after(kByAccount, 1'000'000), 60);
}

TEST(Throttle, KeepsGuessesAtOneAccountUnderAHundredAnHour) {
  int guesses = 0;
  std::int64_t second = 0;
  for (std::int64_t failures = 0; second <= 3600; ++guesses) second += wait_after(kByAccount, ++failures);
  EXPECT_LT(guesses, 100);
}

TEST_P(SignInTest, SigningInAgainEndsTheOldSession) {
  add("sari");
  const auto first = enter("sari");
  const auto second = door->sign_in({"sari", kPassword}, {"192.0.2.0/24", ""}, *first);
  ASSERT_TRUE(second);
  EXPECT_NE(*first, *second);
  EXPECT_FALSE(actor(*first).signed_in());
}

TEST_P(SignInTest, ATemporaryPasswordOpensNothingButItsReplacement) {
  const auto added = people->add(kOperator, {"sari", "Sari"});
  ASSERT_TRUE(added);
  give(added->id, Role::kAdmin);
  const auto secret = enter("sari", added->password);
  ASSERT_TRUE(secret);
  EXPECT_TRUE(actor(*secret).must_change_password);
  EXPECT_FALSE(actor(*secret).may(Permission::kManageUsers));
  const auto fresh = door->change_password(actor(*secret), {added->password, "gua di kaki bukit"}, {});
  ASSERT_TRUE(fresh);
  EXPECT_TRUE(actor(*fresh).may(Permission::kManageUsers));
  EXPECT_FALSE(actor(*secret).signed_in()) << "the old secret is worth nothing";
}

TEST_P(SignInTest, ATemporaryPasswordIsGoodForAWeek) {
  const auto added = people->add(kOperator, {"sari", "Sari"});
  pass(7 * 24 * 3600 + 1);
  EXPECT_EQ(key(enter("sari", added->password)), "identity.sign_in_wrong");
}

TEST_P(SignInTest, ChangingThePasswordNamesAllMistakes) {
  add("sari");
  const auto secret = enter("sari");
  const auto refused = door->change_password(actor(*secret), {"bukan itu", "pendek"}, {});
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 2u);
  EXPECT_EQ(refused.error().fields[0].field, "current");
  EXPECT_EQ(refused.error().fields[1].field, "fresh");
  EXPECT_TRUE(actor(*secret).signed_in());
}

TEST_P(SignInTest, ChangingThePasswordEndsTheOtherSessions) {
  add("sari");
  const auto here = enter("sari"), there = enter("sari");
  const auto fresh = door->change_password(actor(*here), {kPassword, "gua di kaki bukit"}, {});
  ASSERT_TRUE(fresh);
  EXPECT_FALSE(actor(*there).signed_in());
  EXPECT_TRUE(actor(*fresh).signed_in());
  EXPECT_TRUE(enter("sari", "gua di kaki bukit"));
}

ON_BOTH_DATABASES(SignInTest);

}  // namespace
