#include "imports_web/routes.h"

#include <gmock/gmock.h>

#include "db/migrate.h"
#include "embedded/audit.h"
#include "embedded/files.h"
#include "embedded/forms.h"
#include "embedded/geo.h"
#include "embedded/identity.h"
#include "embedded/imports.h"
#include "embedded/imports_web.h"
#include "embedded/jobs.h"
#include "embedded/text.h"
#include "embedded/view.h"
#include "support/databases.h"
#include "support/pages.h"
#include "tests/fixture.h"

namespace {

using namespace imports_test;
using testing::HasSubstr;
using testing::Not;

const std::string kFile =
    "Nama;Kode Wilayah;Lintang;Bujur\n"
    "Goa Satu;;-2,6;102,4\n"
    "Goa <Dua>;;102,4;-2,6\n"
    "Goa Tiga;91.01.02.2003;;\n"
    "goa satu;;-2,6;102,4\n"
    ";;-2,7;102,6\n";

const base::EmbeddedFile kWords[] = {
    {"text/id.json", R"({"test.column": "kolom uji", "test.places": "tempat"})"},
    {"text/en.json", R"({"test.column": "test column", "test.places": "places"})"}};

class ImportPagesTest : public support::DatabaseTest {
 protected:
  ImportPagesTest() {
    const db::ModuleMigrations modules[] = {{"files", embedded::files()},
                                            {"jobs", embedded::jobs()},
                                            {"audit", embedded::audit()},
                                            {"view", embedded::view()},
                                            {"imports", embedded::imports()}};
    db::migrate(database(), modules, {1});
    datasets_.add(std::make_unique<Places>());
    actor_.person = identity::PersonId::make({1});
    actor_.name = "Petugas Uji";
    actor_.grants = {{.role = identity::Role::kOfficer, .office = office_, .from = {2020, 1, 1}}};
    imports_web::add_routes(router_, context_);
  }

  http::Response send(http::Method method, const std::string& path, http::Form form = {}) {
    auto request = support::request(method, path, clock_.now());
    request.posted = std::move(form);
    return support::answer(router_, std::move(request));
  }
  std::string get(const std::string& path) {
    const auto response = send(http::Method::kGet, path);
    return std::get<std::string>(response.body);
  }
  static http::SpoolPart part(const std::string& text) {
    return {std::make_shared<http::Spool>(text), 0, text.size()};
  }
  /// The path of the new batch.
  std::string upload(const std::string& content) {
    http::Form form;
    form.fields.add("data", "test/places");
    form.fields.add("kantor", office_.text());
    form.files.push_back({"berkas", "wisata.csv", "text/csv", part(content)});
    const auto response = send(http::Method::kPost, "/kerja/impor", std::move(form));
    EXPECT_EQ(response.status, 303);
    return std::string(response.headers.get("Location"));
  }

