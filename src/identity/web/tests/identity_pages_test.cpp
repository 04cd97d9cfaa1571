#include <gtest/gtest.h>

#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/forms.h"
#include "embedded/identity.h"
#include "embedded/identity_web.h"
#include "embedded/text.h"
#include "embedded/view.h"
#include "identity_web/routes.h"
#include "identity_web/session.h"
#include "support/databases.h"

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr base::Instant kNow{1'795'489'920'000};
constexpr const char* kPassword = "sungai mengalir jauh";
const identity::Actor kOperator = identity::Actor::system();

/// The pages behind a router, as a browser meets them: cookies are kept, tokens are sent back.
class IdentityPagesTest : public support::DatabaseTest {
 protected:
  void SetUp() override {
    support::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    const db::ModuleMigrations modules[] = {
        {"audit", embedded::audit()}, {"identity", embedded::identity()}, {"view", embedded::view()}};
    db::migrate(database(), modules, {1});
    people.emplace(database(), clock, hasher);
    sessions.emplace(database(), clock);
    door.emplace(database(), clock, hasher);
    view::SiteConfig config;
    config.place = "Contoh";
    config.secret = std::string(32, 's');
    config.visitor = [this](const Request& r) {
      return identity_web::visitor_of(identity_web::actor_of(*sessions, r));
    };
    site.emplace(std::move(config), views, look);
    once.emplace(database(), *site);
    context.emplace(
        identity_web::Context{*sessions, *door, *people, *site, *once, [this] {
                                return std::vector{identity_web::OfficeChoice{office, "Dinas Pariwisata"}};
                              }});
    identity_web::add_routes(router, *context);
  }

  Response ask(Method method, std::string path, http::Pairs fields = {}) {
    Request request;
    request.method = method;
    request.path = request.target = path;
    request.cookies = cookies;
    request.now = kNow;
    request.network = "192.0.2.0/24";
    request.posted.fields = std::move(fields);
    const auto match = router.match(method, path);
    if (match.route == nullptr) return {.status = 404};
    request.params = match.params;
    request.route = match.route->pattern;
    Response response = match.route->handler(request);
    for (const auto& [name, value] : response.headers)
      if (name == "Set-Cookie") keep(value);
    return response;
  }
  Response get(std::string path) { return ask(Method::kGet, std::move(path)); }
  /// Posts with the token of the page that holds the form.
  Response post(const std::string& page, std::string path, http::Pairs fields = {}) {
    const std::string html = body(get(page));
    const std::string mark = "name=\"_csrf\" value=\"";
    const auto at = html.find(mark);
    if (at != html.npos) {
      const auto begin = at + mark.size();
      fields.add("_csrf", html.substr(begin, html.find('"', begin) - begin));
    }
    return ask(Method::kPost, std::move(path), std::move(fields));
  }
  Response sign_in(const std::string& name, const std::string& password = kPassword) {
    return post("/masuk", "/masuk", {{"akun", name}, {"sandi", password}});
  }
  identity::PersonId add(const std::string& username, std::optional<identity::Role> role = {}) {
    const auto id = *people->add_with_password(kOperator, {username, "Nama " + username}, kPassword);
    if (role) people->grant(kOperator, id, {*role, std::nullopt, {2026, 1, 1}, std::nullopt}).value();
    return id;
  }
  static std::string body(const Response& response) { return std::get<std::string>(response.body); }
  void keep(const std::string& header) {
    const auto equals = header.find('=');
    const std::string name = header.substr(0, equals),
                      value = header.substr(equals + 1, header.find(';') - equals - 1);
    http::Pairs next;
    for (const auto& [n, v] : cookies)
      if (n != name) next.add(n, v);
    if (!value.empty()) next.add(name, value);
    cookies = next;
  }

  base::FixedClock clock{kNow};
  identity::PasswordHasher hasher{{.passes = 1, .memory_bytes = 8192}};
  identity::OfficeId office = identity::OfficeId::make(kNow);
  std::optional<identity::PeopleDesk> people;
  std::optional<identity::Sessions> sessions;
  std::optional<identity::SignIn> door;
  const base::EmbeddedFiles texts[5] = {embedded::text(), embedded::forms(), embedded::view(),
                                        embedded::identity(), embedded::identity_web()};
  text::Catalogue catalogue{texts};
  view::Look look;
  view::Views views{{{"view", embedded::view()}, {"identity", embedded::identity_web()}}, catalogue};
  std::optional<view::Site> site;
  std::optional<view::Once> once;
  std::optional<identity_web::Context> context;
  http::Router router;
  http::Pairs cookies;
};

TEST_P(IdentityPagesTest, SigningInSetsTheCookieAndLeadsToWork) {
  add("sari");
  const Response response = sign_in("sari");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.headers.get("location"), "/kerja/potensi");
  EXPECT_FALSE(cookies.get("sesi").empty());
  EXPECT_NE(body(get("/akun")).find("Nama sari"), std::string::npos);
}

TEST_P(IdentityPagesTest, AWrongPasswordShowsWhatToDoAndKeepsTheNameOnly) {
  add("sari");
  const Response response = sign_in("sari", "salah sama sekali");
  EXPECT_EQ(response.status, 422);
  EXPECT_NE(body(response).find("value=\"sari\""), std::string::npos);
  EXPECT_EQ(body(response).find("salah sama sekali"), std::string::npos);
  EXPECT_NE(body(response).find("role=\"alert\""), std::string::npos);
  EXPECT_EQ(response.headers.get("cache-control"), "no-store");
}

