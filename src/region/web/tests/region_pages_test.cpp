#include <gtest/gtest.h>

#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/forms.h"
#include "embedded/geo.h"
#include "embedded/identity.h"
#include "embedded/region.h"
#include "embedded/region_web.h"
#include "embedded/text.h"
#include "embedded/view.h"
#include "region/founding.h"
#include "region/office.h"
#include "region_web/routes.h"
#include "support/databases.h"

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr base::Instant kNow{1'795'489'920'000};

class RegionPagesTest : public support::DatabaseTest {
 protected:
  void SetUp() override {
    support::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    const db::ModuleMigrations modules[] = {
        {"audit", embedded::audit()}, {"region", embedded::region()}, {"view", embedded::view()}};
    db::migrate(database(), modules, {1});
    const std::string folder = std::string(SERUMPUN_SOURCE_DIR) + "/data/regencies/sarolangun";
    region::found(database(), identity::Actor::system(), *region::read_regency_folder(folder), kNow).value();
    view::SiteConfig config;
    config.place = "Sarolangun";
    config.secret = std::string(32, 's');
    site.emplace(std::move(config), views, look);
    once.emplace(database(), *site);
    context.emplace(region_web::Context{database(), books, *site, *once, changes,
                                        [this](const Request&) { return actor; }});
    region_web::add_routes(router, *context);
  }
  Response ask(Method method, std::string path, http::Pairs fields = {}, bool json = false) {
    Request request;
    request.method = method;
    request.path = request.target = path;
    request.language = language;
    request.now = kNow;
    request.wants_json = json;
    request.cookies = {{"tamu", "seorang"}};
    request.posted.fields = std::move(fields);
    const auto match = router.match(method, path);
    if (match.route == nullptr) return {.status = 404};
    request.params = match.params;
    return match.route->handler(request);
  }
  std::string page(std::string path) {
    return std::get<std::string>(ask(Method::kGet, std::move(path)).body);
  }
  /// Posts what the form of `path` asks for, with its token and version.
  Response post(const std::string& path, http::Pairs fields) {
    const std::string html = page(path);
    for (const char* name : {"_csrf", "versi"}) {
      const std::string mark = std::string("name=\"") + name + "\" value=\"";
      const auto begin = html.find(mark) + mark.size();
      fields.add(name, html.substr(begin, html.find('"', begin) - begin));
    }
    return ask(Method::kPost, path, std::move(fields));
  }
  void be(identity::Role role) {
    actor.person = identity::PersonId::make(kNow);
    actor.name = "Sari";
    actor.grants = {{role, std::nullopt, {2026, 1, 1}, std::nullopt}};
  }

  identity::Actor actor;
  text::Language language = text::Language::kId;
  region::AreaBooks books;
  http::Changes changes;
  const base::EmbeddedFiles texts[7] = {embedded::text(),      embedded::forms(),    embedded::view(),
                                        embedded::geo(),       embedded::identity(), embedded::region(),
                                        embedded::region_web()};
  text::Catalogue catalogue{texts};
  view::Look look;
  view::Views views{{{"view", embedded::view()}, {"region", embedded::region_web()}}, catalogue};
  std::optional<view::Site> site;
  std::optional<view::Once> once;
  std::optional<region_web::Context> context;
  http::Router router;
};

TEST_P(RegionPagesTest, AVillageSaysWhereItIsAndFromWhichDecreeItsCodeComes) {
  const std::string html = page("/wilayah/limun/napal-melintang");
  for (const char* part :
       {"<h1>Desa Napal Melintang</h1>", "15.03.02.2011", "menurut Kepmendagri 300.2.2-2430/2025",
        "Batas contoh.", "km di barat daya Pasar Sarolangun", "Kecamatan Limun"})
    EXPECT_NE(html.find(part), std::string::npos) << part;
}

TEST_P(RegionPagesTest, FiguresOfTwoSourcesAreBothShownWithSourceAndDate) {
  const std::string html = page("/wilayah");
  for (const char* part : {"313.097", "Desember 2024", "5.935,894", "Badan Informasi Geospasial (BIG), 2024",
                           "6.174", "tanggal tidak diketahui"})
    EXPECT_NE(html.find(part), std::string::npos) << part;
}

TEST_P(RegionPagesTest, TheSamePageIsThereInEnglishAndAsJson) {
  language = text::Language::kEn;
  EXPECT_NE(page("/wilayah/limun/napal-melintang").find("<h1>Napal Melintang Village</h1>"),
            std::string::npos);
  const auto response = ask(Method::kGet, "/wilayah/limun", {}, true);
  const auto json = *base::Json::parse(std::get<std::string>(response.body));
  EXPECT_EQ(json.at("code").as_string(), "15.03.02");
  EXPECT_EQ(json.at("children").at("places").as_array().size(), 16u);
}

