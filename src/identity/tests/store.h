#pragma once
// A migrated store on both databases, and an administrator to work as.
#include <gtest/gtest.h>

#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/identity.h"
#include "identity/accounts.h"
#include "identity/sessions.h"
#include "support/databases.h"

namespace identity::testing {

inline constexpr const char* kPassword = "empat belas bukit hijau";

class StoreTest : public support::DatabaseTest {
 protected:
  StoreTest() {
    const db::ModuleMigrations modules[] = {{"audit", embedded::audit()}, {"identity", embedded::identity()}};
    db::migrate(database(), modules, now);
  }
  /// An account with that password, and the role in every office.
  PersonId person(const std::string& account, std::optional<Role> role = {}) {
    return database().write([&](db::Transaction& tx) {
      const auto made = add_person(tx, Actor::system(), {account, "Nama " + account}, now, kPassword);
      EXPECT_TRUE(made.has_value());
      if (role) {
        EXPECT_TRUE(add_grant(tx, Actor::system(), made->person.id, {.role = *role, .from = {2026, 1, 1}}, {now.ms + 1}));
      }
      return made->person.id;
    });
  }
  base::Result<SignedIn> sign_in(const std::string& account, const std::string& password = kPassword,
                                 const std::string& network = "10.0.0.0/24") {
    return identity::sign_in(database(), {account, password, network, "Firefox", now});
  }
  Actor actor(const std::string& secret) { return actor_of(database(), secret, "10.0.0.0/24", now); }
  void pass(std::int64_t ms) { now.ms += ms; }

  base::Instant now{1'795'600'000'000};  // 25 November 2026
};

}  // namespace identity::testing
