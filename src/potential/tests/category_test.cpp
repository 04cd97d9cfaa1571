#include "potential/category.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace potential {
namespace {

TEST(CategoryBook, ShipsWhatTheInventoryNeeds) {
  for (const char* key : {"wisata", "gua", "cagar-budaya", "sumber-daya-alam", "komoditas", "industri",
                          "pasar", "fasilitas", "retribusi"})
    EXPECT_NE(CategoryBook::shipped().find(key), nullptr) << key;
  EXPECT_EQ(CategoryBook::shipped().find("nope"), nullptr);
}

TEST(CategoryBook, PutsTheCommonFieldsBeforeTheCategorysOwn) {
  const Category& tourism = *CategoryBook::shipped().find("wisata");
  EXPECT_EQ(tourism.whole.fields.front().key, "name");
  EXPECT_EQ(tourism.whole.fields.size(),
            CategoryBook::shipped().common().fields.size() + tourism.own.fields.size());
}

TEST(CategoryBook, AliasesNameFieldsAndOptionsThatExist) {
  for (const Category& category : CategoryBook::shipped().all()) {
    for (const Alias& alias : category.aliases) {
      const std::size_t dot = alias.of.find('.');
      const forms::Field* field = category.own.find(alias.of.substr(0, dot));
      ASSERT_NE(field, nullptr) << category.key << ": " << alias.of;
      if (dot == std::string::npos) continue;
      const auto option = std::ranges::find(field->options, alias.of.substr(dot + 1), &forms::Option::value);
      EXPECT_NE(option, field->options.end()) << category.key << ": " << alias.of;
    }
  }
}

TEST(CategoryBook, RefusesACategoryThatAsksTwice) {
  const base::EmbeddedFile files[] = {
      {"categories/common.json",
       R"({"key":"record","fields":[{"key":"name","type":"text","label":{"id":"Nama","en":"Name"}}]})"},
      {"categories/x.json",
       R"({"key":"x","name":{"id":"X","en":"X"},"form":{"key":"x","fields":[{"key":"name","type":"text",
                               "label":{"id":"Nama","en":"Name"}}]}})"}};
  const auto book = CategoryBook::read(files);
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().message.key, "potential.field_twice");
}

}  // namespace
}  // namespace potential
