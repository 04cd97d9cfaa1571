#include "view/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/frame.h"
#include "text/spoken.h"

namespace view {
namespace {

using base::Json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Page, HasWhatEveryPageHas) {
  const TestSite test("<h1>{{name}}</h1>");
  const auto response = test.site.page(get("/gua"), {.title = "Goa Calau Petak, Limun: wisata"}, "page/page",
                                       Json::object({{"name", "Goa <Calau> Petak"}}));
  const std::string& html = body(response);
  EXPECT_THAT(html, HasSubstr("<html lang=\"id\">"));
  EXPECT_THAT(html, HasSubstr("<title>Goa Calau Petak, Limun: wisata. Serumpun Contoh</title>"));
  EXPECT_THAT(html, HasSubstr("<a class=\"skip\" href=\"#isi\">Langsung ke isi</a>"));
  EXPECT_THAT(html, HasSubstr("<main id=\"isi\" class=\"w\">"));
  EXPECT_THAT(html, HasSubstr("<h1>Goa &lt;Calau&gt; Petak</h1>"));
  EXPECT_THAT(html, HasSubstr("href=\"/en/gua\" lang=\"en\" hreflang=\"en\">English</a>"));
  EXPECT_THAT(html, HasSubstr("Pemerintah Kabupaten Contoh · data contoh"));
  EXPECT_THAT(html, Not(HasSubstr(" style=")));
  EXPECT_TRUE(response.headers.get("set-cookie").empty());
}

TEST(Page, HasOneStyleElementWhoseHashThePolicyNames) {
  const TestSite test("<h1>x</h1>");
  const std::string html = body(test.site.page(get("/"), {.title = "x"}, "page/page", Json::object()));
  const std::size_t begin = html.find("<style>") + 7, end = html.find("</style>");
  EXPECT_EQ(html.substr(begin, end - begin), test.look.citizen_style());
  EXPECT_EQ(html.find("<style", end), std::string::npos);
}

TEST(Page, SpeaksEnglishUnderEn) {
  const TestSite test("<a href=\"[[/desa]]\">x</a>");
  auto request = get("/gua", {}, text::Language::kEn);
  request.target = "/en/gua?hal=2";
  const std::string html = body(test.site.page(request, {.title = "Cave"}, "page/page", Json::object()));
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr("href=\"/en/desa\""));
  EXPECT_THAT(html, HasSubstr("href=\"/gua?hal=2\" lang=\"id\" hreflang=\"id\">Bahasa Indonesia</a>"));
}

TEST(Page, WearsTheThemeOfTheCookie) {
  const TestSite test("x");
  const auto html = [&](http::Pairs cookies) {
    return body(test.site.page(get("/", std::move(cookies)), {.title = "x"}, "page/page", Json::object()));
  };
  EXPECT_THAT(html({{"tema", "gelap"}}), HasSubstr("<html lang=\"id\" data-theme=\"dark\">"));
  EXPECT_THAT(html({{"tema", "terang"}}), HasSubstr("<html lang=\"id\" data-theme=\"light\">"));
  EXPECT_THAT(html({{"tema", "\"><script>"}}), HasSubstr("<html lang=\"id\">"));
}

TEST(Page, OffersTheOppositeOfTheDeviceOrTheDeviceAgain) {
  const TestSite test("x");
  const auto offered = [&](http::Pairs cookies) {
    const std::string html =
        body(test.site.page(get("/", std::move(cookies)), {.title = "x"}, "page/page", Json::object()));
    std::string words;
    for (const char* choice : {"on-light\" name=\"tema\" value=\"gelap",
                               "on-dark\" name=\"tema\" value=\"terang", "value=\"perangkat"})
      words += html.find(choice) == html.npos ? '-' : '+';
    return words;
  };
  EXPECT_EQ(offered({}), "++-");
  EXPECT_EQ(offered({{"tema", "gelap"}}), "--+");
  EXPECT_EQ(offered({{"tema", "terang"}}), "--+");
}

