#include "view/form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/frame.h"

namespace view {
namespace {

using base::Json;
using ::testing::HasSubstr;
using ::testing::Not;

const forms::Form kForm = forms::parse_form(Json::parse(R"({"key": "birth", "fields": [
  {"key": "born", "type": "date", "label": {"id": "Tanggal lahir", "en": "Date of birth"}, "hint": {"id": "Misalnya 27 3 2026", "en": "Such as 27 3 2026"}, "required": true},
  {"key": "place", "type": "text", "label": {"id": "Tempat lahir", "en": "Place of birth"}, "required": true, "max_length": 60},
  {"key": "helper", "type": "choice", "label": {"id": "Siapa yang menolong?", "en": "Who helped?"},
   "options": [{"value": "midwife", "label": {"id": "Bidan", "en": "Midwife"}}, {"value": "family", "label": {"id": "Keluarga", "en": "Family"}}]},
  {"key": "spot", "type": "place", "label": {"id": "Letak", "en": "Place"}},
  {"key": "cost", "type": "money", "label": {"id": "Biaya", "en": "Cost"}},
  {"key": "photo", "type": "file", "label": {"id": "Foto", "en": "Photo"}, "required": true, "accept": ["image/jpeg", "image/png"]}
]})")
                                                .value())
                              .value();

constexpr std::string_view kPage =
    "{{> view/errors}}<form method=\"post\" novalidate>{{> view/guard}}{{> "
    "view/fields}}<button>[[view.sign_in]]</button></form>";

std::string render(const FormState& state, text::Language language = text::Language::kId) {
  const TestSite test(kPage);
  const auto request = get("/lahir", {}, language);
  return body(test.site.page(request, {.title = "Lahir", .wrong = state.errors != nullptr}, "page/page",
                             Json::object({{"form", test.site.form(request, kForm, state)}})));
}

http::Request sent(http::Pairs fields) {
  http::Request request = get("/lahir");
  request.method = http::Method::kPost;
  request.posted.fields = std::move(fields);
  return request;
}

TEST(FormPage, TiesEveryLabelAndHintToItsControl) {
  const std::string html = render({});
  EXPECT_THAT(html, HasSubstr("<label for=\"f-place\">Tempat lahir</label>"));
  EXPECT_THAT(html, HasSubstr("<legend>Tanggal lahir</legend>"));
  EXPECT_THAT(html, HasSubstr("aria-describedby=\"f-born-h\""));
  EXPECT_THAT(html, HasSubstr("<p class=\"hint\" id=\"f-born-h\">Misalnya 27 3 2026</p>"));
  EXPECT_THAT(html, HasSubstr("Siapa yang menolong? <span class=\"opt\">(boleh dikosongkan)</span>"));
  EXPECT_THAT(html, HasSubstr("accept=\"image/jpeg,image/png\""));
  EXPECT_THAT(html, Not(HasSubstr("role=\"alert\"")));
}

TEST(FormPage, ShowsAllErrorsAtTheTopAndAtTheFieldAndKeepsWhatWasTyped) {
  const auto request = sent({{"born.day", "31"},
                             {"born.month", "11"},
                             {"born.year", "2026"},
                             {"place", ""},
                             {"helper", "midwife"},
                             {"spot.lat", "102,4"},
                             {"spot.lon", "102,3"},
                             {"cost", "gratis?"}});
  const ReadForm read = read_form(kForm, request);
  ASSERT_EQ(read.errors.size(), 4u);
  const std::string html = render({.typed = &request.form(), .errors = &read.errors});
  EXPECT_THAT(html, HasSubstr("<title>Kesalahan: Lahir. Serumpun Contoh</title>"));
  EXPECT_THAT(html, HasSubstr("Ada 4 isian yang perlu diperbaiki"));
  EXPECT_THAT(html,
              HasSubstr("<a href=\"#f-born-day\">Tanggal lahir: November 2026 hanya sampai tanggal 30.</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#f-place\">Tempat lahir: Bagian ini perlu diisi.</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#f-spot-lat\">"));
  EXPECT_THAT(html, HasSubstr("aria-describedby=\"f-born-h f-born-e0\""));
  EXPECT_THAT(html, HasSubstr("id=\"f-born-day\" name=\"born.day\" inputmode=\"numeric\" maxlength=\"2\" "
                              "autocomplete=\"off\" aria-invalid=\"true\" value=\"31\""));
  EXPECT_THAT(html, HasSubstr("value=\"midwife\" checked"));
  EXPECT_THAT(html, HasSubstr("value=\"gratis?\""));
}

TEST(FormPage, ShowsStoredValuesInTheMannerOfTheLanguage) {
  const Json values =
      Json::parse(R"({"born": "2026-03-27", "cost": 1500000, "spot": {"lat": -2.614906, "lon": 102.395118}})")
          .value();
  EXPECT_THAT(render({.values = &values}), HasSubstr("value=\"1.500.000\""));
  EXPECT_THAT(render({.values = &values}), HasSubstr("value=\"−2,614906\""));
  EXPECT_THAT(render({.values = &values}, text::Language::kEn), HasSubstr("value=\"1,500,000\""));
  EXPECT_THAT(
      render({.values = &values}),
      HasSubstr(
          "name=\"born.month\" inputmode=\"numeric\" maxlength=\"2\" autocomplete=\"off\" value=\"03\""));
}

TEST(FormPage, ReadsBackWhatItShows) {
  const auto request = sent({{"born.day", "27"},
                             {"born.month", "3"},
                             {"born.year", "2026"},
                             {"place", "Raden Anom"},
                             {"cost", "1.500.000"},
                             {"spot.lat", "−2,614906"},
                             {"spot.lon", "102,395118"}});
  const ReadForm read = read_form(kForm, request);
  EXPECT_TRUE(read.errors.empty());
  EXPECT_EQ(
      read.values.dump(),
      R"({"born":"2026-03-27","place":"Raden Anom","spot":{"lat":-2.614906,"lon":102.395118},"cost":1500000})");
}

}  // namespace
}  // namespace view
