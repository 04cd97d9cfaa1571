#include "identity/password.h"

#include <gtest/gtest.h>

#include <set>

namespace identity {
namespace {

TEST(Password, IsKeptAsArgon2idOfNineteenMebibytes) {
  EXPECT_TRUE(hash_password("empat belas bukit hijau").starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
}

TEST(Password, MatchesItsOwnHashOnly) {
  const std::string hash = hash_password("empat belas bukit hijau");
  EXPECT_TRUE(password_matches(hash, "empat belas bukit hijau"));
  EXPECT_FALSE(password_matches(hash, "empat belas bukit hijaU"));
  EXPECT_FALSE(password_matches("", "empat belas bukit hijau"));
  EXPECT_NE(hash, hash_password("empat belas bukit hijau"));
}

TEST(Password, OneThatEverybodyTriesIsRefused) {
  for (const char* weak :
       {"short", "sarolangun123", "Password1234", "aaaaaaaaaaaaaa", "abcabcabcabcabc", "siti.rahma123"})
    EXPECT_TRUE(weakness_of(weak, "siti.rahma")) << weak;
  for (const char* good : {"empat belas bukit hijau", "gjallarhorn-9-telur", "перевал в горах"})
    EXPECT_FALSE(weakness_of(good, "siti.rahma")) << good;
}

TEST(Password, AMadeOneIsLongEnoughAndNeverTheSame) {
  std::set<std::string> made;
  for (int i = 0; i < 100; ++i) {
    const std::string password = new_password();
    EXPECT_FALSE(weakness_of(password, "siti"));
    made.insert(password);
  }
  EXPECT_EQ(made.size(), 100u);
}

}  // namespace
}  // namespace identity