TEST(Theme, IsChosenByAFormThatLeadsBack) {
  const TestSite test("x");
  http::Router router;
  test.site.add_routes(router);
  const auto choose = [&](const char* theme, const char* back) {
    http::Request request = get("/tampilan");
    request.posted.fields = {{"tema", theme}, {"kembali", back}};
    return router.match(http::Method::kPost, "/tampilan").route->handler(request);
  };
  const auto dark = choose("gelap", "/gua?hal=2");
  EXPECT_EQ(dark.status, 303);
  EXPECT_EQ(dark.headers.get("location"), "/gua?hal=2");
  EXPECT_EQ(set_cookie(dark, "tema"), "gelap");
  EXPECT_THAT(std::string(choose("perangkat", "/").headers.get("set-cookie")), HasSubstr("Max-Age=0"));
  EXPECT_EQ(choose("gelap", "//evil.id").headers.get("location"), "/");
  EXPECT_EQ(choose("gelap", "https://evil.id").headers.get("location"), "/");
}

TEST(WorkPage, ShowsWhoIsSignedInAndWhereTheyAre) {
  SiteConfig config = site_config();
  config.visitor = [](const http::Request&) {
    return Visitor{.name = "Rina Marlina",
                   .duty = "view.work_space",
                   .office = "Dinas Pariwisata",
                   .nav = {{"view.public_pages", "/potensi"}, {"view.pages", "/impor"}}};
  };
  const TestSite test("<h1>Antrean</h1>", config);
  const std::string html = body(test.site.page(
      get("/impor", {{"sesi", "s"}}), {.title = "Antrean saya (46)", .frame = Frame::kWork, .nav = "/impor"},
      "page/page", Json::object()));
  EXPECT_THAT(html, HasSubstr("<title>Antrean saya (46): Serumpun Dinas Pariwisata</title>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/impor\" aria-current=\"page\">"));
  EXPECT_THAT(html, HasSubstr("Rina Marlina<small>Ruang kerja</small>"));
  EXPECT_THAT(html, Not(HasSubstr("<style")));
  EXPECT_FALSE(hidden(html, "_csrf").empty());
}

struct FormPage {
  const TestSite test{"<form method=\"post\">{{> view/guard}}</form>"};
  http::Response response = test.site.page(get("/lapor"), {.title = "Lapor"}, "page/page", Json::object());
  std::string guest = set_cookie(response, "tamu");

  http::Request sent(http::Pairs fields) const {
    http::Request request = get("/lapor", {{"tamu", guest}});
    request.method = http::Method::kPost;
    request.posted.fields = std::move(fields);
    return request;
  }
  std::string token() const { return hidden(body(response), "_csrf"); }
};

TEST(SentForm, IsTakenWithTheTokenOfItsPage) {
  const FormPage form;
  EXPECT_FALSE(form.guest.empty());
  EXPECT_FALSE(hidden(body(form.response), "_key").empty());
  EXPECT_TRUE(form.test.site.check_sent(form.sent({{"_csrf", form.token()}})));
}

TEST(SentForm, IsRefusedWithoutTheTokenOrWithSomebodyElses) {
  const FormPage form, other;
  EXPECT_EQ(form.test.site.check_sent(form.sent({})).error().message.key, "view.form_expired");
  EXPECT_FALSE(form.test.site.check_sent(form.sent({{"_csrf", other.token()}})));
  auto no_cookie = form.sent({{"_csrf", form.token()}});
  no_cookie.cookies = {};
  EXPECT_FALSE(form.test.site.check_sent(no_cookie));
}

TEST(SentForm, IsRefusedFromAnotherSite) {
  const FormPage form;
  auto request = form.sent({{"_csrf", form.token()}});
  request.headers = {
      {"Host", "contoh.go.id"}, {"Origin", "https://contoh.go.id"}, {"Sec-Fetch-Site", "same-origin"}};
  EXPECT_TRUE(form.test.site.check_sent(request));
  request.headers.set("Origin", "https://evil.id");
  EXPECT_EQ(form.test.site.check_sent(request).error().message.key, "view.foreign_form");
  request.headers.set("Origin", "null");
  EXPECT_FALSE(form.test.site.check_sent(request));
  request.headers.remove("Origin");
  request.headers.set("Sec-Fetch-Site", "cross-site");
  EXPECT_FALSE(form.test.site.check_sent(request));
}

