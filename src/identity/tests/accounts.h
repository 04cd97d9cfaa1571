#pragma once
// A store with accounts, a clock that stands still, and passwords that cost little.
#include <gtest/gtest.h>

#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/identity.h"
#include "identity/people.h"
#include "identity/sign_in.h"
#include "support/databases.h"

namespace identity_test {

using identity::Actor, identity::Grant, identity::PasswordCost, identity::PasswordHasher,
    identity::PeopleDesk;
using identity::Permission, identity::PersonId, identity::Role, identity::SessionId, identity::Sessions,
    identity::SignIn;

constexpr PasswordCost kCheap{.passes = 1, .memory_bytes = 8192};
// 2026-11-24, 10.12 in western Indonesia.
constexpr base::Instant kNow{1'795'489'920'000};
const Actor kOperator = Actor::system();
constexpr const char* kPassword = "sungai mengalir jauh";

class Accounts : public support::DatabaseTest {
 protected:
  void SetUp() override {
    support::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    const db::ModuleMigrations modules[] = {{"audit", embedded::audit()}, {"identity", embedded::identity()}};
    db::migrate(database(), modules, {1});
    people.emplace(database(), clock, hasher);
    sessions.emplace(database(), clock);
    door.emplace(database(), clock, hasher);
  }
  PersonId add(const std::string& username) {
    return *people->add_with_password(kOperator, {username, "Nama " + username}, kPassword);
  }
  void give(const PersonId& person, Role role) {
    ASSERT_TRUE(people->grant(kOperator, person, {role, std::nullopt, {2026, 1, 1}, std::nullopt}));
  }
  base::Result<std::string> enter(const std::string& username, const std::string& password = kPassword,
                                  const std::string& network = "192.0.2.0/24") {
    return door->sign_in({username, password}, {network, "Mozilla/5.0"});
  }
  Actor actor(const std::string& secret) { return sessions->actor(secret, "192.0.2.0/24"); }
  void pass(std::int64_t seconds) { clock.set({clock.now().ms + seconds * 1000}); }

  base::FixedClock clock{kNow};
  PasswordHasher hasher{kCheap};
  std::optional<PeopleDesk> people;
  std::optional<Sessions> sessions;
  std::optional<SignIn> door;
};

}  // namespace identity_test
