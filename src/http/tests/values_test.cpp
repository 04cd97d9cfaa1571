#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "http/changes.h"
#include "http/etag.h"
#include "http/form.h"
#include "http/negotiate.h"
#include "http/percent.h"
#include "http/problem.h"
#include "http/range.h"
#include "http/router.h"
#include "network.h"
#include "target.h"

// The small parsers and values, without a server.
namespace {

TEST(Percent, DecodesWhatItEncodes) {
  EXPECT_TRUE(rc::check(
      [](const std::string& text) { RC_ASSERT(http::percent_decode(http::percent_encode(text)) == text); }));
}

TEST(Urlencoded, ReadsWhatItWrites) {
  EXPECT_TRUE(rc::check([](const std::vector<std::pair<std::uint16_t, std::uint16_t>>& numbers) {
    http::Pairs pairs;
    for (const auto& [a, b] : numbers) pairs.add("n=&+% " + std::to_string(a), "é;" + std::to_string(b));
    const auto again = http::parse_urlencoded(http::format_urlencoded(pairs), 10'000);
    RC_ASSERT(again.has_value());
    RC_ASSERT(std::equal(pairs.begin(), pairs.end(), again->begin(), again->end()));
  }));
}

TEST(Urlencoded, RefusesTooManyFields) {
  EXPECT_EQ(http::parse_urlencoded("a&b&c", 2).error().code, base::ErrorCode::kTooLarge);
}

TEST(Cookies, AreReadBesideForeignOnes) {
  const http::Pairs cookies = http::parse_cookies("sesi=abc; lain; x=\"a\"; y=\xc3\xa9; z=1,2;tema=gelap");
  EXPECT_EQ(cookies.get("sesi"), "abc");
  EXPECT_EQ(cookies.get("x"), "a");
  EXPECT_EQ(cookies.get("tema"), "gelap");
  EXPECT_EQ(cookies.size(), 3u);
}

// RFC 9110, section 14.1.2, on a representation of 10,000 bytes.
TEST(Range, MeansWhatTheStandardSays) {
  const auto part = [](std::string_view header) {
    return std::get<http::ByteRange>(http::parse_range(header, 10'000));
  };
  EXPECT_EQ(part("bytes=0-499").length, 500u);
  EXPECT_EQ(part("bytes=500-999").offset, 500u);
  EXPECT_EQ(part("bytes=-500").offset, 9'500u);
  EXPECT_EQ(part("bytes=9500-").length, 500u);
  EXPECT_EQ(part("bytes=0-0").length, 1u);
  EXPECT_EQ(part("bytes=9999-20000").length, 1u);
  EXPECT_TRUE(std::holds_alternative<http::NotSatisfiable>(http::parse_range("bytes=10000-", 10'000)));
  EXPECT_TRUE(std::holds_alternative<http::WholeBody>(http::parse_range("bytes=5-4", 10'000)));
  EXPECT_TRUE(std::holds_alternative<http::WholeBody>(http::parse_range("items=0-4", 10'000)));
}

TEST(Etag, IsFoundInAListWhateverItsForm) {
  EXPECT_TRUE(http::names_etag("\"a\", W/\"b\"", "\"b\""));
  EXPECT_TRUE(http::names_etag("\"b-br\"", "\"b\""));
  EXPECT_TRUE(http::names_etag("*", "\"b\""));
  EXPECT_FALSE(http::names_etag("\"a\"", "\"b\""));
  EXPECT_FALSE(http::names_etag("b", "\"b\""));
  EXPECT_FALSE(http::names_etag("*", ""));
}

TEST(Etag, IsDemandedOfAChange) {
  http::Request request;
  EXPECT_EQ(http::require_if_match(request, "\"v1\"").error().code, base::ErrorCode::kPrecondition);
  request.headers.add("If-Match", "\"v0\"");
  EXPECT_EQ(http::require_if_match(request, "\"v1\"").error().code, base::ErrorCode::kChanged);
  request.headers.set("if-match", "\"v1\"");
  EXPECT_TRUE(http::require_if_match(request, "\"v1\""));
  EXPECT_EQ(http::status_of(base::ErrorCode::kPrecondition), 428);
}

TEST(Negotiation, TakesTheBestLiked) {
  EXPECT_TRUE(http::prefers_json("application/json"));
  EXPECT_TRUE(http::prefers_json("text/html;q=0.5, application/json"));
  EXPECT_FALSE(http::prefers_json("text/html,application/xhtml+xml,*/*;q=0.8"));
  EXPECT_FALSE(http::prefers_json("*/*"));
  EXPECT_EQ(http::preferred_language("en-US,en;q=0.9,id;q=0.8", text::Language::kId), text::Language::kEn);
  EXPECT_EQ(http::preferred_language("de", text::Language::kId), text::Language::kId);
  EXPECT_EQ(http::preferred_encoding("gzip, deflate, br"), http::Encoding::kBrotli);
  EXPECT_EQ(http::preferred_encoding("gzip;q=1.0, br;q=0.5"), http::Encoding::kGzip);
  EXPECT_EQ(http::preferred_encoding("identity, gzip;q=0.5"), http::Encoding::kIdentity);
  EXPECT_EQ(http::preferred_encoding("gzip;q=2"), http::Encoding::kIdentity);
}

TEST(Network, NeverHoldsTheWholeAddress) {
  EXPECT_EQ(http::network_of("203.0.113.77"), "203.0.113.0/24");
  EXPECT_EQ(http::network_of("::ffff:203.0.113.77"), "203.0.113.0/24");
  EXPECT_EQ(http::network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(http::network_of("x"), "");
}

TEST(Target, IsTakenApart) {
  const auto target = http::parse_target("/en/potensi/Goa%20Calau?q=a+b&q=c");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/potensi/Goa Calau");
  EXPECT_EQ(target->language, text::Language::kEn);
  EXPECT_EQ(target->query.get("q"), "a b");
  EXPECT_EQ(http::parse_target("/energi")->path, "/energi");
}

http::Handler nothing() {
  return [](const http::Request&) { return http::no_content(); };
}

TEST(Router, PrefersTheMoreExactPattern) {
  http::Router router;
  for (const char* pattern :
       {"/potensi/{id}", "/potensi/baru", "/tiles/{set}/{z}/{x}/{y}.mvt", "/{page}/baru", "/"}) {
    router.get(pattern, nothing());
  }
  router.post("/potensi/{id}", nothing());
  const auto pattern = [&](std::string_view path) {
    return router.match(http::Method::kGet, path).route->pattern;
  };
  EXPECT_EQ(pattern("/potensi/baru"), "/potensi/baru");
  EXPECT_EQ(pattern("/potensi/7"), "/potensi/{id}");
  EXPECT_EQ(pattern("/peta/baru"), "/{page}/baru");
  EXPECT_EQ(pattern("/"), "/");
  EXPECT_EQ(router.match(http::Method::kGet, "/tiles/desa/8/1/2.mvt").params.get("y"), "2");
  EXPECT_EQ(router.match(http::Method::kGet, "/tiles/desa/8/1/2.png").route, nullptr);
  EXPECT_EQ(router.match(http::Method::kPut, "/potensi/7").allowed.size(), 2u);
  EXPECT_EQ(router.routes().size(), 6u);
}

base::Result<http::Form> multipart(const std::string& body, http::FormLimits limits = {}) {
  const auto spool = std::make_shared<const http::Spool>(body);
  return http::parse_multipart({spool, 0, spool->size()}, "B", limits);
}
std::string part(const std::string& disposition, const std::string& content) {
  return "--B\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
}

TEST(Multipart, ReadsAnyContent) {
  EXPECT_TRUE(rc::check([](const std::string& content) {
    RC_PRE(content.find("\r\n--B") == std::string::npos);
    const auto form = multipart(part("name=\"f\"; filename=\"a\"", content) + "--B--\r\n");
    RC_ASSERT(form.has_value());
    RC_ASSERT(form->file("f")->content.text() == content);
  }));
}

TEST(Multipart, ReadsContentAcrossTheWindowOfTheScanner) {
  for (const std::size_t size : {65'400u, 65'480u, 65'530u, 65'536u, 131'060u, 131'072u}) {
    const std::string content(size, '\r');
    const auto form =
        multipart(part("name=\"f\"; filename=\"a\"", content) + part("name=\"n\"", "v") + "--B--\r\n");
    ASSERT_TRUE(form) << size;
    EXPECT_EQ(form->files[0].content.size, size);
    EXPECT_EQ(form->get("n"), "v");
  }
}

TEST(Multipart, LeavesOutAFileFieldWithoutAFile) {
  EXPECT_TRUE(multipart(part("name=\"f\"; filename=\"\"", "") + "--B--\r\n")->files.empty());
}

TEST(Multipart, RefusesWhatNoBrowserSends) {
  const std::string end = "--B--\r\n";
  for (const std::string& body :
       {std::string(), std::string("--B"), std::string("--C\r\n"), part("name=\"a\"", "x"),
        part("", "x") + end, part("name=a", "x") + end, part("name=\"a\"; name=\"b\"", "x") + end,
        part("filename=\"a\"", "x") + end, part("name=\"a\"", "\xff") + end,
        part("name=\"a\"", "x") + end + "tail", "--B\r\n" + std::string(5'000, 'h') + "\r\n\r\n" + end,
        std::string("--B\r\n\r\nx\r\n--B--\r\n")}) {
    EXPECT_FALSE(multipart(body)) << body.substr(0, 100);
  }
  EXPECT_EQ(
      multipart(part("name=\"a\"", "x") + part("name=\"b\"", "x") + end, {.max_fields = 1}).error().code,
      base::ErrorCode::kTooLarge);
}

}  // namespace
