#include <gtest/gtest.h>

#include <atomic>

#include "cache.h"
#include "site.h"

namespace {

/// Counts how often its page is made.
struct Counted {
  std::atomic<int> made = 0;
  test::Site site{[this](http::Router& router) {
    router.get("/wisata", [this](const http::Request& request) {
      const std::string body =
          "ke-" + std::to_string(++made) + (request.wants_json ? " json" : "") + std::string(1'000, ' ');
      return http::html(body).until_change({"potential"});
    });
  }};
};

TEST(KeptAnswers, AreMadeOnceUntilTheirTopicChanges) {
  Counted counted;
  EXPECT_EQ(counted.site.get("/wisata").body.substr(0, 4), "ke-1");
  EXPECT_EQ(counted.site.get("/wisata").body.substr(0, 4), "ke-1");
  counted.site.changes().changed("identity");
  EXPECT_EQ(counted.site.get("/wisata").body.substr(0, 4), "ke-1");
  counted.site.changes().changed("potential");
  EXPECT_EQ(counted.site.get("/wisata").body.substr(0, 4), "ke-2");
}

TEST(KeptAnswers, DifferByQueryLanguageFormAndEncoding) {
  Counted counted;
  for (int round = 0; round < 2; ++round) {
    counted.site.get("/wisata");
    counted.site.get("/wisata?halaman=2");
    counted.site.get("/en/wisata");
    counted.site.get("/wisata", "Accept: application/json\r\n");
    counted.site.get("/wisata", "Accept-Encoding: gzip\r\n");
    counted.site.get("/wisata", "Accept-Encoding: br\r\n");
  }
  EXPECT_EQ(counted.made, 6);
}

TEST(KeptAnswers, AreNeverForSomeoneWhoIsKnown) {
  Counted counted;
  counted.site.get("/wisata", "Cookie: sesi=abc\r\n");
  counted.site.get("/wisata", "Cookie: sesi=abc\r\n");
  counted.site.get("/wisata", "Authorization: Bearer abc\r\n");
  EXPECT_EQ(counted.made, 3);
}

TEST(KeptAnswers, AreNotKeptWithACookieToSet) {
  int made = 0;
  test::Site site([&](http::Router& router) {
    router.get("/masuk", [&](const http::Request&) {
      ++made;
      return http::text("masuk").cookie({.name = "sesi", .value = "rahasia"}).until_change({});
    });
  });
  EXPECT_TRUE(site.get("/masuk").headers.has("Set-Cookie"));
  EXPECT_TRUE(site.get("/masuk").headers.has("Set-Cookie"));
  EXPECT_EQ(made, 2);
}

TEST(KeptAnswers, AnswerNotModifiedToWhoHasThem) {
  Counted counted;
  for (const char* encoding : {"", "Accept-Encoding: br\r\n"}) {
    const std::string etag(counted.site.get("/wisata", encoding).headers.get("ETag"));
    ASSERT_FALSE(etag.empty());
    const test::Answer again = counted.site.get("/wisata", encoding + ("If-None-Match: " + etag + "\r\n"));
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.headers.get("ETag"), etag);
    EXPECT_FALSE(again.headers.has("Content-Type"));
  }
}

TEST(KeptAnswers, ADoubtfulOneIsNotKept) {
  // The topic changes while the page is made: what was read may be old.
  test::Site* running = nullptr;
  int made = 0;
  test::Site site([&](http::Router& router) {
    router.get("/wisata", [&](const http::Request&) {
      if (++made == 1) running->changes().changed("potential");
      return http::html("x").until_change({"potential"});
    });
  });
  running = &site;
  site.get("/wisata");
  site.get("/wisata");
  site.get("/wisata");
  EXPECT_EQ(made, 2);
}

http::Kept kept(const std::string& body) {
  http::Prepared prepared;
  prepared.bytes = std::make_shared<const std::string>(body);
  return {std::make_shared<const http::Prepared>(std::move(prepared)), {}, 0, {1'000}};
}

TEST(Cache, DropsTheLeastRecentlyUsedBeyondItsLimit) {
  http::Cache cache(3'000);
  cache.put("a", kept(std::string(1'000, 'a')));
  cache.put("b", kept(std::string(1'000, 'b')));
  EXPECT_NE(cache.find("a", {0}), nullptr);
  cache.put("c", kept(std::string(1'000, 'c')));
  EXPECT_EQ(cache.find("b", {0}), nullptr);
  EXPECT_NE(cache.find("a", {0}), nullptr);
  EXPECT_LE(cache.bytes(), 3'000u);
}

TEST(Cache, DropsWhatIsOlderThanItMayBe) {
  http::Cache cache(3'000);
  cache.put("a", kept("x"));
  EXPECT_NE(cache.find("a", {999}), nullptr);
  EXPECT_EQ(cache.find("a", {1'000}), nullptr);
  EXPECT_EQ(cache.bytes(), 0u);
}

}  // namespace