TEST(SentForm, IsCheckedBeforeTheHandlerRuns) {
  const FormPage form;
  int runs = 0;
  const auto handler = form.test.site.changing([&](const http::Request&) {
    ++runs;
    return http::see_other("/");
  });
  EXPECT_EQ(handler(form.sent({})).status, 403);
  EXPECT_EQ(runs, 0);
  EXPECT_EQ(handler(form.sent({{"_csrf", form.token()}})).status, 303);
  EXPECT_EQ(runs, 1);
}

TEST(Done, TellsItsMessageOnceOnTheNextPage) {
  const TestSite test("<h1>x</h1>");
  const auto response = test.site.done(get("/lapor", {}, text::Language::kEn), "/gua",
                                       {"view.fields_wrong", {{"n", std::int64_t{2}}}});
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.headers.get("location"), "/en/gua");
  const std::string told = set_cookie(response, "kabar");
  const auto next =
      test.site.page(get("/gua", {{"kabar", told}}), {.title = "x"}, "page/page", Json::object());
  EXPECT_THAT(body(next), HasSubstr("role=\"status\""));
  EXPECT_THAT(body(next), HasSubstr("Ada 2 isian yang perlu diperbaiki"));
  EXPECT_THAT(std::string(next.headers.get("set-cookie")), HasSubstr("Max-Age=0"));
}

TEST(Done, IgnoresAMessageThatWasNotOurs) {
  const TestSite test("<h1>x</h1>");
  for (const char* forged : {"x", "%7B%7D.abc", "."}) {
    const auto page =
        test.site.page(get("/", {{"kabar", forged}}), {.title = "x"}, "page/page", Json::object());
    EXPECT_THAT(body(page), Not(HasSubstr("role=\"status\""))) << forged;
  }
}

TEST(ErrorPage, SaysWhatIsWrongWithTheRightStatus) {
  const TestSite test("");
  const auto missing = test.site.error(get("/tiada"), {base::ErrorCode::kNotFound, {"view.key_reused", {}}});
  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(body(missing), HasSubstr("<h1>Halaman ini tidak ada</h1>"));
  EXPECT_THAT(body(missing), HasSubstr("noindex"));
  http::Request program = get("/tiada");
  program.wants_json = true;
  const auto problem = test.site.error(program, {base::ErrorCode::kNotFound, {"view.key_reused", {}}});
  EXPECT_EQ(problem.headers.get("content-type"), "application/problem+json");
}

TEST(ErrorPage, IsInTheWorkFrameForWhoeverIsSignedIn) {
  SiteConfig config = site_config();
  config.visitor = [](const http::Request&) { return Visitor{.name = "Rina"}; };
  const TestSite test("", config);
  const auto response = test.site.error(get("/x"), {base::ErrorCode::kNotAllowed, {"view.key_reused", {}}});
  EXPECT_EQ(response.status, 403);
  EXPECT_THAT(body(response), HasSubstr("class=\"who\""));
}

TEST(PageOrJson, ShowsTheSameDataToPeopleAndPrograms) {
  const TestSite test("<h1>{{name}}</h1>");
  auto request = get("/gua");
  const Json data = Json::object({{"name", "Goa"}});
  EXPECT_THAT(body(test.site.page_or_json(request, {.title = "x"}, "page/page", data)),
              HasSubstr("<h1>Goa</h1>"));
  request.wants_json = true;
  EXPECT_EQ(body(test.site.page_or_json(request, {.title = "x"}, "page/page", data)), R"({"name":"Goa"})");
}

TEST(Templates, HoldNoSentenceOfTheirOwn) {
  constexpr std::string_view kNames[] = {"Serumpun"};
  for (const base::EmbeddedFile& file : embedded::view()) {
    if (!file.name.ends_with(".mustache")) continue;
    EXPECT_THAT(text::hard_coded_words(file.content, kNames), IsEmpty()) << file.name;
  }
}

}  // namespace
}  // namespace view