TEST_P(RegionPagesTest, ACodeLeadsToItsPage) {
  const Response response = ask(Method::kGet, "/wilayah/kode/15.03.02.2011");
  EXPECT_EQ(response.headers.get("location"), "/wilayah/limun/napal-melintang");
  EXPECT_EQ(ask(Method::kGet, "/wilayah/kode/15.03.99").status, 404);
  EXPECT_EQ(ask(Method::kGet, "/wilayah/atlantis").status, 404);
}

TEST_P(RegionPagesTest, WhatTheInventoryHasIsShownInItsVillage) {
  context->content_of_area = [](db::Reader&, text::Language, std::string_view code) {
    if (code != "15.03.02.2011") return base::Json::object({{"places", base::Json::array()}});
    return *base::Json::parse(
        R"({"places":[{"path":"/potensi/gua/x","name":"Goa Calau Petak","kind":"gua","where":null}],"total":1,"all":null})");
  };
  EXPECT_NE(page("/wilayah/limun/napal-melintang").find("Goa Calau Petak"), std::string::npos);
  EXPECT_NE(page("/wilayah/limun/berkun").find("Belum ada yang didata"), std::string::npos);
}

TEST_P(RegionPagesTest, EveryAreaHasAPage) {
  const auto book = database().read([&](db::Reader& r) { return books.current(r); });
  for (const region::Area& area : book->areas()) {
    const Response response = ask(Method::kGet, region_web::path_of(*book, area));
    ASSERT_EQ(response.status, 200) << area.name;
    const std::string& html = std::get<std::string>(response.body);
    const auto svg = html.find("<svg class=\"map\"");
    ASSERT_NE(svg, std::string::npos) << area.name;
    EXPECT_LE(html.find("</svg>", svg) - svg, 5000u) << area.name;
  }
}

TEST_P(RegionPagesTest, AnOfficeIsAddedEditedAndItsDutiesKept) {
  be(identity::Role::kAdmin);
  EXPECT_NE(page("/kerja/kantor").find("Dinas Pariwisata"), std::string::npos);
  EXPECT_EQ(
      post("/kerja/kantor/baru", {{"name", "Dinas Perikanan"}, {"kind", "dinas"}, {"active", "yes"}}).status,
      303);
  const std::string duty = "/kerja/kantor/dinas-perikanan/tupoksi/baru";
  EXPECT_EQ(
      post(duty, {{"number", "1"}, {"text", "Membina nelayan"}, {"legal_basis", "uji"}, {"active", "yes"}})
          .status,
      303);
  const std::string html = page("/kerja/kantor/dinas-perikanan");
  EXPECT_NE(html.find("Membina nelayan"), std::string::npos);
  const std::string edit = "/kerja/kantor/dinas-perikanan/ubah";
  EXPECT_EQ(post(edit, {{"name", "Dinas Perikanan Darat"}, {"kind", "dinas"}, {"active", "yes"}}).status,
            303);
  EXPECT_NE(page("/kerja/kantor/dinas-perikanan").find("Dinas Perikanan Darat"), std::string::npos);
}

TEST_P(RegionPagesTest, AnEditOfAnOldVersionIsRefused) {
  be(identity::Role::kAdmin);
  const Response old = post("/kerja/kantor/dispar/ubah",
                            {{"versi", "7"}, {"name", "X"}, {"kind", "dinas"}, {"active", "yes"}});
  EXPECT_EQ(old.status, 412);
}

TEST_P(RegionPagesTest, MistakesAreShownAtTheFieldWithWhatWasTyped) {
  be(identity::Role::kAdmin);
  const Response wrong =
      post("/kerja/kantor/baru",
           {{"name", "Kantor Lama"}, {"kind", "dinas"}, {"area_code", "15.99"}, {"active", "yes"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_NE(std::get<std::string>(wrong.body).find("value=\"Kantor Lama\""), std::string::npos);
  EXPECT_NE(std::get<std::string>(wrong.body).find("15.99"), std::string::npos);
}

TEST_P(RegionPagesTest, WorkPagesAreClosedToThoseWhoMayNot) {
  for (const bool officer : {false, true}) {
    if (officer) be(identity::Role::kOfficer);
    for (const http::Route& route : router.routes()) {
      if (route.method != Method::kGet || route.traits.permission.empty()) continue;
      std::string path = route.pattern;
      for (const std::string& name : {std::string("{key}"), std::string("{item}")})
        if (const auto at = path.find(name); at != path.npos) path.replace(at, name.size(), "dispar");
      const int expected = !officer ? 401 : route.traits.permission == "signed_in" ? 200 : 403;
      EXPECT_EQ(ask(Method::kGet, path).status, expected) << path;
    }
  }
}

TEST_P(RegionPagesTest, TheListOfAreasIsByDistrict) {
  be(identity::Role::kOfficer);
  const std::string html = page("/kerja/wilayah");
  EXPECT_NE(html.find("Batang Asai"), std::string::npos);
  EXPECT_NE(html.find("batas contoh"), std::string::npos);
}

ON_BOTH_DATABASES(RegionPagesTest);

}  // namespace
