#include "pages.h"

namespace potential_test {
namespace {

TEST_P(PotentialPagesTest, HomeSaysWhatThereIs) {
  EXPECT_THAT(body(get("/")), HasSubstr("Belum ada yang diterbitkan."));
  publish(waterfall());
  const std::string html = body(get("/"));
  EXPECT_THAT(html, HasSubstr("href=\"/potensi/wisata/air-terjun-talun\""));
  EXPECT_THAT(html, HasSubstr("Air terjun · Desa Sungai Bening, Kecamatan Hulu"));
  EXPECT_THAT(html, HasSubstr("<small>1 objek</small>"));
  EXPECT_THAT(body(get("/", {}, text::Language::kEn)),
              HasSubstr("href=\"/en/potensi/wisata/air-terjun-talun\""));
}

TEST_P(PotentialPagesTest, ObjectPageTellsPlaceSourceAndOffice) {
  Record record = waterfall();
  record.land_status = "customary";
  record.links = {{"https://contoh.id/talun", "Berita"}};
  record.details["entrance_fee"] = 5000;
  publish(record);
  const auto response = get("/potensi/wisata/air-terjun-talun");
  EXPECT_EQ(response.status, 200);
  const std::string& html = body(response);
  EXPECT_THAT(html, HasSubstr("<h1>Air Terjun Talun</h1>"));
  EXPECT_THAT(html, HasSubstr("Titik ini diukur di tempat."));
  EXPECT_THAT(html, HasSubstr("Rp5.000"));
  EXPECT_THAT(html, HasSubstr("Tanah adat."));
  EXPECT_THAT(html, HasSubstr("kunjungan petugas"));
  EXPECT_THAT(html, HasSubstr("Dinas Pariwisata"));
  EXPECT_THAT(html, HasSubstr("<svg"));
  EXPECT_THAT(html, HasSubstr("href=\"/potensi/wisata/air-terjun-talun/keliru\""));
}

TEST_P(PotentialPagesTest, ObjectIsJsonForPrograms) {
  publish(waterfall());
  const auto response = get_json("/potensi/wisata/air-terjun-talun");
  const auto json = base::Json::parse(body(response));
  ASSERT_TRUE(json);
  EXPECT_EQ(json->at("place").at("type").as_string(), "Point");
  EXPECT_EQ(json->at("details").at("kind").as_string(), "waterfall");
  EXPECT_FALSE(response.headers.get("etag").empty());
}

TEST_P(PotentialPagesTest, ADraftDoesNotExistForThePublic) {
  *create(officer, waterfall());
  EXPECT_EQ(get("/potensi/wisata/air-terjun-talun").status, 404);
  EXPECT_THAT(body(get("/cari", {{"q", "talun"}})), HasSubstr("Tidak ada yang cocok"));
}

TEST_P(PotentialPagesTest, AnAddressUnderAnotherCategoryLeadsOn) {
  publish(waterfall());
  const auto response = get("/potensi/gua/air-terjun-talun");
  EXPECT_EQ(response.status, 308);
  EXPECT_EQ(response.headers.get("location"), "/potensi/wisata/air-terjun-talun");
}

TEST_P(PotentialPagesTest, SearchShowsWhatWasMeant) {
  publish(waterfall());
  const std::string html = body(get("/cari", {{"q", "air trejun tallun"}}));
  EXPECT_THAT(html, HasSubstr("Air Terjun Talun"));
  EXPECT_THAT(body(get("/cari", {{"q", "<script>"}})), Not(HasSubstr("<script>\"")));
  EXPECT_THAT(body(get("/cari", {{"q", "sungai bening"}})), HasSubstr("/potensi?wilayah=91.01.01.2001"));
}

TEST_P(PotentialPagesTest, ListsByCategoryAndArea) {
  publish(waterfall());
  EXPECT_THAT(body(get("/potensi")), HasSubstr("Air Terjun Talun"));
  EXPECT_THAT(body(get("/potensi/wisata")), HasSubstr("Air Terjun Talun"));
  EXPECT_THAT(body(get("/potensi/gua")), HasSubstr("Belum ada yang diterbitkan di sini."));
  EXPECT_THAT(body(get("/potensi", {{"wilayah", "91.01.01"}})), HasSubstr("Potensi di Kecamatan Hulu"));
  EXPECT_EQ(get("/potensi", {{"wilayah", "99.99"}}).status, 404);
  EXPECT_EQ(get("/potensi/nope").status, 404);
}

TEST_P(PotentialPagesTest, AReportIsTakenWithoutAnAccount) {
  publish(waterfall());
  EXPECT_THAT(body(get("/potensi/wisata/air-terjun-talun/keliru")), HasSubstr("Apa yang keliru?"));
  const auto wrong = post("/potensi/wisata/air-terjun-talun/keliru", {{"subject", "place"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(body(wrong), HasSubstr("Kesalahan:"));
  const auto sent = post("/potensi/wisata/air-terjun-talun/keliru",
                         {{"subject", "place"}, {"message", "Titiknya di sungai."}});
  EXPECT_EQ(sent.status, 303);
  signed_in = officer;
  EXPECT_THAT(body(get("/kerja/laporan")), HasSubstr("Titiknya di sungai."));
  signed_in = trader;
  EXPECT_THAT(body(get("/kerja/laporan")), Not(HasSubstr("Titiknya di sungai.")));
}

TEST_P(PotentialPagesTest, WhoHasWaitedLongestIsCheckedFirst) {
  const auto queue = [&] { return body(get("/kerja/verifikasi")); };
  for (int number = 1; number <= 50; ++number)
    *act(officer, *create(officer, waterfall("Air Terjun " + std::to_string(number))), Act::kSubmit);
  signed_in = verifier;
  EXPECT_LT(queue().find("Air Terjun 1<"), queue().find("Air Terjun 50<"));
  EXPECT_THAT(queue(), Not(HasSubstr("lihat semua")));
  *act(officer, *create(officer, waterfall("Air Terjun Terakhir")), Act::kSubmit);
  EXPECT_THAT(queue(), Not(HasSubstr("Air Terjun Terakhir")));
  EXPECT_THAT(queue(), HasSubstr("href=\"/kerja/potensi?keadaan=submitted\">Yang paling lama menunggu"));
}

TEST_P(PotentialPagesTest, TheOfficersJourney) {
  signed_in = officer;
  EXPECT_THAT(body(get("/kerja/potensi")), HasSubstr("Belum ada objek di sini."));
  EXPECT_THAT(body(get("/kerja/potensi/baru")), HasSubstr("kategori=wisata"));
  const std::string form = body(get("/kerja/potensi/baru", {{"kategori", "wisata"}}));
  EXPECT_THAT(form, HasSubstr("name=\"place.lat\""));
  EXPECT_THAT(form, HasSubstr("Dinas Pariwisata"));
  EXPECT_THAT(form, Not(HasSubstr("Dinas Perdagangan")));

  const auto wrong = post("/kerja/potensi/baru", {{"name", "X"}}, {{"kategori", "wisata"}});
  EXPECT_EQ(wrong.status, 422);
  http::Pairs fields{
      {"name", "Air Terjun Talun"}, {"owner_office", tourism_office.text()}, {"place.lat", "-2,5"},
      {"place.lon", "102,1"},       {"place_precision", "surveyed"},         {"source", "kunjungan"},
      {"kind", "waterfall"}};
  const auto created = post("/kerja/potensi/baru", fields, {{"kategori", "wisata"}});
  ASSERT_EQ(created.status, 303) << body(created);
  const std::string path(created.headers.get("location"));
  EXPECT_THAT(body(get("/kerja/potensi")), Not(HasSubstr("<a class=\"next\" href=\"/kerja/potensi\">")))
      << "only the name of a row is a link";
  EXPECT_THAT(body(get(path)), HasSubstr("Ajukan untuk diperiksa"));
  EXPECT_THAT(body(get(path + "/ubah")), HasSubstr("value=\"Air Terjun Talun\""));

  fields.add("versi", "1");
  fields.add("condition", "good");
  EXPECT_EQ(post(path + "/ubah", fields).status, 303);
  EXPECT_EQ(post(path + "/ubah", fields).status, http::status_of(base::ErrorCode::kChanged));
  EXPECT_THAT(body(get(path + "/riwayat")), HasSubstr(path + "/riwayat/1/2"));
  EXPECT_THAT(body(get(path + "/riwayat/1/2")), HasSubstr("Keadaan"));
  EXPECT_EQ(post(path + "/langkah", {{"versi", "2"}, {"langkah", "submit"}}).status, 303);
  EXPECT_THAT(body(get(path)), HasSubstr("Menunggu rekan lain"));
  EXPECT_EQ(post(path + "/langkah", {{"versi", "3"}, {"langkah", "verify"}}).status, 403);

  signed_in = verifier;
  EXPECT_THAT(body(get("/kerja/verifikasi")), HasSubstr("Air Terjun Talun"));
  EXPECT_EQ(post(path + "/langkah", {{"versi", "3"}, {"langkah", "return"}}).status, 422);
  EXPECT_EQ(post(path + "/langkah", {{"versi", "3"}, {"langkah", "verify"}}).status, 303);
  const auto before = changes_.now();
  EXPECT_EQ(post(path + "/langkah", {{"versi", "4"}, {"langkah", "publish"}}).status, 303);
  EXPECT_GT(changes_.now(), before);
  signed_in = {};
  EXPECT_EQ(get("/potensi/wisata/air-terjun-talun").status, 200);
}

TEST_P(PotentialPagesTest, WorkPagesAskForASignIn) {
  const Object object = publish(waterfall());
  for (const char* path :
       {"/kerja/potensi", "/kerja/verifikasi", "/kerja/laporan", "/kerja/potensi.csv", "/kerja/potensi/baru"})
    EXPECT_EQ(get(path).status, http::status_of(base::ErrorCode::kSignInNeeded)) << path;
  signed_in = trader;
  EXPECT_EQ(get("/kerja/potensi/" + object.id.text()).status, 404);
  EXPECT_EQ(get("/kerja/potensi/" + object.id.text() + "/riwayat").status, 404);
  EXPECT_EQ(get("/kerja/potensi/" + object.id.text() + "/ubah").status, 404);
}

TEST_P(PotentialPagesTest, FormsOfCategoriesAreJsonSchema) {
  const auto json = base::Json::parse(body(get("/data/potensi/gua/skema.json")));
  ASSERT_TRUE(json);
  EXPECT_EQ(json->at("$schema").as_string(), "https://json-schema.org/draft/2020-12/schema");
}

ON_BOTH_DATABASES(PotentialPagesTest);

}  // namespace
}  // namespace potential_test
