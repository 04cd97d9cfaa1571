#include "text/catalogue.h"

#include <gtest/gtest.h>

#include "base/failure.h"
#include "embedded/text.h"

namespace text {
namespace {

Catalogue catalogue_of(std::string_view id, std::string_view en) {
  const base::EmbeddedFile files[] = {{"text/id.json", id}, {"text/en.json", en}};
  const base::EmbeddedFiles modules[] = {files};
  return Catalogue(modules);
}

std::string fault_of(std::string_view id, std::string_view en) {
  try {
    catalogue_of(id, en);
  } catch (const base::Failure& failure) {
    return failure.what();
  }
  return {};
}

TEST(Catalogue, SaysASentenceWithItsValuesInBothLanguages) {
  const auto catalogue =
      catalogue_of(R"({"a.wrong":"Ada {n:number} isian yang perlu diperbaiki"})",
                   R"({"a.wrong":"{n:number} {n:one answer needs|other answers need} fixing"})");
  const base::Message two{"a.wrong", {{"n", std::int64_t{2}}}}, one{"a.wrong", {{"n", std::int64_t{1}}}};
  EXPECT_EQ(catalogue.say(Language::kId, two), "Ada 2 isian yang perlu diperbaiki");
  EXPECT_EQ(catalogue.say(Language::kEn, two), "2 answers need fixing");
  EXPECT_EQ(catalogue.say(Language::kEn, one), "1 answer needs fixing");
}

TEST(Catalogue, WritesDatesMoneyAndMomentsAsAsked) {
  const std::string_view text =
      R"({"a.b":"{d:date}; {m:date}; {y:date}; {t:instant}; {r:rupiah_short}; {s:percent}; {x:date}"})";
  const auto catalogue = catalogue_of(text, text);
  EXPECT_EQ(catalogue.say(Language::kId, {"a.b",
                                          {{"d", std::string("2026-05-12")},
                                           {"m", std::string("2026-05")},
                                           {"y", std::string("2026")},
                                           {"t", std::int64_t{1795489920000}},
                                           {"r", std::int64_t{1'950'000'000}},
                                           {"s", 0.64},
                                           {"x", std::string("belum pasti")}}}),
            "12 Mei 2026; Mei 2026; 2026; Selasa, 24 November 2026, 10.12; Rp1,95 miliar; 64%; belum pasti");
}

TEST(Catalogue, WritesBracesThatAreDoubled) {
  const auto catalogue = catalogue_of(R"({"a.b":"{{nama}"})", R"({"a.b":"{{name}"})");
  EXPECT_EQ(catalogue.say(Language::kId, {"a.b", {}}), "{nama}");
}

TEST(Catalogue, RefusesToStartWithoutAKeyInOneLanguage) {
  EXPECT_NE(fault_of(R"({"a.b":"x","a.c":"y"})", R"({"a.b":"x"})").find("a.c is missing in en"),
            std::string::npos);
  EXPECT_NE(fault_of(R"({"a.b":"x"})", R"({"a.b":"x","a.d":"y"})").find("a.d is missing in id"),
            std::string::npos);
}

TEST(Catalogue, RefusesToStartWhenTheLanguagesUseOtherValues) {
  EXPECT_NE(fault_of(R"({"a.b":"{n:number}"})", R"({"a.b":"{m:number}"})").find("a.b has other values"),
            std::string::npos);
  EXPECT_NE(fault_of(R"({"a.b":"{n:number}"})", R"({"a.b":"{n:percent}"})").find("a.b has other values"),
            std::string::npos);
  EXPECT_EQ(fault_of(R"({"a.b":"{n} isian"})", R"({"a.b":"{n} {n:one answer|other answers}"})"), "");
}

TEST(Catalogue, RefusesToStartWithASentenceItCannotRead) {
  for (const char* bad : {"{n", "{n:nomor}", "{n:one x}", "{N}", "{}", "{n:one x|two y}"}) {
    const std::string json = R"({"a.b":")" + std::string(bad) + "\"}";
    EXPECT_NE(fault_of(json, json).find("a.b cannot be read"), std::string::npos) << bad;
  }
  EXPECT_NE(fault_of("[", "{}").find("no JSON object"), std::string::npos);
}

TEST(Catalogue, RefusesAKeyThatTwoModulesClaim) {
  const base::EmbeddedFile files[] = {{"text/id.json", R"({"a.b":"x"})"}, {"text/en.json", R"({"a.b":"x"})"}};
  const base::EmbeddedFiles modules[] = {files, files};
  EXPECT_THROW(Catalogue{modules}, base::Failure);
}

TEST(Catalogue, HoldsEverySentenceOfBase) {
  const base::EmbeddedFiles modules[] = {embedded::text()};
  const Catalogue catalogue(modules);
  EXPECT_EQ(catalogue.say(Language::kId, {"csv.quote_open", {{"line", std::int64_t{14}}}}),
            "Baris 14: tanda kutip dibuka tetapi tidak ditutup");
}

}  // namespace
}  // namespace text
