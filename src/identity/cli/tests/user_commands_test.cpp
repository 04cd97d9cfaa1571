#include <gtest/gtest.h>

#include "cli/files.h"
#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/identity.h"
#include "identity/people.h"
#include "identity/sign_in.h"
#include "identity_cli/commands.h"
#include "support/databases.h"

namespace {

using namespace identity_cli;

class UserCommandsTest : public support::DatabaseTest {
 protected:
  void SetUp() override {
    support::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    const db::ModuleMigrations modules[] = {{"audit", embedded::audit()}, {"identity", embedded::identity()}};
    db::migrate(database(), modules, {1});
  }
  Program program() {
    return {[this](const std::string&, const auto&) {
              return std::shared_ptr<db::Database>(&database(), [](db::Database*) {});
            },
            [this](db::Reader&, std::string_view key) {
              return key == "dispar" ? std::optional(office) : std::nullopt;
            }};
  }
  std::string secret_file(const std::string& password) {
    return support::write_file(dir() / "password", password + "\n").string();
  }
  identity::Actor enter(const std::string& username, const std::string& password) {
    identity::PasswordHasher hasher({.passes = 1, .memory_bytes = 8192});
    identity::SignIn door(database(), base::system_clock(), hasher);
    const auto secret = door.sign_in({username, password}, {"192.0.2.0/24", ""});
    identity::Sessions sessions(database(), base::system_clock());
    return secret ? sessions.actor(*secret, "") : identity::Actor::nobody();
  }
  identity::OfficeId office = identity::OfficeId::make({1});
};

TEST_P(UserCommandsTest, AnAccountAndItsRoleComeFromTheTerminalWithoutAPasswordInTheArguments) {
  const std::string file = secret_file("sungai mengalir jauh");
  EXPECT_EQ(
      user_add({"sari", "--name", "Sari", "--role", "officer", "--office", "dispar", "--password-file", file},
               program()),
      cli::kDone);
  const identity::Actor sari = enter("sari", "sungai mengalir jauh");
  EXPECT_TRUE(sari.may(identity::Permission::kEditInventory, office));
  EXPECT_FALSE(sari.may(identity::Permission::kEditInventory, std::nullopt));
  EXPECT_EQ(user_role({"sari", "--role", "officer", "--office", "dispar", "--revoke"}, program()),
            cli::kDone);
  EXPECT_FALSE(enter("sari", "sungai mengalir jauh").may(identity::Permission::kEditInventory, office));
}

TEST_P(UserCommandsTest, ATemporaryPasswordIsPrinted) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(user_add({"sari", "--name", "Sari"}, program()), cli::kDone);
  std::string printed = testing::internal::GetCapturedStdout();
  ASSERT_FALSE(printed.empty());
  printed.pop_back();
  EXPECT_TRUE(enter("sari", printed).must_change_password);
  EXPECT_EQ(user_passwd({"sari", "--password-file", secret_file("gua di kaki bukit")}, program()),
            cli::kDone);
  EXPECT_FALSE(enter("sari", printed).signed_in());
  EXPECT_TRUE(enter("sari", "gua di kaki bukit").signed_in());
}

TEST_P(UserCommandsTest, ADisabledAccountCannotEnterUntilItIsEnabled) {
  user_add({"sari", "--name", "Sari", "--password-file", secret_file("sungai mengalir jauh")}, program());
  EXPECT_EQ(user_disable({"sari"}, program()), cli::kDone);
  EXPECT_FALSE(enter("sari", "sungai mengalir jauh").signed_in());
  EXPECT_EQ(user_disable({"sari", "--enable"}, program()), cli::kDone);
  EXPECT_TRUE(enter("sari", "sungai mengalir jauh").signed_in());
}

TEST_P(UserCommandsTest, WhatCannotBeIsRefused) {
  EXPECT_EQ(user_add({"x", "--name", "X"}, program()), cli::kRefused);
  EXPECT_EQ(user_passwd({"tidak-ada"}, program()), cli::kRefused);
  EXPECT_EQ(user_add({"sari"}, program()), cli::kUsage);
  EXPECT_THROW(user_add({"sari", "--name", "Sari", "--role", "raja"}, program()), cli::RefusedInput);
}

ON_BOTH_DATABASES(UserCommandsTest);

}  // namespace
