#include "forms/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/forms.h"
#include "tests/cave.h"

namespace forms {
namespace {

using base::Json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "field key" of each error for the cave form with these values beside a right name.
std::vector<std::string> errors_of(const std::string& members) {
  const std::string text =
      R"({"name": "Goa Calau")" + std::string(members.empty() ? "" : ",") + members + "}";
  std::vector<std::string> errors;
  for (const auto& error : validate(cave(), Json::parse(text).value()))
    errors.push_back(error.field + " " + error.message.key);
  return errors;
}

TEST(Validate, TakesARightAnswerOfEveryKind) {
  EXPECT_THAT(
      errors_of(
          R"("story": "satu\ndua", "halls": 3, "length_m": 1500.5, "ticket": 5000, "visited": "2026-10-12",
    "found": "1987", "rock": "karst", "needs": ["lamp","rope"], "guide": true, "mouth": {"lat": -2.6149, "lon": 102.3951},
    "map": "abc", "site": "https://oerban.com/goa?x=1", "phone": "+62 822-0000-0000")"),
      IsEmpty());
}

TEST(Validate, NamesEveryWrongFieldAtOnce) {
  const auto errors =
      validate(cave(), Json::parse(R"({"halls": "tiga", "rock": "kayu", "warna": 1})").value());
  ASSERT_EQ(errors.size(), 4u);
  EXPECT_EQ(errors[0].field, "name");
  EXPECT_EQ(errors[0].message.key, "forms.required");
  EXPECT_EQ(errors[1].field, "halls");
  EXPECT_EQ(errors[2].field, "rock");
  EXPECT_EQ(errors[3].field, "warna");
  EXPECT_EQ(errors[3].message.key, "forms.unknown_field");
}

TEST(Validate, CountsCharactersAndNotBytes) {
  EXPECT_THAT(errors_of(R"("name2": 1)"), ElementsAre("name2 forms.unknown_field"));
  Json values = Json::object({{"name", "ééééééé…éé–é"}});
  EXPECT_THAT(validate(cave(), values), IsEmpty());
  values["name"] = "seribu bulan sabit";
  EXPECT_EQ(validate(cave(), values).at(0).message.key, "forms.too_long");
  values["name"] = "Go";
  EXPECT_EQ(validate(cave(), values).at(0).message.key, "forms.too_short");
  values["name"] = "satu\ndua";
  EXPECT_EQ(validate(cave(), values).at(0).message.key, "forms.control_character");
}

TEST(Validate, KeepsNumbersWithinTheirBounds) {
  EXPECT_THAT(errors_of(R"("halls": 0)"), ElementsAre("halls forms.too_small"));
  EXPECT_THAT(errors_of(R"("halls": 100)"), ElementsAre("halls forms.too_large"));
  EXPECT_THAT(errors_of(R"("halls": 2.5)"), ElementsAre("halls forms.not_whole"));
  EXPECT_THAT(errors_of(R"("length_m": 0.4)"), ElementsAre("length_m forms.too_small"));
  EXPECT_THAT(errors_of(R"("ticket": -1)"), ElementsAre("ticket forms.money_too_small"));
  EXPECT_THAT(errors_of(R"("ticket": 5000.5)"), ElementsAre("ticket forms.not_money"));
}

TEST(Validate, TellsTheLastDayOfTheMonth) {
  const auto errors = validate(cave(), Json::parse(R"({"name": "Goa", "visited": "2026-11-31"})").value());
  ASSERT_EQ(errors.size(), 1u);
  const base::EmbeddedFiles modules[] = {embedded::forms()};
  EXPECT_EQ(text::Catalogue(modules).say(text::Language::kId, errors[0].message),
            "November 2026 hanya sampai tanggal 30.");
  EXPECT_THAT(errors_of(R"("visited": "12-10-2026")"), ElementsAre("visited forms.not_date"));
  EXPECT_THAT(errors_of(R"("visited": "1999-12-31")"), ElementsAre("visited forms.too_early"));
  EXPECT_THAT(errors_of(R"("visited": "2031-01-01")"), ElementsAre("visited forms.too_late"));
}

TEST(Validate, TakesAMonthOrAYearOnlyWhereADateMayBeApproximate) {
  EXPECT_THAT(errors_of(R"("found": "1987-05")"), IsEmpty());
  EXPECT_THAT(errors_of(R"("found": "1987-13")"), ElementsAre("found forms.not_date"));
  EXPECT_THAT(errors_of(R"("visited": "2026-05")"), ElementsAre("visited forms.not_date"));
}

TEST(Validate, KnowsTheOptionsOfAChoice) {
  EXPECT_THAT(errors_of(R"("needs": ["lamp","lamp"])"), ElementsAre("needs forms.choice_twice"));
  EXPECT_THAT(errors_of(R"("needs": ["lamp","rope","boat"])"), ElementsAre("needs forms.too_many"));
  EXPECT_THAT(errors_of(R"("needs": "lamp")"), ElementsAre("needs forms.not_choice"));
}

TEST(Validate, NamesTheWrongHalfOfAPlace) {
  EXPECT_THAT(errors_of(R"("mouth": {"lat": 102.4, "lon": -2.6})"),
              ElementsAre("mouth/lat forms.not_latitude"));
  EXPECT_THAT(errors_of(R"("mouth": {"lat": -2.6})"), ElementsAre("mouth/lon forms.longitude_missing"));
  EXPECT_THAT(errors_of(R"("mouth": {"lat": -2.6, "lon": 102.4, "alt": 1})"),
              ElementsAre("mouth forms.not_place"));
}

TEST(Validate, TakesWebAddressesOnly) {
  for (const char* bad : {"javascript:alert(1)", "https://", "http://localhost", "https://a b.id",
                          "ftp://a.id", "https://user@bank.id", "https://a.id/\\\"x"})
    EXPECT_THAT(errors_of(R"("site": ")" + std::string(bad) + "\""), ElementsAre("site forms.not_url"))
        << bad;
}

TEST(Validate, TakesTelephoneNumbersAsTyped) {
  for (const char* bad : {"12345", "0822+123456", "0812-CALL-ME", "1234567890123456"})
    EXPECT_THAT(errors_of(R"("phone": ")" + std::string(bad) + "\""), ElementsAre("phone forms.not_phone"))
        << bad;
}

}  // namespace
}  // namespace forms
