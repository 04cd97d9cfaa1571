#include "text/spoken.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(HardCodedWords, AreFoundInTextAndInAttributesThatAreReadAloud) {
  EXPECT_THAT(hard_coded_words("<p class=\"hint\">Cari <b>{{name}}</b></p>"), ElementsAre("Cari"));
  EXPECT_THAT(hard_coded_words("<nav aria-label=\"Utama\"><a href=\"/masuk\">[[view.sign_in]]</a></nav>"),
              ElementsAre("Utama"));
  EXPECT_THAT(hard_coded_words("<p>Désa</p>"), ElementsAre("Désa"));
}

TEST(HardCodedWords, AreNotTagsSignsVariablesAndCode) {
  EXPECT_THAT(hard_coded_words(
                  "<style>a{b:c}</style><!-- a note -->&nbsp;·&nbsp;{{#a}}→{{/a}}<svg viewBox=\"0 0 1 1\"/>"),
              IsEmpty());
  EXPECT_THAT(hard_coded_words("<img alt=\"{{alt}}\" src=\"{{src}}\"> {{{body}}} 12–14"), IsEmpty());
}

TEST(HardCodedWords, MayBeProperNames) {
  constexpr std::string_view kNames[] = {"Serumpun"};
  EXPECT_THAT(hard_coded_words("<b>Serumpun</b>", kNames), IsEmpty());
}

TEST(Keys, AreFoundInSourcesAndTemplates) {
  EXPECT_THAT(keys_in(R"(return fail(kInvalid, {"region.unknown"}); x = "data.csv "; "a/b.c"; "1."; )"),
              ElementsAre("region.unknown"));
  EXPECT_THAT(keys_in("<p>[[view.next]]</p>{{name}}"), ElementsAre("view.next"));
}

TEST(Keys, AreUnknownOnlyBesideKnownOnesOfTheSameFirstWord) {
  const base::EmbeddedFile files[] = {{"text/id.json", R"({"a.b":"x"})"}, {"text/en.json", R"({"a.b":"x"})"}};
  const base::EmbeddedFiles modules[] = {files};
  EXPECT_THAT(unknown_keys(R"("a.b" "a.c" "z.json")", Catalogue(modules)), ElementsAre("a.c"));
}

TEST(Keys, MayBePutTogetherFromABeginningThatSomeHave) {
  const base::EmbeddedFile files[] = {{"text/id.json", R"({"a.b_c":"x"})"},
                                      {"text/en.json", R"({"a.b_c":"x"})"}};
  const base::EmbeddedFiles modules[] = {files};
  EXPECT_THAT(unknown_keys(R"("a." + x; "a.b_" + x; "a.d_" + x; "a.e." + x)", Catalogue(modules)),
              ElementsAre("a.d_", "a.e."));
}

}  // namespace
}  // namespace text
