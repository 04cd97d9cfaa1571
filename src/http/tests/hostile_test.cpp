#include <gtest/gtest.h>

#include <memory>

#include "site.h"

// Raw requests that two servers could understand differently, or that only harm. Each is refused and its
// connection ended, while a neighbour's connection goes on as if nothing were.
namespace {

using namespace std::string_literals;

struct Hostile {
  const char* name;
  std::string raw;
  int status;
};

std::string post(const std::string& fields, const std::string& body = {}) {
  return "POST /echo HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}
std::string get(const std::string& fields) {
  return "GET /halo/x HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}
std::string line(const std::string& request_line) {
  return request_line + "\r\nHost: a\r\n\r\n";
}
std::string many_fields(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += "X-" + std::to_string(i) + ": 1\r\n";
  return out;
}
const std::string kChunked = "Transfer-Encoding: chunked\r\n";

const std::vector<Hostile> kHostile{
    // Where does the body end?
    {"LengthBesideChunked", post("Content-Length: 3\r\n" + kChunked, "0\r\n\r\n"), 400},
    {"ChunkedBesideLength", post(kChunked + "Content-Length: 3\r\n", "0\r\n\r\n"), 400},
    {"LengthTwiceAlike", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400},
    {"LengthTwiceDifferent", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400},
    {"LengthList", post("Content-Length: 3, 3\r\n", "abc"), 400},
    {"LengthWithSpaceBeforeColon", post("Content-Length : 3\r\n", "abc"), 400},
    {"LengthNegative", post("Content-Length: -3\r\n", "abc"), 400},
    {"LengthWithPlus", post("Content-Length: +3\r\n", "abc"), 400},
    {"LengthHexadecimal", post("Content-Length: 0x3\r\n", "abc"), 400},
    {"LengthEmpty", post("Content-Length:\r\n", "abc"), 400},
    {"LengthOverflowing", post("Content-Length: 99999999999999999999\r\n", "abc"), 400},
    {"LengthWithInnerSpace", post("Content-Length: 1 0\r\n", "abcdefghij"), 400},
    {"LengthOf100MB", post("Content-Length: 104857600\r\n", "abc"), 413},
    {"ChunkedOver1MB", post(kChunked, "200000\r\n" + std::string(0x20000, 'x')), 413},
    {"ChunkSizeWithSign", post(kChunked, "+3\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkSizeWithPrefix", post(kChunked, "0x3\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkSizeNoNumber", post(kChunked, "G\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkSizeOverflowing", post(kChunked, "FFFFFFFFFFFFFFFFF\r\nabc"), 400},
    {"ChunkSizeNegative", post(kChunked, "-1\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkWithoutItsEnd", post(kChunked, "3\r\nabcX\r\n0\r\n\r\n"), 400},
    {"ChunkWithBareLineFeed", post(kChunked, "3\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkExtensionWithoutEnd", post(kChunked, "3;" + std::string(9'000, 'e')), 400},
    {"ChunkedTwice", post(kChunked + kChunked, "0\r\n\r\n"), 400},
    {"ChunkedListed", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 501},
    {"EncodingUnknown", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501},
    {"EncodingIdentity", post("Transfer-Encoding: identity\r\n", "abc"), 501},
    {"EncodingGzipThenChunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
    {"EncodingBehindVerticalTab",
     post("Transfer-Encoding: \x0b"
          "chunked\r\n",
          "0\r\n\r\n"),
     400},
    {"EncodingWithSpaceBeforeColon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400},
    {"EncodingFolded", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), 501},
    {"EncodingInOldVersion", "POST /echo HTTP/1.0\r\nHost: a\r\n" + kChunked + "\r\n0\r\n\r\n", 400},
    {"BodyOfAGet", get("Content-Length: 3\r\n") + "abc", 400},
    {"ChunkedBodyOfAGet", get(kChunked) + "0\r\n\r\n", 400},
    {"ExpectationUnknown", post("Expect: 200-ok\r\nContent-Length: 3\r\n", "abc"), 417},
    {"ConnectionOfNoToken", get("Connection: jee\xc8-alive\r\n"), 400},
    {"ConnectionOfTwoWords", get("Connection: keep alive\r\n"), 400},
    {"ProxyConnectionOfNoToken", get("Proxy-Connection: (close)\r\n"), 400},
    // Lines and characters.
    {"BareLineFeeds", "GET /halo/x HTTP/1.1\nHost: a\n\n", 400},
    {"BareLineFeedInFields", "GET /halo/x HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
    {"BareCarriageReturn", get("X: a\rY: b\r\n"), 400},
    {"CarriageReturnTwice", get("X: a\r\r\n"), 400},
    {"NulInField", get("X: a\0b\r\n"s), 400},
    {"NulInFieldName", get("X\0Y: b\r\n"s), 400},
    {"NulInTarget", line("GET /halo/\0 HTTP/1.1"s), 400},
    {"EscapeInField", get("X: \x1b[31m\r\n"), 400},
    {"DeleteInField", get("X: \x7f\r\n"), 400},
    {"FoldedField", get("X: a\r\n b\r\n"), 400},
    {"FoldedFirstField", "GET /halo/x HTTP/1.1\r\n Host: a\r\n\r\n", 400},
    {"FieldWithoutColon", get("nonsense\r\n"), 400},
    {"FieldWithoutName", get(": a\r\n"), 400},
    {"FieldNameWithSpace", get("X Y: a\r\n"), 400},
    {"FieldNameWithBracket", get("X(Y): a\r\n"), 400},
    {"FieldNameBeyondAscii", get("X\xc3\xa9: a\r\n"), 400},
    {"LeadingEmptyLine", "\r\n" + get(""), 400},
    {"TlsHello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"s, 400},
    // Whom it is for.
    {"HostMissing", "GET /halo/x HTTP/1.1\r\n\r\n", 400},
    {"HostTwice", get("Host: b\r\n"), 400},
    {"HostEmpty", "GET /halo/x HTTP/1.1\r\nHost:\r\n\r\n", 400},
    {"HostWithPath", "GET /halo/x HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"HostWithUser", "GET /halo/x HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
    {"CookieTwice", get("Cookie: a=1\r\nCookie: b=2\r\n"), 400},
    // The request line.
    {"OldestVersion", "GET /halo/x\r\n", 400},
    {"VersionTooNew", line("GET /halo/x HTTP/1.2"), 505},
    {"VersionTwo", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
    {"VersionLowerCase", line("GET /halo/x http/1.1"), 400},
    {"VersionWithTail", line("GET /halo/x HTTP/1.1x"), 400},
    {"VersionOtherProtocol", line("GET /halo/x ICY/1.1"), 400},
    {"MethodLowerCase", line("get /halo/x HTTP/1.1"), 501},
    {"MethodUnknown", line("BREW /halo/x HTTP/1.1"), 501},
    {"MethodTrace", line("TRACE /halo/x HTTP/1.1"), 501},
    {"MethodConnect", line("CONNECT a:80 HTTP/1.1"), 501},
    {"MethodWithBracket", line("GE{T /halo/x HTTP/1.1"), 400},
    {"SpaceBeforeMethod", line(" GET /halo/x HTTP/1.1"), 400},
    {"SpaceTwice", line("GET  /halo/x HTTP/1.1"), 400},
    {"SpaceAtEnd", line("GET /halo/x HTTP/1.1 "), 400},
    {"TabForSpace", line("GET\t/halo/x\tHTTP/1.1"), 400},
    {"SpaceInTarget", line("GET /halo/x y HTTP/1.1"), 400},
    {"TargetWithoutSlash", line("GET halo/x HTTP/1.1"), 400},
    {"TargetStar", line("GET * HTTP/1.1"), 400},
    {"TargetOtherScheme", line("GET ftp://a/halo/x HTTP/1.1"), 400},
    {"TargetWithFragment", line("GET /halo/x#y HTTP/1.1"), 400},
    {"TargetWithBackslash", line("GET /halo\\x HTTP/1.1"), 400},
    {"TargetBeyondAscii", line("GET /halo/\xc3\xa9 HTTP/1.1"), 400},
    {"TargetOf5kB", line("GET /halo/" + std::string(5'000, 'a') + " HTTP/1.1"), 414},
    {"TargetOf100kB", line("GET /halo/" + std::string(100'000, 'a') + " HTTP/1.1"), 414},
    // Too much.
    {"FieldOf10kB", get("X: " + std::string(10'000, 'a') + "\r\n"), 431},
    {"FieldsOf1000", get(many_fields(1'000)), 431},
    {"FieldsOf65", get(many_fields(65)), 431},
};

class Refuses : public testing::TestWithParam<Hostile> {
 protected:
  static void SetUpTestSuite() {
    site = std::make_unique<test::Site>(nullptr, [](http::Config& config) { config.limits.linger_ms = 500; });
    neighbour = std::make_unique<test::Client>(site->server().port());
  }
  static void TearDownTestSuite() {
    neighbour.reset();
    site.reset();
  }
  static inline std::unique_ptr<test::Site> site;
  static inline std::unique_ptr<test::Client> neighbour;
};

TEST_P(Refuses, AndEndsTheConnection) {
  test::Client client = site->connect();
  client.send(GetParam().raw);
  const test::Answer answer = client.read();
  EXPECT_EQ(answer.status, GetParam().status);
  EXPECT_EQ(answer.headers.get("Connection"), "close");
  EXPECT_TRUE(client.is_closed());

  neighbour->send("GET /halo/tetangga HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(neighbour->read().body, "halo tetangga");
}

INSTANTIATE_TEST_SUITE_P(Hostile, Refuses, testing::ValuesIn(kHostile),
                         [](const auto& test_case) { return std::string(test_case.param.name); });

// These are readable, so the connection goes on; but nothing is served.
struct BadAddress {
  const char* name;
  const char* target;
};

class RefusesAddress : public testing::TestWithParam<BadAddress> {};

TEST_P(RefusesAddress, With400) {
  test::Site site;
  EXPECT_EQ(site.get(GetParam().target).status, 400);
}

INSTANTIATE_TEST_SUITE_P(
    Hostile, RefusesAddress,
    testing::Values(BadAddress{"PercentAlone", "/halo/%"}, BadAddress{"PercentOneDigit", "/halo/%4"},
                    BadAddress{"PercentNoHex", "/halo/%zz"}, BadAddress{"EncodedNul", "/halo/%00"},
                    BadAddress{"EncodedLineFeed", "/halo/%0a"}, BadAddress{"DotDot", "/halo/../x"},
                    BadAddress{"EncodedDotDot", "/halo/%2e%2E"}, BadAddress{"Dot", "/./halo/x"},
                    BadAddress{"EncodedSlash", "/halo/a%2fb"}, BadAddress{"EncodedBackslash", "/halo/a%5cb"},
                    BadAddress{"SlashTwice", "//halo/x"}, BadAddress{"OverlongUtf8", "/halo/%c0%af"},
                    BadAddress{"HalfACharacter", "/halo/%c3"}, BadAddress{"Surrogate", "/halo/%ed%a0%80"},
                    BadAddress{"BadQuery", "/halo/x?q=%f"}, BadAddress{"NulInQuery", "/halo/x?q=%00"}),
    [](const auto& test_case) { return std::string(test_case.param.name); });

TEST(Smuggling, SecondRequestInABodyIsNotServed) {
  test::Site site;
  test::Client client = site.connect();
  const std::string inner = "GET /halo/diselundupkan HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send(post("Content-Length: " + std::to_string(inner.size()) + "\r\n", inner) + get(""));
  EXPECT_EQ(client.read().body, inner);
  EXPECT_EQ(client.read().body, "halo x");
}

TEST(Smuggling, TrailerFieldsAreNotHeaders) {
  std::string seen = "none";
  test::Site site([&](http::Router& router) {
    router.post("/trailer", [&](const http::Request& request) {
      seen = request.header("X-Late");
      return http::text(request.body_text());
    });
  });
  test::Client client = site.connect();
  client.send("POST /trailer HTTP/1.1\r\nHost: a\r\n" + kChunked +
              "\r\n3;ext=1\r\nabc\r\n0\r\nX-Late: 1\r\n\r\n" + get(""));
  EXPECT_EQ(client.read().body, "abc");
  EXPECT_EQ(seen, "");
  EXPECT_EQ(client.read().body, "halo x");
}

TEST(Hollow, ChunksOfOneByteWithLongExtensionsAreRefused) {
  test::Site site(nullptr, [](http::Config& config) { config.limits.linger_ms = 300; });
  test::Client client = site.connect();
  client.send(post(kChunked));
  const std::string chunk = "1;" + std::string(1'000, 'e') + "\r\nx\r\n";
  bool open = true;
  for (int i = 0; i < 200 && open; ++i) open = client.send(chunk);
  EXPECT_EQ(client.read().status, 400);
}

}  // namespace
