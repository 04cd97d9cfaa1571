#include "forms/typed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "forms/validate.h"
#include "tests/cave.h"

namespace forms {
namespace {

constexpr auto kId = text::Language::kId;
constexpr auto kEn = text::Language::kEn;

base::Json read(const std::multimap<std::string, std::string>& sent, text::Language language = kId) {
  return read_typed(
      cave(),
      [&](std::string_view name) {
        std::vector<std::string> values;
        const auto [begin, end] = sent.equal_range(std::string(name));
        for (auto it = begin; it != end; ++it) values.push_back(it->second);
        return values;
      },
      language);
}

TEST(ParseNumber, FollowsTheMannerOfTheLanguage) {
  EXPECT_EQ(parse_number("1.950.000", kId), 1'950'000);
  EXPECT_EQ(parse_number("1,950,000", kEn), 1'950'000);
  EXPECT_EQ(parse_number("1.950", kId), 1'950);
  EXPECT_EQ(parse_number("1.950", kEn), 1.95);
  EXPECT_EQ(parse_number("2,5", kId), 2.5);
  EXPECT_EQ(parse_number("1.234,5", kId), 1234.5);
  EXPECT_EQ(parse_number(" Rp 150.000 ", kId), 150'000);
  EXPECT_EQ(parse_number("−85", kId), -85);
}

TEST(ParseNumber, UnderstandsTheOtherMannerWhereItCannotMislead) {
  EXPECT_EQ(parse_number("2.5", kId), 2.5);
  EXPECT_EQ(parse_number("2,5", kEn), 2.5);
}

TEST(ParseNumber, RefusesWhatIsNoNumber) {
  for (const char* bad :
       {"", "abc", "1.2.3", "1,2,3", "1,", "-", "nan", "inf", "1e9", "12 m", "1.95.000", "0x10"})
    EXPECT_EQ(parse_number(bad, kId), std::nullopt) << bad;
}

TEST(ParseDegrees, TakesCommaAndPointAlike) {
  EXPECT_EQ(parse_degrees("−2,614906"), -2.614906);
  EXPECT_EQ(parse_degrees("102.395"), 102.395);
  EXPECT_EQ(parse_degrees("2°36'"), std::nullopt);
}

TEST(ReadTyped, MakesTypedValuesOfWhatWasSent) {
  const base::Json values = read({{"name", " Goa Calau "},
                                  {"halls", "1.200"},
                                  {"ticket", "Rp5.000"},
                                  {"visited.day", "7"},
                                  {"visited.month", "3"},
                                  {"visited.year", "2026"},
                                  {"needs", "lamp"},
                                  {"needs", "boat"},
                                  {"guide", "no"},
                                  {"mouth.lat", "-2,6149"},
                                  {"mouth.lon", "102,3951"},
                                  {"story", "a\r\nb"}});
  EXPECT_EQ(values.dump(),
            R"({"name":"Goa Calau","story":"a\nb","halls":1200,"ticket":5000,"visited":"2026-03-07",)"
            R"("needs":["lamp","boat"],"guide":false,"mouth":{"lat":-2.6149,"lon":102.3951}})");
}

TEST(ReadTyped, KeepsWhatItCannotReadSoThatItIsNamed) {
  const base::Json values = read({{"name", "Goa"},
                                  {"halls", "tiga"},
                                  {"mouth.lat", "utara"},
                                  {"visited.day", "31"},
                                  {"visited.month", "11"},
                                  {"visited.year", "2026"}});
  std::vector<std::string> wrong;
  for (const auto& error : validate(cave(), values)) wrong.push_back(error.field + " " + error.message.key);
  EXPECT_THAT(wrong,
              ::testing::ElementsAre("halls forms.not_number", "visited forms.no_such_day",
                                     "mouth/lat forms.not_latitude", "mouth/lon forms.longitude_missing"));
}

TEST(ReadTyped, ReadsADateKnownToTheYearOnly) {
  EXPECT_EQ(read({{"found.year", "1987"}}).at("found").as_string(), "1987");
  EXPECT_EQ(read({{"found.year", "1987"}, {"found.month", "5"}}).at("found").as_string(), "1987-05");
  EXPECT_TRUE(read({{"found.year", " "}}).at("found").is_null());
}

}  // namespace
}  // namespace forms
