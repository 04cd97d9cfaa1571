#include "identity/password.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace {

using namespace identity;

std::string refusal(std::string_view password, std::string_view username = "sari") {
  const auto message = refuse_password(password, username);
  return message ? message->key : "";
}

TEST(Password, IsKeptAsArgon2idWithItsCost) {
  PasswordHasher hasher({.passes = 1, .memory_bytes = 8192});
  const std::string hash = hasher.hash("sungai mengalir jauh");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << hash;
  EXPECT_NE(hash, hasher.hash("sungai mengalir jauh")) << "each has its salt";
  EXPECT_TRUE(hasher.verify(hash, "sungai mengalir jauh"));
  EXPECT_FALSE(hasher.verify(hash, "sungai mengalir jauh "));
}

TEST(Password, NoPasswordFitsAnAccountThatDoesNotExist) {
  PasswordHasher hasher({.passes = 1, .memory_bytes = 8192});
  EXPECT_FALSE(hasher.verify(std::nullopt, ""));
  EXPECT_FALSE(hasher.verify(std::nullopt, "sungai mengalir jauh"));
}

TEST(Password, ReadsTheVectorsOfTheReferenceImplementation) {
  // P-H-C/phc-winner-argon2, src/test.c: Argon2id, t = 2, m = 2^16 KiB, p = 1.
  PasswordHasher hasher({.passes = 1, .memory_bytes = 8192});
  EXPECT_TRUE(hasher.verify(
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "password"));
}

TEST(Password, MustBeLongAndNotEasilyGuessed) {
  EXPECT_EQ(refusal("pendek"), "identity.password_short");
  EXPECT_EQ(refusal(std::string(129, 'x')), "identity.password_long");
  EXPECT_EQ(refusal("Sari suka durian"), "identity.password_is_name");
  EXPECT_EQ(refusal("Password1234"), "identity.password_common");
  EXPECT_EQ(refusal("abababababab"), "identity.password_common");
  EXPECT_EQ(refusal("air terjun di hulu"), "");
  EXPECT_EQ(refusal("日本語でもよいですよね長い"), "") << "letters are counted, not bytes";
}

TEST(TemporaryPassword, IsReadableAndNewEachTime) {
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    const std::string password = temporary_password();
    EXPECT_TRUE(std::regex_match(password, std::regex("([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}")))
        << password;
    seen.insert(password);
  }
  EXPECT_EQ(seen.size(), 50u);
}

}  // namespace
