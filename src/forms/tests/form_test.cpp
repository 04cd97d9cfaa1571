#include "forms/form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/forms.h"
#include "tests/cave.h"

namespace forms {
namespace {

using base::Json;
using ::testing::UnorderedElementsAre;

text::Catalogue catalogue() {
  const base::EmbeddedFiles modules[] = {embedded::forms()};
  return text::Catalogue(modules);
}

std::vector<std::string> faults_of(const char* description) {
  const auto form = parse_form(Json::parse(description).value());
  std::vector<std::string> places;
  if (!form)
    for (const base::FieldError& fault : form.error().fields)
      places.push_back(fault.field + " " + fault.message.key);
  return places;
}

TEST(Description, IsReadWithEveryKindOfField) {
  const Form form = cave();
  EXPECT_EQ(form.key, "cave");
  ASSERT_EQ(form.fields.size(), 14u);
  EXPECT_TRUE(form.find("name")->required);
  EXPECT_EQ(form.find("ticket")->kind, Kind::kMoney);
  EXPECT_EQ(form.find("rock")->options.size(), 2u);
  EXPECT_EQ(form.find("nothing"), nullptr);
}

TEST(Description, NamesEveryFaultAtOnce) {
  EXPECT_THAT(
      faults_of(R"({"key": "x", "fields": [
      {"key": "Nama", "type": "teks", "label": {"id": "Nama"}, "requried": true},
      {"key": "a", "type": "choice", "label": {"id": "A", "en": "A"}},
      {"key": "a", "type": "text", "label": "x.y", "min": "1", "options": [1]}]})"),
      UnorderedElementsAre(
          "fields/0/key forms.description_no_key", "fields/0/type forms.description_no_type",
          "fields/0/label forms.description_no_words", "fields/0/requried forms.description_unknown_member",
          "fields/1/options forms.description_options", "fields/2/key forms.description_twice",
          "fields/2/min forms.description_no_number", "fields/2/options/0 forms.description_no_object",
          "fields/2/options/0/label forms.description_no_words",
          "fields/2/options/0/value forms.description_no_text",
          "fields/2/options forms.description_options"));
}

TEST(Words, AreSaidInTheLanguageAskedFor) {
  const Words words{.id = "Gua", .en = "Cave"};
  EXPECT_EQ(say(words, text::Language::kId, catalogue()), "Gua");
  EXPECT_EQ(say(words, text::Language::kEn, catalogue()), "Cave");
  EXPECT_EQ(say({.key = "forms.choose"}, text::Language::kId, catalogue()), "Pilih salah satu.");
}

TEST(JsonSchema, IsDraft2020WithTitlesInTheLanguage) {
  const Json schema = json_schema(cave(), text::Language::kEn, catalogue());
  EXPECT_EQ(schema.at("$schema").as_string(), "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema.at("required").dump(), R"(["name"])");
  const Json& properties = schema.at("properties");
  EXPECT_EQ(properties.at("name").dump(), R"({"title":"Name","type":"string","minLength":3,"maxLength":12})");
  EXPECT_EQ(properties.at("halls").dump(), R"({"title":"Halls","type":"integer","minimum":1,"maximum":99})");
  EXPECT_EQ(properties.at("length_m").dump(),
            R"({"title":"Length","x-unit":"m","type":"number","minimum":0.5})");
  EXPECT_EQ(properties.at("rock").at("oneOf").dump(),
            R"([{"const":"karst","title":"Karst"},{"const":"lava","title":"Lava"}])");
  EXPECT_EQ(properties.at("visited").at("format").as_string(), "date");
  EXPECT_EQ(properties.at("mouth").at("required").dump(), R"(["lat","lon"])");
  EXPECT_FALSE(schema.at("additionalProperties").as_bool(true));
}

}  // namespace
}  // namespace forms
