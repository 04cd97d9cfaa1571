#include "identity/sessions.h"

#include "db/prepare_all.h"
#include "store.h"

namespace identity::testing {
namespace {

class SessionsTest : public StoreTest {};
ON_BOTH_DATABASES(SessionsTest);

TEST_P(SessionsTest, EveryTextIsUnderstood) {
  EXPECT_EQ(db::prepare_all(database()), std::vector<std::string>{});
}

TEST_P(SessionsTest, TheRightPasswordBeginsASession) {
  const PersonId id = person("siti", Role::kOfficer);
  const auto signed_in = sign_in("siti");
  ASSERT_TRUE(signed_in);
  const Actor siti = actor(signed_in->secret);
  EXPECT_EQ(siti.person, id);
  EXPECT_TRUE(siti.may(Permission::kEditInventory));
  EXPECT_FALSE(siti.may(Permission::kManageUsers));
}

TEST_P(SessionsTest, UnknownWrongAndDisabledGetTheSameAnswer) {
  const PersonId id = person("siti");
  person("admin", Role::kAdmin);
  const auto unknown = sign_in("nobody"), wrong = sign_in("siti", "salah sekali ini");
  database().write([&](db::Transaction& tx) { return set_disabled(tx, Actor::system(), id, true, now); });
  const auto disabled = sign_in("siti");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error(), wrong.error());
  EXPECT_EQ(unknown.error(), disabled.error());
}

TEST_P(SessionsTest, TheSecretIsNotInTheStore) {
  person("siti");
  const std::string secret = sign_in("siti")->secret;
  database().read([&](db::Reader& reader) {
    for (const Session& session : sessions_of(reader, actor(secret), secret, now))
      EXPECT_NE(session.id.text(), secret);
    static const db::Sql kHashes{"SELECT secret_hash FROM sessions"};
    for (const std::string& hash : reader.all<std::string>(kHashes)) EXPECT_NE(hash, secret);
  });
}

TEST_P(SessionsTest, EndsTwoHoursAfterItsLastUseAndTwelveAfterItsStart) {
  person("siti");
  const std::string idle = sign_in("siti")->secret, used = sign_in("siti")->secret;
  for (int i = 0; i < 11; ++i) {
    pass(3'600'000);
    EXPECT_TRUE(actor(used).signed_in()) << i;
  }
  EXPECT_FALSE(actor(idle).signed_in());
  pass(3'600'001);
  EXPECT_FALSE(actor(used).signed_in());
}

TEST_P(SessionsTest, SigningOutEndsThatSessionOnly) {
  person("siti");
  const std::string one = sign_in("siti")->secret, other = sign_in("siti")->secret;
  sign_out(database(), one, now);
  EXPECT_FALSE(actor(one).signed_in());
  EXPECT_TRUE(actor(other).signed_in());
}

TEST_P(SessionsTest, APersonEndsOwnSessionsAndNobodyElses) {
  person("siti"), person("budi");
  const std::string siti = sign_in("siti")->secret, siti_phone = sign_in("siti")->secret,
                    budi = sign_in("budi")->secret;
  const auto budis = database().read([&](db::Reader& r) { return sessions_of(r, actor(budi), budi, now); });
  const auto stolen =
      database().write([&](db::Transaction& tx) { return end_session(tx, actor(siti), budis[0].id, now); });
  ASSERT_FALSE(stolen);
  EXPECT_EQ(stolen.error().code, base::ErrorCode::kNotFound);
  EXPECT_EQ(
      database().write([&](db::Transaction& tx) { return end_other_sessions(tx, actor(siti), siti, now); }),
      1);
  EXPECT_FALSE(actor(siti_phone).signed_in());
  EXPECT_TRUE(actor(siti).signed_in());
  EXPECT_TRUE(actor(budi).signed_in());
}

TEST_P(SessionsTest, FiveWrongPasswordsMakeTheAccountWaitLongerAndLonger) {
  person("siti");
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(sign_in("siti", "salah sekali ini").error().code, base::ErrorCode::kInvalid);
  const auto waiting = sign_in("siti");
  ASSERT_FALSE(waiting);
  EXPECT_EQ(waiting.error().code, base::ErrorCode::kTooMany);
  pass(30'000);
  EXPECT_EQ(sign_in("siti", "salah sekali ini").error().code, base::ErrorCode::kInvalid);
  pass(30'001);
  EXPECT_EQ(sign_in("siti").error().code, base::ErrorCode::kTooMany);
  pass(30'000);
  EXPECT_TRUE(sign_in("siti"));
  EXPECT_TRUE(sign_in("siti"));
}

TEST_P(SessionsTest, AnAccountThatDoesNotExistWaitsAlike) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in("nobody").error().code, base::ErrorCode::kInvalid);
  EXPECT_EQ(sign_in("nobody").error().code, base::ErrorCode::kTooMany);
}

TEST_P(SessionsTest, ANetworkThatTriesManyAccountsWaitsAndOthersDoNot) {
  person("siti");
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(sign_in("guess" + std::to_string(i), "x").error().code, base::ErrorCode::kInvalid);
  EXPECT_EQ(sign_in("siti").error().code, base::ErrorCode::kTooMany);
  EXPECT_TRUE(sign_in("siti", kPassword, "10.0.1.0/24"));
}

TEST_P(SessionsTest, AFirstPasswordOpensNothingUntilItIsChanged) {
  const auto made = database().write([&](db::Transaction& tx) {
    auto account = add_person(tx, Actor::system(), {"baru", "Orang Baru"}, now);
    EXPECT_TRUE(add_grant(tx, Actor::system(), account->person.id,
                          {.role = Role::kAdmin, .from = {2026, 1, 1}}, now));
    return account;
  });
  ASSERT_TRUE(made);
  const auto signed_in = sign_in("baru", made->password);
  ASSERT_TRUE(signed_in);
  EXPECT_TRUE(signed_in->must_change_password);
  EXPECT_FALSE(actor(signed_in->secret).may(Permission::kManageUsers));
  ASSERT_TRUE(change_own_password(database(), actor(signed_in->secret), {made->password, kPassword}, now));
  EXPECT_TRUE(actor(signed_in->secret).may(Permission::kManageUsers));
}

TEST_P(SessionsTest, AGrantHoldsOnItsDaysOnly) {
  const PersonId id = person("siti");
  database().write([&](db::Transaction& tx) {
    return add_grant(tx, Actor::system(), id, {Role::kHead, {}, {2026, 11, 26}, base::Date{2026, 11, 27}},
                     now);
  });
  const auto may = [&] { return actor(sign_in("siti")->secret).may(Permission::kPublishInventory); };
  constexpr std::int64_t kDay_ms = 86'400'000;
  EXPECT_FALSE(may());
  pass(kDay_ms);
  EXPECT_TRUE(may());
  pass(2 * kDay_ms);
  EXPECT_FALSE(may());
}

}  // namespace
}  // namespace identity::testing
