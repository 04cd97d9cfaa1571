// What is refused is said where it was asked, and nothing typed is lost.
#include "pages.h"

namespace potential_test {
namespace {

class Refusals : public PotentialPagesTest {};

TEST_P(Refusals, AStepThatIsRefusedSaysWhyOnThePageOfTheRecord) {
  const Object object = *create(officer, waterfall());
  const std::string path = "/kerja/potensi/" + object.id.text();
  signed_in = officer;
  const auto refused = post(path + "/langkah", {{"versi", "1"}, {"langkah", "archive"}, {"alasan", " "}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(body(refused), HasSubstr("<title>Kesalahan: Air Terjun Talun"));
  EXPECT_THAT(body(refused), HasSubstr("href=\"#alasan-archive\""));
  EXPECT_THAT(body(refused), HasSubstr("aria-describedby=\"alasan-archive-h alasan-archive-e\""));
  EXPECT_THAT(body(refused), HasSubstr("href=\"/en" + path + "\""))
      << "the other language of a page that can be asked for";

  const auto no_photo = post(path + "/foto", {{"versi", "1"}});
  EXPECT_EQ(no_photo.status, 422);
  EXPECT_THAT(body(no_photo), HasSubstr("href=\"#foto\""));
}

TEST_P(Refusals, AnEmptyAnswerIsAskedForAgain) {
  publish(waterfall());
  post("/potensi/wisata/air-terjun-talun/keliru", {{"subject", "place"}, {"message", "Titiknya di sungai."}});
  signed_in = officer;
  const std::string list = body(get("/kerja/laporan"));
  const std::size_t at = list.find("action=\"/kerja/laporan/") + 8;
  const std::string path = list.substr(at, list.find('"', at) - at);
  const auto refused = post(path, {{"answer", " "}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(body(refused), HasSubstr("Titiknya di sungai."));
  EXPECT_THAT(body(refused), HasSubstr("Tulis jawabannya"));
  const auto long_one = post(path, {{"answer", std::string(4'001, 'x')}});
  EXPECT_THAT(body(long_one), HasSubstr("Terlalu panjang: 4.001 huruf"));
  EXPECT_EQ(post(path, {{"answer", "Titiknya sudah dipindahkan."}}).status, 303);
  EXPECT_THAT(body(get(path)), HasSubstr("Titiknya sudah dipindahkan."));
  signed_in = trader;
  EXPECT_EQ(get(path).status, 404);
}

TEST_P(Refusals, VersionsAreComparedInWords) {
  const Object object = *create(officer, waterfall());
  signed_in = officer;
  Record moved = object.record;
  moved.shape = geo::Point{-2.5, 102.15};
  ASSERT_TRUE(write([&](db::Transaction& tx) {
    return desk.edit(tx, officer, {object.id, 1}, moved, kNow);
  }));
  const std::string html = body(get("/kerja/potensi/" + object.id.text() + "/riwayat/1/2"));
  EXPECT_THAT(html, HasSubstr("−2,5; 102,15"));
  EXPECT_THAT(html, Not(HasSubstr("coordinates")));
}

ON_BOTH_DATABASES(Refusals);

}  // namespace
}  // namespace potential_test
