#include "view/once.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/migrate.h"
#include "db/prepare_all.h"
#include "support/databases.h"
#include "tests/frame.h"

namespace view {
namespace {

const db::Sql kAdd{"INSERT INTO made (what) VALUES ($1)"};
const db::Sql kCount{"SELECT COUNT(*) FROM made"};

class OnceTest : public support::DatabaseTest {
 protected:
  void SetUp() override {
    support::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    const base::EmbeddedFile own[] = {{"sql/0001_made.sql", "CREATE TABLE made (what TEXT NOT NULL);"}};
    const db::ModuleMigrations modules[] = {{"view", embedded::view()}, {"made", own}};
    db::migrate(database(), modules, {1});
  }

  http::Request request(std::string key, std::string what, std::string cookie = "c1") {
    http::Request request = get("/buat", {{"tamu", std::move(cookie)}});
    request.method = http::Method::kPost;
    request.now = {1'000};
    request.posted.fields = {
        {"_csrf", "changes each time"}, {"_key", std::move(key)}, {"what", std::move(what)}};
    return request;
  }
  /// Makes the change and keeps its answer with it.
  http::Response make(const http::Request& request) {
    const http::Response answer =
        http::see_other("/buat/" + std::to_string(++runs)).cookie({.name = "sesi", .value = "secret"});
    database().write([&](db::Transaction& tx) {
      tx.execute(kAdd, request.form().get("what"));
      Once::remember(tx, request, answer);
    });
    return answer;
  }
  http::Handler handler() {
    return once.guard([this](const http::Request& r) { return make(r); });
  }
  std::int64_t made() {
    return *database().read([](db::Reader& reader) { return reader.one<std::int64_t>(kCount); });
  }

  TestSite test{""};
  Once once{database(), test.site};
  int runs = 0;
};
ON_BOTH_DATABASES(OnceTest);

TEST_P(OnceTest, EveryTextIsUnderstood) {
  EXPECT_EQ(db::prepare_all(database()), std::vector<std::string>{});
}

TEST_P(OnceTest, TheSameChangeSentAgainIsMadeOnceAndAnsweredAlike) {
  const auto first = handler()(request("k1", "gua"));
  const auto second = handler()(request("k1", "gua"));
  EXPECT_EQ(first.headers.get("location"), "/buat/1");
  EXPECT_EQ(second.headers.get("location"), "/buat/1");
  EXPECT_EQ(second.status, 303);
  EXPECT_EQ(made(), 1);
}

TEST_P(OnceTest, TheSameKeyWithOtherContentIsRefused) {
  handler()(request("k1", "gua"));
  const auto other = handler()(request("k1", "pasar"));
  EXPECT_EQ(other.status, 422);
  EXPECT_EQ(made(), 1);
}

TEST_P(OnceTest, AnotherSendersKeyIsAnotherKey) {
  handler()(request("k1", "gua", "c1"));
  EXPECT_EQ(handler()(request("k1", "gua", "c2")).headers.get("location"), "/buat/2");
  EXPECT_EQ(made(), 2);
}

TEST_P(OnceTest, OfTwoAtOnceOneIsUndoneAndBothHearTheSame) {
  // The other request comes in between this one's look and its change.
  const auto late = once.guard([this](const http::Request& r) {
    make(r);
    return make(r);
  });
  EXPECT_EQ(late(request("k1", "gua")).headers.get("location"), "/buat/1");
  EXPECT_EQ(made(), 1);
}

TEST_P(OnceTest, AnAnswerIsKeptEvenWhenTheHandlerDidNotAskForIt) {
  const auto plain =
      once.guard([this](const http::Request&) { return http::see_other("/x/" + std::to_string(++runs)); });
  EXPECT_EQ(plain(request("k1", "gua")).headers.get("location"), "/x/1");
  EXPECT_EQ(plain(request("k1", "gua")).headers.get("location"), "/x/1");
}

TEST_P(OnceTest, ARefusalIsNotKept) {
  const auto refuse =
      once.guard([this](const http::Request&) { return http::text("", ++runs == 1 ? 422 : 200); });
  EXPECT_EQ(refuse(request("k1", "gua")).status, 422);
  EXPECT_EQ(refuse(request("k1", "gua")).status, 200);
}

TEST_P(OnceTest, ACookieThatSignsInIsNeverToldAgain) {
  handler()(request("k1", "gua"));
  EXPECT_EQ(set_cookie(handler()(request("k1", "gua")), "sesi"), "");
}

TEST_P(OnceTest, OldAnswersAreForgotten) {
  handler()(request("k1", "gua"));
  EXPECT_EQ(database().write([](db::Transaction& tx) { return Once::forget(tx, {1'000}); }), 0);
  EXPECT_EQ(database().write([](db::Transaction& tx) { return Once::forget(tx, {1'001}); }), 1);
}

}  // namespace
}  // namespace view