TEST_P(IdentityPagesTest, AFormWithoutItsTokenIsRefused) {
  add("sari");
  EXPECT_EQ(ask(Method::kPost, "/masuk", {{"akun", "sari"}, {"sandi", kPassword}}).status, 403);
}

TEST_P(IdentityPagesTest, SigningInLeadsBackOnlyToPathsOfOurs) {
  add("sari");
  for (const char* elsewhere : {"//jahat.example/", "https://jahat.example", "/\\jahat.example"}) {
    cookies = {};
    const Response response =
        post("/masuk", "/masuk", {{"akun", "sari"}, {"sandi", kPassword}, {"kembali", elsewhere}});
    EXPECT_EQ(response.headers.get("location"), "/kerja/potensi") << elsewhere;
  }
}

TEST_P(IdentityPagesTest, TooManyTriesAreAnsweredWith429) {
  for (int i = 0; i < 5; ++i) sign_in("tidak-ada", "salah sama sekali");
  EXPECT_EQ(sign_in("tidak-ada", "salah sama sekali").status, 429);
}

TEST_P(IdentityPagesTest, SigningOutEndsTheSession) {
  add("sari");
  sign_in("sari");
  const std::string secret(cookies.get("sesi"));
  EXPECT_EQ(post("/akun/sandi", "/keluar").status, 303);
  EXPECT_TRUE(cookies.get("sesi").empty());
  EXPECT_FALSE(sessions->actor(secret, "").signed_in());
}

TEST_P(IdentityPagesTest, OthersSessionsAreEndedFromTheList) {
  add("sari");
  sign_in("sari");
  cookies = {};
  sign_in("sari");
  const std::string html = body(get("/akun"));
  const auto at = html.find("/akun/sesi/0");
  ASSERT_NE(at, std::string::npos);
  const std::string path = html.substr(at, html.find('"', at) - at);
  EXPECT_EQ(post("/akun", path).status, 303);
  EXPECT_EQ(body(get("/akun")).find("/akun/sesi/0"), std::string::npos);
}

TEST_P(IdentityPagesTest, ATemporaryPasswordIsShownOnceAndLeadsToItsReplacement) {
  add("admin", identity::Role::kAdmin);
  sign_in("admin");
  const Response added =
      post("/kerja/akun/baru", "/kerja/akun/baru", {{"username", "budi"}, {"name", "Budi"}});
  ASSERT_EQ(added.status, 200);
  const std::string html = body(added);
  const auto at = html.find("<code>") + 6;
  const std::string password = html.substr(at, 19);
  EXPECT_EQ(added.headers.get("cache-control"), "no-store");
  EXPECT_EQ(body(get("/kerja/akun")).find(password), std::string::npos);
  cookies = {};
  EXPECT_EQ(sign_in("budi", password).headers.get("location"), "/akun/sandi");
  EXPECT_EQ(get("/kerja/akun").status, 403);
  EXPECT_EQ(
      post("/akun/sandi", "/akun/sandi", {{"current", password}, {"fresh", "gua di kaki bukit"}}).status,
      303);
  EXPECT_EQ(get("/akun").status, 200);
}

TEST_P(IdentityPagesTest, ARoleIsGivenWithItsDaysAndTakenBack) {
  add("admin", identity::Role::kAdmin);
  const std::string sari = "/kerja/akun/" + add("sari").text();
  sign_in("admin");
  const http::Pairs fields{{"role", "head"},      {"office", office.text()}, {"from.day", "1"},
                           {"from.month", "11"},  {"from.year", "2026"},     {"until.day", "31"},
                           {"until.month", "12"}, {"until.year", "2026"}};
  EXPECT_EQ(post(sari, sari + "/peran", fields).status, 303);
  const std::string html = body(get(sari));
  EXPECT_NE(html.find("Kepala perangkat daerah, Dinas Pariwisata, 1 November 2026 sampai 31 Desember 2026"),
            std::string::npos);
  const auto at = html.find(sari + "/peran/");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(post(sari, html.substr(at, html.find('"', at) - at)).status, 303);
}

TEST_P(IdentityPagesTest, AMistakeInARoleKeepsWhatWasTyped) {
  add("admin", identity::Role::kAdmin);
  const std::string sari = "/kerja/akun/" + add("sari").text();
  sign_in("admin");
  const Response wrong =
      post(sari, sari + "/peran", {{"role", "head"}, {"office", "semua"}, {"from.year", "2026"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_NE(body(wrong).find("value=\"2026\""), std::string::npos);
}

TEST_P(IdentityPagesTest, PagesOfTheAdminAreClosedToOthers) {
  const std::string sari = add("sari", identity::Role::kOfficer).text();
  for (const bool signed_in : {false, true}) {
    if (signed_in) sign_in("sari");
    for (const http::Route& route : router.routes()) {
      if (route.traits.permission != "manage_users") continue;
      std::string path = route.pattern;
      for (const std::string& name : {std::string("{id}"), std::string("{grant}")})
        if (const auto at = path.find(name); at != path.npos) path.replace(at, name.size(), sari);
      const Response response =
          route.method == Method::kGet ? get(path) : post(signed_in ? "/akun/sandi" : "/masuk", path);
      EXPECT_EQ(response.status, signed_in ? 403 : 401) << path;
    }
  }
}

ON_BOTH_DATABASES(IdentityPagesTest);

}  // namespace