  base::FixedClock clock_{{1'790'000'000'000}};
  identity::OfficeId office_ = identity::OfficeId::make({1});
  identity::Actor actor_;
  imports::Datasets datasets_;
  files::Store store_{dir() / "files", database(), clock_};
  imports::TerritorySource territory_ = [](db::Reader&) {
    return std::shared_ptr<const imports::Territory>(&territory(), [](auto*) {});
  };
  imports::ImportDesk desk_{database(), store_, datasets_, territory_, clock_};
  const base::EmbeddedFiles texts_[8] = {
      embedded::identity(), embedded::text(),    embedded::forms(),       embedded::view(),
      embedded::geo(),      embedded::imports(), embedded::imports_web(), kWords};
  text::Catalogue catalogue_{texts_};
  view::Look look_;
  view::Views views_{{{"view", embedded::view()}, {"imports", embedded::imports_web()}}, catalogue_};
  view::Site site_{support::serambi(), views_, look_};
  view::Once once_{database(), site_};
  imports_web::Context context_{database(),
                                site_,
                                once_,
                                desk_,
                                territory_,
                                [this](const http::Request&) { return actor_; },
                                [this](db::Reader&) {
                                  return std::vector<imports_web::OfficeChoice>{{office_, "Dinas Uji"}};
                                }};
  http::Router router_;
};
ON_BOTH_DATABASES(ImportPagesTest);

TEST_P(ImportPagesTest, AFileLeadsToItsPreviewWithReasonsMendsAndMap) {
  EXPECT_THAT(get("/kerja/impor"), HasSubstr("Dinas Uji"));
  const std::string path = upload(kFile);
  const std::string page = get(path);
  EXPECT_THAT(page, HasSubstr("Lintang dan Bujur tertukar"));
  EXPECT_THAT(page, HasSubstr("“Lintang” 102,4 berada di luar Kabupaten Serambi; barangkali "
                              "tertukar dengan “Bujur”"));
  EXPECT_THAT(page, HasSubstr("Goa &lt;Dua&gt;"));
  EXPECT_THAT(page, HasSubstr("<svg class=\"map\""));
  EXPECT_THAT(page, HasSubstr("name=\"kembar\" value=\"5\""));
  EXPECT_THAT(page, HasSubstr("Simpan 2 baris"));
  EXPECT_THAT(page, Not(HasSubstr("style=")));
  EXPECT_THAT(get("/kerja/impor"), HasSubstr("wisata.csv"));
}

TEST_P(ImportPagesTest, TicksNotYetCheckedAreCheckedBeforeAnythingIsSaved) {
  const std::string path = upload(kFile);
  http::Form form;
  form.fields.add("usul", "swapped");
  form.fields.add("generasi", "1");
  form.fields.add("do", "simpan");
  EXPECT_EQ(send(http::Method::kPost, path, form).status, 303);
  const std::string page = get(path);
  EXPECT_THAT(page, HasSubstr("Simpan 3 baris"));
  form.fields = {};
  form.fields.add("usul", "swapped");
  form.fields.add("generasi", "2");
  form.fields.add("do", "simpan");
  EXPECT_EQ(send(http::Method::kPost, path, form).status, 303);
  EXPECT_THAT(get(path), HasSubstr("3 baris tersimpan."));
  EXPECT_THAT(get(path + "/batal"), HasSubstr("3 baris yang disimpan"));
  EXPECT_EQ(send(http::Method::kPost, path + "/batal").status, 303);
  EXPECT_THAT(get(path), HasSubstr("3 baris dibatalkan."));
}

TEST_P(ImportPagesTest, RowsAreChosenOneByOne) {
  const std::string path = upload(kFile);
  EXPECT_THAT(get(path + "/baris?yang=refused"), HasSubstr("Goa &lt;Dua&gt;"));
  http::Form form;
  for (const char* row : {"2", "3", "5"}) form.fields.add("tampil", row);
  for (const char* row : {"3", "5"}) form.fields.add("pilih", row);
  EXPECT_EQ(send(http::Method::kPost, path + "/baris", std::move(form)).status, 303);
  // Row 2 left out, row 3 mended, row 5 told apart from it, row 4 as before.
  EXPECT_THAT(get(path), HasSubstr("Simpan 3 baris"));
}

TEST_P(ImportPagesTest, ColumnsAreChosenWhereAFileCannotBeRead) {
  const std::string path = upload("Sebutan;Lintang;Bujur\nGoa;-2,6;102,4\n");
  EXPECT_THAT(get(path), HasSubstr("tidak ditemukan"));
  EXPECT_THAT(get(path + "/kolom"), HasSubstr("<option value=\"Sebutan\">"));
  http::Form form;
  form.fields.add("kolom-name", "Sebutan");
  form.fields.add("kolom-lat", "Lintang");
  form.fields.add("kolom-lon", "Bujur");
  EXPECT_EQ(send(http::Method::kPost, path + "/kolom", std::move(form)).status, 303);
  EXPECT_THAT(get(path), HasSubstr("Simpan 1 baris"));
}

TEST_P(ImportPagesTest, RefusedRowsAreDownloadedWithTheirReason) {
  const auto response = send(http::Method::kGet, upload(kFile) + "/ditolak.csv");
  EXPECT_THAT(std::get<std::string>(response.body), HasSubstr("sebab ditolak"));
  EXPECT_THAT(std::string(response.headers.get("Content-Disposition")), HasSubstr("attachment"));
}

TEST_P(ImportPagesTest, StrangersSeeNothing) {
  const std::string path = upload(kFile);
  actor_.grants.front().office = identity::OfficeId::make({2});
  EXPECT_EQ(send(http::Method::kGet, path).status, 404);
  EXPECT_EQ(send(http::Method::kPost, path + "/buang").status, 404);
  actor_ = identity::Actor::nobody();
  EXPECT_EQ(send(http::Method::kGet, path).status, 401);
}

}  // namespace
