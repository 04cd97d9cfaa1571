#include "base/digest.h"

#include <gtest/gtest.h>

#include "base/id.h"

namespace {

// FIPS 180-2, appendix B.1.
TEST(Digest, Sha256OfAbc) {
  EXPECT_EQ(base::hex(base::sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  base::Sha256Stream stream;
  stream.update("a");
  stream.update("bc");
  EXPECT_EQ(stream.finish(), base::sha256("abc"));
}

// RFC 4231, test case 2.
TEST(Digest, HmacSha256OfJefe) {
  EXPECT_EQ(base::hex(base::hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

// RFC 4648, section 10, in the URL alphabet without padding.
TEST(Digest, Base64UrlHasNoPadding) {
  const auto encode = [](std::string_view text) {
    return base::base64url({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
  };
  EXPECT_EQ(encode(""), "");
  EXPECT_EQ(encode("f"), "Zg");
  EXPECT_EQ(encode("fo"), "Zm8");
  EXPECT_EQ(encode("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encode("\xff\xff\xbe"), "__--");
}

TEST(Id, NewIdsSortByTimeAndAreUuids) {
  const std::string a = base::new_uuid_v7({1'700'000'000'000}), b = base::new_uuid_v7({1'700'000'000'001});
  EXPECT_TRUE(base::is_uuid(a));
  EXPECT_EQ(a[14], '7');
  EXPECT_LT(a, b);
  EXPECT_NE(a, base::new_uuid_v7({1'700'000'000'000}));
  EXPECT_FALSE(base::is_uuid("../../etc/passwd"));
}

}  // namespace
